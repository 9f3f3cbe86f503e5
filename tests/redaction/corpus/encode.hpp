#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace sgw::corpus {

enum class Alphabet { standard, url };
enum class Padding { yes, no };

std::string base64(std::string_view bytes, Alphabet alphabet = Alphabet::standard, Padding padding = Padding::yes);
std::string hex(std::string_view bytes);
std::string hexdump(std::string_view bytes);  // the lines of `hexdump -C`
std::string xxd(std::string_view bytes);      // the lines of `xxd`
std::string wrapped(std::string_view text, std::size_t width,
                    std::string_view indent);  // every line but the first indented
std::string utf16(std::string_view utf8, bool big_endian, bool mark);
std::string quoted_printable(std::string_view bytes);
std::uint32_t crc32(std::string_view bytes);

}  // namespace sgw::corpus
