#pragma once

#include <sgw_diag/result.hpp>

#include <cstdint>
#include <string_view>

namespace sgw::package {

// What an errno of opening, writing or naming means for the operator. `otherwise` is said when it is none of the usual
// ones (full disk, quota, no right, read-only, too large for the file system).
Error output_error(int error_number, Literal otherwise);
// Is it one of output_error()'s that less content would help against: full disk, quota, too large?
bool means_no_room(const Error& error);

// Writes all of `bytes` at the descriptor's position; goes on after interrupts and short writes.
Result<void> write_all(int descriptor, std::string_view bytes, Literal otherwise);
// The same at a fixed offset of a file.
Result<void> write_all_at(int descriptor, std::string_view bytes, std::uint64_t offset, Literal otherwise);
// Fills `count` bytes from `offset` of a file; less is an error.
Result<void> read_all_at(int descriptor, char* into, std::size_t count, std::uint64_t offset);

}  // namespace sgw::package
