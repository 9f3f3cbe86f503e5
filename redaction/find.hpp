#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace sgw::redaction {

// What a find becomes.
enum class Mint : std::uint8_t {
  placeholder,    // <redacted:CLASS:TAG>
  gateway_token,  // the same with the token's id and expiry, which are no secrets
  address,        // an IP address of the same class
  withheld,       // <withheld:REASON>: what it is could not be decided
};

// A rule as the engine sees it. Its address is its identity, so it lives as long as the rules do.
struct RuleLabel {
  std::string id;
  std::string what;  // CLASS: [a-z0-9-]+; of a withheld piece the reason
  Mint mint = Mint::placeholder;
  bool identifier = false;  // a name of somebody or something: masked, but yields to a secret at the same place
  std::size_t rank = 0;     // breaks a tie between finds of the same extent: the smaller one names the placeholder
};

// The rank of rules that know a value by the name beside it only: any other rule says more about it.
inline constexpr std::size_t k_rank_by_name = 1'000'000;

// A piece of a text that must not stay.
struct Find {
  std::size_t begin = 0;
  std::size_t end = 0;  // exclusive
  const RuleLabel* label = nullptr;
  std::string value;    // what the tag is made of when it is not the text itself: the value behind an encoding
  bool quoted = false;  // stands where JSON has a bare number: the placeholder brings its own quotes
};

using Finds = std::vector<Find>;

}  // namespace sgw::redaction
