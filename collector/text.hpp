#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace sgw::collector {

// Letters of ASCII in lower case, whatever the locale; all else as it is.
std::string lower(std::string_view text);

// "%2F" → "/"; what is no such sequence stays.
std::string percent_decoded(std::string_view text);

// The first line of `text`, without its end, which is taken off. A file that ends in a new line has no empty last line.
std::string_view next_line(std::string_view& text);

// What stands between blanks and tabs.
std::vector<std::string> split_words(std::string_view line);

// "one; two".
std::string joined(const std::vector<std::string>& texts);

}  // namespace sgw::collector
