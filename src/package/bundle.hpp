#pragma once

#include "src/package/spool.hpp"

#include <sgw_diag/bundle_path.hpp>
#include <sgw_diag/limits.hpp>
#include <sgw_diag/result.hpp>

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <variant>
#include <vector>

namespace sgw::package {

enum class ArchiveFormat { tar_gz, tar_zst, zip };

struct BundleItem {
  BundlePath path;  // below the root folder
  std::variant<const Spool*, RedactedBytes> content;
};

struct BundleOptions {
  std::filesystem::path target;  // the final name; must not exist, its folder must
  bool to_stdout = false;        // write the checked archive to file descriptor 1 instead
  ArchiveFormat format = ArchiveFormat::tar_gz;
  SafeText root;                          // the one folder that everything lies in
  UtcTime mtime;                          // of every entry
  std::uint64_t max_size = 0;             // of the finished file
  std::optional<Deadline> deadline = {};  // of write()
};

struct BundleReceipt {
  std::uint64_t bytes = 0;
  SafeText sha256;
};

// A finished archive under its temporary name: looked at, then kept or thrown away.
class PendingBundle {
 public:
  // Writes the archive beside the target under a temporary name (unnamed where the file system can), 0600,
  // synchronised. Errors: io (full disk, no right), too_large (over max_size) and timeout (the deadline passed): the
  // caller cuts logs and tries again.
  static Result<PendingBundle> write(const BundleOptions& options, const std::vector<BundleItem>& items);

  // A path through which the archive can be read until commit() or the end.
  const std::filesystem::path& readable_path() const;
  std::uint64_t bytes() const;

  // Gives the archive its name; never overwrites. For `to_stdout`: copies it there.
  Result<BundleReceipt> commit();

  // Without commit() nothing is left behind.
  ~PendingBundle();
  PendingBundle(PendingBundle&&) noexcept;
  PendingBundle& operator=(PendingBundle&&) noexcept;

 private:
  struct State;
  explicit PendingBundle(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace sgw::package
