#pragma once

#include "redaction/find.hpp"

#include <string_view>

namespace sgw::redaction {

// Cuts finds in JSON so that it stays JSON: what begins in a string ends there at the latest, and outside of strings
// only bare numbers go. `document` says that the whole text is one document; else each line is looked at for itself.
// `finds` are disjoint and in order.
void fit_json(std::string_view text, bool document, Finds& finds);

}  // namespace sgw::redaction
