#pragma once

#include <string>
#include <string_view>

namespace sgw::collector {

// "a/b" → "a%2Fb": every byte but those that `is_plain` lets stand, with digits in upper case.
std::string percent_encoded(std::string_view text, bool (*is_plain)(char));

}  // namespace sgw::collector
