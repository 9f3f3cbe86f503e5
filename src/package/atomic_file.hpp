#pragma once

#include "src/package/spool.hpp"
#include "src/package/temporary_name.hpp"
#include "src/package/unique_fd.hpp"

#include <sgw_diag/redacted.hpp>
#include <sgw_diag/result.hpp>

#include <filesystem>

namespace sgw::package {

enum class Overwrite { no, yes };

// A file that gets its name only when it is whole. Until then it has none (O_TMPFILE), or, where the file system cannot
// do that, a temporary one beside the target (".sgw-diag-XXXXXX.part") that goes with this object. 0600.
// Errors: io, with what the operator can do something about (no folder, no right, full disk, name taken).
class AtomicFile {
 public:
  static Result<AtomicFile> create(const std::filesystem::path& target);

  int descriptor() const noexcept { return file_.get(); }
  // A path that opens the same content until publish() or the end.
  const std::filesystem::path& readable_path() const noexcept { return readable_; }

  // Content to the disk.
  Result<void> synchronise();
  // The target's name, and the folder to the disk.
  Result<void> publish(Overwrite overwrite);

 private:
  AtomicFile(UniqueFd file, std::filesystem::path target) : file_(std::move(file)), target_(std::move(target)) {}
  Result<void> give_name();
  Result<void> replace_name();
  Result<void> ensure_temporary_name();

  UniqueFd file_;
  std::filesystem::path target_;
  std::filesystem::path readable_;
  TemporaryName temporary_;  // none while the file has no name
};

// Writes a small file of ours whole or not at all: temporary beside the target, 0600, synchronised, renamed.
Result<void> write_file(const std::filesystem::path& path, const RedactedBytes& bytes, Overwrite overwrite);
// The same for a finished spool, whatever its size.
Result<void> write_spool(const std::filesystem::path& path, const Spool& spool, Overwrite overwrite);

}  // namespace sgw::package
