#pragma once

#include <sgw_diag/result.hpp>

#include <cstddef>
#include <filesystem>
#include <functional>
#include <stop_token>
#include <string>
#include <string_view>

namespace sgw::app {

// Reads a file that the operator named, at most `max_bytes`. Errors without a subject: the name as typed is raw, and
// the caller adds it through the gate.
Result<std::string> read_given_file(const std::filesystem::path& path, std::size_t max_bytes);

// Hands out a plain file's bytes in chunks, until `take` returns false. Errors as above.
using TakeChunk = std::function<bool(std::string_view)>;
Result<void> stream_given_file(const std::filesystem::path& path, const TakeChunk& take);
// The same from standard input, which may be silent for long: ends at `stop` too, without an error.
Result<void> stream_standard_input(const TakeChunk& take, const std::stop_token& stop);

}  // namespace sgw::app
