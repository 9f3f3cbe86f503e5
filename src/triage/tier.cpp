#include "src/triage/tier.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <string>

namespace sgw::triage {

namespace {

constexpr std::array<std::string_view, 2> k_with{"developer", "premium"};
constexpr std::array<std::string_view, 6> k_without{"consumption", "basic",      "standard",
                                                    "basicv2",     "standardv2", "premiumv2"};

bool is_one_of(std::string_view word, const auto& words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

}  // namespace

std::optional<bool> tier_has_gateway(std::string_view tier) {
  std::string word;
  for (const char c : tier) {
    if (c != ' ' && c != '-' && c != '_') word += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  }
  if (is_one_of(word, k_with)) return true;
  if (is_one_of(word, k_without)) return false;
  return std::nullopt;
}

}  // namespace sgw::triage
