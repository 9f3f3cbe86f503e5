#pragma once

#include "redaction/view.hpp"

#include <string>
#include <string_view>

namespace sgw::redaction {

// Resolves one layer of JSON and C escapes (\u0026, \", \n, \075), percent-encoding (%26, %u0026), XML references
// (&amp;) and the "=3D" of quoted-printable text, and drops control characters other than tabs and line ends. Appends
// the lines that hold any to `view`, a filler line where others lie between them. False when there is nothing to
// resolve.
bool resolve_escapes(std::string_view text, View& view);

// All layers, at most four: the canonical form of a value, so that its tag is the same in every encoding.
std::string fully_decoded(std::string_view text);

}  // namespace sgw::redaction
