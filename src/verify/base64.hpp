#pragma once

#include <string>
#include <string_view>

namespace sgw::verify {

enum class Alphabet { standard, url };

// With padding for the standard alphabet, without for the URL one.
std::string encode_base64(std::string_view bytes, Alphabet alphabet);

// Reads either alphabet up to the first character that is in neither; what is left over at the end is dropped.
std::string decode_base64(std::string_view text);

// The characters of an encoding that are the same wherever the bytes lie in a larger encoded text, when their place
// modulo 3 is `shift` (0, 1, 2).
std::string stable_base64(std::string_view bytes, unsigned shift, Alphabet alphabet);

}  // namespace sgw::verify
