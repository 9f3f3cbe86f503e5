#pragma once

#include "redaction/detector.hpp"
#include "redaction/view.hpp"

#include <string_view>

namespace sgw::redaction {

// Joins lines whose last character says that they go on: '\' in a string of YAML or a command, '=' in quoted-printable
// text (where "=3D" shows that it is some). Appends each joined line to `view` behind a filler. A line that may go on
// behind the text is left pending.
void join_continued_lines(std::string_view text, const Survey& survey, View& view, Pending* pending);

}  // namespace sgw::redaction
