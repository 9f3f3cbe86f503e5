#pragma once

#include <cstddef>
#include <string_view>

namespace sgw {

// How seldom three bytes in lower case stand in logs and documents: more is rarer. For scanners, which look at a
// literal where it is rarest.
std::size_t gram_rarity(std::string_view gram);

}  // namespace sgw
