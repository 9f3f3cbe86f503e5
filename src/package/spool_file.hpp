#pragma once

#include "src/package/unique_fd.hpp"

#include <sgw_diag/result.hpp>

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

namespace sgw::package {

// An open file that has no name: 0600, gone when it is closed. O_TMPFILE where the file system has it, else made under
// a random name and unlinked at once. Errors: io.
Result<UniqueFd> open_unnamed(const std::filesystem::path& folder);

// Bytes by position: in memory up to 128 KiB, beyond that in an unnamed file of the temporary folder (TMPDIR). Memory
// stays flat however much is written. What was written before a failed write() is still there after it.
class SpoolFile {
 public:
  static constexpr std::uint64_t k_memory_bytes = std::uint64_t{128} << 10;  // a run may have thousands

  // Writes at `offset`, at most the present size: no holes.
  Result<void> write(std::uint64_t offset, std::string_view bytes);
  // Fills `into` from `offset`; all of it must lie within size().
  Result<void> read(std::uint64_t offset, char* into, std::size_t count) const;
  std::uint64_t size() const noexcept { return size_; }

 private:
  Result<void> spill();

  std::string memory_;
  UniqueFd file_;
  std::uint64_t size_ = 0;
};

}  // namespace sgw::package
