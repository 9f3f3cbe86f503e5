#pragma once

#include "redaction/detector.hpp"
#include "redaction/survey.hpp"
#include "redaction/view.hpp"

namespace sgw::redaction {

// Decodes what may be text in base64 (both alphabets, at every alignment, with or without padding, wrapped over lines,
// UTF-16 or something compressed inside) or in hexadecimal digits, side by side or apart, and joins lines that go on.
// Appends each decoded piece to `view` behind a filler; all of a run's source belongs to each of its bytes. False when
// there is none. A run that may go on behind the text is left pending.
bool decode_runs(const SearchText& of, View& view, Pending* pending);

}  // namespace sgw::redaction
