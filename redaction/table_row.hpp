#pragma once

#include "redaction/value_extent.hpp"

#include <cstddef>
#include <string_view>
#include <vector>

namespace sgw::redaction {

// How the cells of a table are kept apart.
enum class Delimiter : char { none = '\0', comma = ',', semicolon = ';', tab = '\t', bar = '|', blanks = ' ' };

// The delimiter of a line that may be a table's head; none when nothing divides it.
Delimiter delimiter_of(std::string_view line);

// The cells of a row, without blanks and quotes around them; at most 64.
std::vector<Extent> cells_of(std::string_view line, Delimiter delimiter);

// "|---|---|", "+-----+", "-----  ----": the line between a head and its rows.
bool is_ruler(std::string_view line);

}  // namespace sgw::redaction
