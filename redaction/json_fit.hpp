#pragma once

#include "redaction/find.hpp"

#include <string_view>

namespace sgw::redaction {

// Cuts finds in JSON so that it stays JSON: of one over several strings a part goes in each of them, and outside of
// strings only bare numbers do. `document` says that the whole text is one document; else each line is looked at for
// itself. `finds` are disjoint and in order.
void fit_json(std::string_view text, bool document, Finds& finds);

}  // namespace sgw::redaction
