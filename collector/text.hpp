#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace sgw::collector {

// Letters of ASCII in lower case, whatever the locale; all else as it is.
std::string lower(std::string_view text);

// "%2F" → "/"; what is no such sequence stays.
std::string percent_decoded(std::string_view text);

// "one; two".
std::string joined(const std::vector<std::string>& texts);

}  // namespace sgw::collector
