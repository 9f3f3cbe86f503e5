#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace sgw::verify {

inline constexpr std::size_t k_least_known_bytes = 8;    // shorter values would be found everywhere
inline constexpr std::size_t k_most_known_bytes = 1024;  // of a longer value the start is searched for

// All ways in which a secret value may be written down, without repeats: as it is, escaped as JSON (plainly, and the
// way .NET does it), percent-encoded, escaped as XML, in hexadecimal, in base64 at each of the three alignments and in
// both alphabets, base64 of base64. Of values with parts (a gateway token, a text of several lines) the telling parts
// too, and the halves of a long random one: a mask that leaves half of it has not hidden it. Values under
// k_least_known_bytes give nothing.
std::vector<std::string> known_forms(std::string_view value);

}  // namespace sgw::verify
