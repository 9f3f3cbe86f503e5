#pragma once

#include "src/package/bundle.hpp"

#include <sgw_diag/result.hpp>

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace sgw::package {

struct FinishedArchive {
  std::uint64_t bytes = 0;
  SafeText sha256;
};

// Writes one archive into an open file: plain files only, 0600, no owner names, one time for all. The same entries give
// the same bytes, whatever the machine, the time zone and the locale. Entries of a zip carry no time: the format keeps
// local time, which would differ from one time zone to the next.
// Errors: io; too_large as soon as the archive passes `max_size`, or a zip archive or a file in one what it can hold
// without the extension that many readers do not have (4,000,000,000 bytes).
class ArchiveWriter {
 public:
  // `descriptor` stays open and belongs to the caller.
  static Result<ArchiveWriter> open(int descriptor, ArchiveFormat format, std::uint64_t max_size);

  // An entry is begun with its exact size, then filled; libarchive would cut it or leave it short without a word, so
  // add() and end() compare.
  Result<void> begin(const std::string& path, std::uint64_t size, UtcTime mtime);
  Result<void> add(std::string_view bytes);
  Result<void> end();

  Result<FinishedArchive> finish();

  ArchiveWriter(ArchiveWriter&&) noexcept;
  ArchiveWriter& operator=(ArchiveWriter&&) noexcept;
  ~ArchiveWriter();

 private:
  struct State;
  explicit ArchiveWriter(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace sgw::package
