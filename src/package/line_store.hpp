#pragma once

#include "src/package/spool_file.hpp"

#include <sgw_diag/result.hpp>

#include <cstdint>
#include <functional>
#include <string_view>

namespace sgw::package {

// A log that may be longer than the room there is for it. Positions count from its first byte ever. The first
// `head_bytes` stay for good; what follows lies in a ring, where the newest bytes overwrite the oldest. So the disk
// holds at most head_bytes + ring_bytes, however long a source goes on. One thread.
class LineStore {
 public:
  LineStore(std::uint64_t head_bytes, std::uint64_t ring_bytes);
  // Without a limit: nothing is overwritten.
  LineStore() : LineStore(0, UINT64_MAX) {}

  // All or nothing: after an error end() is what it was.
  Result<void> append(std::string_view bytes);

  std::uint64_t end() const noexcept { return end_; }
  // The first position after the head that was not overwritten.
  std::uint64_t oldest() const noexcept { return oldest_; }
  bool overwritten() const noexcept { return oldest_ > head_bytes_; }

  // Everything below needs positions that are still there.
  using Take = std::function<Result<void>(std::string_view)>;
  Result<void> read(std::uint64_t begin, std::uint64_t stop, const Take& take) const;
  // Lines in the range; one without a line end at the very end counts.
  Result<std::uint64_t> lines(std::uint64_t begin, std::uint64_t stop) const;
  // The start of the line that `position` lies in; 0 when it is the first.
  Result<std::uint64_t> line_start(std::uint64_t position) const;
  // The first start of a line at or after `position`, or end(). Looks at no byte before `floor`.
  Result<std::uint64_t> next_line_start(std::uint64_t position, std::uint64_t floor) const;

 private:
  std::uint64_t place(std::uint64_t position) const;  // in the file
  std::uint64_t run(std::uint64_t position) const;    // bytes from there to where the ring starts again

  std::uint64_t head_bytes_;
  std::uint64_t ring_bytes_;
  std::uint64_t end_ = 0;
  std::uint64_t oldest_;
  SpoolFile file_;
};

}  // namespace sgw::package
