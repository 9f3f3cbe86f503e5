#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace sgw::test {

// A planted value of engine/secrets.sh.
struct Planted {
  std::string name;
  std::string value;
};
std::vector<Planted> planted_values();

// The form in which `value` stands in `bytes`: "raw", "base64", "base64url", "percent", "json", "hex", or "" for none.
// Base64 is looked for at all three alignments.
std::string found_in(std::string_view bytes, const Planted& value);

}  // namespace sgw::test
