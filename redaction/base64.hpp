#pragma once

#include <string>
#include <string_view>

namespace sgw::redaction {

// RFC 4648, standard alphabet with padding.
std::string base64_encoded(std::string_view bytes);

// Both alphabets, with or without padding; ends silently at the first other character.
std::string base64_decoded(std::string_view text);

// 0 to 63 in either alphabet; -1 for other characters, '=' among them.
int base64_value(char c);

// '+', '/', '-' and '_' count, '=' does not.
bool is_base64_char(char c);

}  // namespace sgw::redaction
