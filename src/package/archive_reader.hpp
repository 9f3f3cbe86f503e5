#pragma once

#include <sgw_diag/result.hpp>

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>

namespace sgw::package {

struct ArchiveEntry {
  std::string path;  // as in the archive: foreign until checked
  std::uint64_t size = 0;
  bool regular = true;  // a plain file; folders, links and devices are not
};

struct ArchiveReadLimits {
  std::uint64_t max_bytes = std::uint64_t{8} << 30;
  std::uint32_t max_entries = 100000;
};

// Reads an archive back, entry by entry. `begin` says whether the entry's content is wanted; `data` gets it in chunks.
// Errors: not_found, io, protocol (broken or cut), too_large.
struct ArchiveVisitor {
  std::function<bool(const ArchiveEntry&)> begin;
  std::function<Result<void>(std::string_view)> data;
  std::function<Result<void>()> end;
};
Result<void> read_archive(const std::filesystem::path& path, const ArchiveVisitor& visitor, const ArchiveReadLimits& limits = {});

}  // namespace sgw::package
