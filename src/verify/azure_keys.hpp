#pragma once

#include "src/verify/findings.hpp"

#include <string_view>

namespace sgw::verify {

// Azure keys in a run of characters that may belong to one: by the signature where it belongs and the length, or, with
// anything glued to either end, by the checksum that the key carries. Adds what it finds.
void find_azure_keys(std::string_view run, Findings& found);

}  // namespace sgw::verify
