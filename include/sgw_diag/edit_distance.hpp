#pragma once

#include <cstddef>
#include <string_view>

namespace sgw {

// Levenshtein's distance in bytes: how many are inserted, left out or changed. Gives up above `limit` and returns
// limit + 1; costs left.size() times right.size() at most.
std::size_t edit_distance(std::string_view left, std::string_view right, std::size_t limit);

}  // namespace sgw
