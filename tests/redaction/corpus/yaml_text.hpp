#pragma once

#include <string>
#include <string_view>

namespace sgw::corpus {

std::string indented(std::string_view text, std::string_view indent);          // every line but the first
std::string folded_at_spaces(std::string_view text, std::string_view indent);  // every second space becomes a line feed

// A value as a careful person would write it: plain if it can be, else in single quotes; several lines as a literal
// block.
std::string yaml_value(std::string_view text, std::string_view indent);

}  // namespace sgw::corpus
