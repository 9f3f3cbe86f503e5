#pragma once

#include <string>
#include <string_view>

namespace sgw::collector {

// "a/b" → "a%2Fb": every byte but those that `is_plain` lets stand, with digits in upper case.
std::string percent_encoded(std::string_view text, bool (*is_plain)(char));

// A letter, a digit, or one of "-._~": what needs no encoding anywhere in a URL (RFC 3986, section 2.3).
bool is_unreserved(char c);

}  // namespace sgw::collector
