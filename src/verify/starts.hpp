#pragma once

#include "src/verify/findings.hpp"

#include <cstddef>
#include <string_view>
#include <vector>

namespace sgw::verify {

// A text that secrets begin with or stand beside, and who judges what is around it.
struct Start {
  std::string_view literal;                                                         // three characters at least
  std::size_t row = 0;                                                              // of the table that it is from
  bool (*judge)(std::size_t row, std::string_view text, std::size_t at) = nullptr;  // `at`: where the literal begins
  Literal what = "";
};

// One pass for the starts of vendor_tokens, connection_shapes, commands and authorization, over decoded text without
// placeholders. Adds what it finds, each kind once.
void find_by_starts(std::string_view text, Findings& found);

}  // namespace sgw::verify
