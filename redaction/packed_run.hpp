#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace sgw::redaction {

// Whether a run of base64 stands for something compressed: gzip, zlib, zstd, xz, bzip2 or zip.
bool is_packed_base64(std::string_view characters);

// What is in `bytes`, all members of an archive behind one another, up to `max` bytes; what is broken ends it.
std::string unpacked(std::string_view bytes, std::size_t max);

}  // namespace sgw::redaction
