#pragma once

#include "redaction/detector.hpp"
#include "redaction/view.hpp"

#include <string_view>

namespace sgw::redaction {

// Decodes what "hexdump -C", xxd and the like print: an offset, bytes in hexadecimal digits, and the same bytes once
// more as text. Appends the bytes of dumps to `view`; all of a line behind its offset belongs to each of its bytes, so
// that the text beside them goes as well. False when there is none.
bool decode_hexdump(const SearchText& of, View& view, Pending* pending);

}  // namespace sgw::redaction
