#pragma once

#include "redaction/detector.hpp"
#include "redaction/view.hpp"

#include <string_view>

namespace sgw::redaction {

// Decodes bytes that are written one by one in hexadecimal digits: "70 61 73", "70:61:73", "0x70, 0x61", over several
// lines or on one. Appends each row of at least eight that may be text to `view` behind a filler; all of the row
// belongs to each of its bytes. A row that may go on behind the text is left pending.
void decode_separated_hex(std::string_view text, const Survey& survey, View& view, Pending* pending);

}  // namespace sgw::redaction
