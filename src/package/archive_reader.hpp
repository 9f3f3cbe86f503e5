#pragma once

#include <sgw_diag/result.hpp>

#include <cstdint>
#include <filesystem>
#include <functional>
#include <stop_token>
#include <string>
#include <string_view>

namespace sgw::package {

struct ArchiveEntry {
  std::string path;  // as in the archive: foreign until checked
  std::uint64_t size = 0;
  bool regular = true;  // a plain file; folders, links, devices, sparse and encrypted files are not
  bool folder = false;  // other packers write one for each folder; it holds nothing
};

struct ArchiveReadLimits {
  std::uint64_t max_bytes = std::uint64_t{8} << 30;  // unpacked, of all entries together
  std::uint32_t max_entries = 100000;
};

// Reads an archive back, entry by entry. `begin` says whether the entry's content is wanted; `data` gets it in chunks;
// `end` is called after the content of a wanted entry. An error of `data` or `end` stops the reading and is returned.
struct ArchiveVisitor {
  std::function<bool(const ArchiveEntry&)> begin;
  std::function<Result<void>(std::string_view)> data;
  std::function<Result<void>()> end;
};

// The archive is one of the three formats that we write, told by its content. It may have been packed by someone else,
// so everything about it is doubted: cut or broken, bytes after its end, an entry shorter or longer than it says, more
// than one layer of compression, a name that cannot be read.
// `stop` is looked at whatever the archive holds: a few bytes may stand for hours of nothing.
// Errors: not_found, denied, io, protocol (broken, cut, or not one of ours), too_large, cancelled.
Result<void> read_archive(const std::filesystem::path& path, const ArchiveVisitor& visitor,
                          const ArchiveReadLimits& limits = {}, const std::stop_token& stop = {});
// The same over bytes in memory.
Result<void> read_archive_bytes(std::string_view bytes, const ArchiveVisitor& visitor,
                                const ArchiveReadLimits& limits = {});

// Whether a readable archive holds nothing besides its entries' names and content that ArchiveWriter does not put
// there: comments, owners, attributes, further frames, bytes between the parts. Unpackers skip such bytes, so nobody
// would see what they say. Reads the archive once more; false as well when `stop` asks it to end before.
bool has_own_frame(const std::filesystem::path& path, const std::stop_token& stop = {});

}  // namespace sgw::package
