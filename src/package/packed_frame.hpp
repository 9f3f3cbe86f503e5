#pragma once

#include <cstdint>
#include <stop_token>

namespace sgw::package {

// Whether a packed file holds nothing but what our own writer puts there, besides the entries' packed content: no name
// or comment, no second frame, no extra field, no bytes between the parts. Each reads from `descriptor`, whose file has
// `size` bytes, and holds 64 KiB at most, of a zip its directory: 16 MiB at most.

// `unpacked`: the bytes of the whole content. This and the next are false as well when `stop` asks them to end before.
bool is_own_gzip(int descriptor, std::uint64_t size, std::uint64_t unpacked, const std::stop_token& stop = {});
// A block has three bytes at least.
bool is_own_zstd(int descriptor, std::uint64_t size, const std::stop_token& stop = {});
bool is_own_zip(int descriptor, std::uint64_t size);

}  // namespace sgw::package
