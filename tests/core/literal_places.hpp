#pragma once

#include <sgw_diag/literal_scanner.hpp>

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace sgw {

// Place and literal of each hit.
using Places = std::vector<std::pair<std::uint32_t, std::uint32_t>>;

inline Places places_of(const std::vector<Hit>& hits) {
  Places places;
  for (const Hit& hit : hits) places.emplace_back(hit.at, hit.literal);
  return places;
}

// Every literal at every place, in any case.
inline Places every_place(const std::vector<std::string>& literals, std::string_view text) {
  std::string lower(text);
  std::transform(lower.begin(), lower.end(), lower.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c; });
  Places places;
  for (std::uint32_t at = 0; at < lower.size(); ++at) {
    for (std::uint32_t i = 0; i < literals.size(); ++i) {
      if (std::string_view(lower).substr(at).starts_with(literals[i])) places.emplace_back(at, i);
    }
  }
  return places;
}

}  // namespace sgw
