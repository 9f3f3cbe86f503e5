#pragma once

#include "redaction/find.hpp"

namespace sgw::redaction {

// Makes overlapping finds disjoint and sorted. Secrets that overlap become one find over all of them, named by the
// widest one (a gateway token wins over any name it stands beside). An identifier yields to a secret. What is a
// placeholder already is left alone: a find around one keeps only the parts beside it that hold letters or digits.
Finds disjoint(Finds finds, std::string_view text);

}  // namespace sgw::redaction
