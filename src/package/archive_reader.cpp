#include "src/package/archive_reader.hpp"

#include "src/package/packed_frame.hpp"
#include "src/package/tar_frame.hpp"
#include "src/package/unique_fd.hpp"

#include <archive.h>
#include <archive_entry.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <memory>
#include <optional>

namespace sgw::package {

namespace {

enum class Packing { gzip, zstd, zip };

constexpr Literal k_broken = "the archive is broken or cut";
constexpr std::size_t k_read_bytes = std::size_t{1} << 16;
constexpr std::uint64_t k_frame_bytes = 4096;  // of an entry, beside its content: headers and padding
constexpr std::size_t k_zip_end_bytes = 22;    // of the record that a zip without a comment ends with

struct ReaderFree {
  void operator()(archive* handle) const noexcept { archive_read_free(handle); }
};
using Reader = std::unique_ptr<archive, ReaderFree>;

std::optional<Packing> packing_of(std::string_view first_bytes) {
  if (first_bytes.starts_with("\x1f\x8b")) return Packing::gzip;
  if (first_bytes.starts_with("\x28\xb5\x2f\xfd")) return Packing::zstd;
  if (first_bytes.starts_with("PK\x03\x04") || first_bytes.starts_with("PK\x05\x06")) return Packing::zip;
  return std::nullopt;
}

// Only what this packing needs is switched on: libarchive knows many more formats, and each is a door.
bool set_up(archive* handle, Packing packing) {
  bool good = true;
  const auto check = [&good](int code) { good = good && code == ARCHIVE_OK; };
  // Exactly one layer: to find out about a second, libarchive would hold all of its header, however long.
  if (packing == Packing::gzip) check(archive_read_append_filter(handle, ARCHIVE_FILTER_GZIP));
  if (packing == Packing::zstd) check(archive_read_append_filter(handle, ARCHIVE_FILTER_ZSTD));
  if (packing == Packing::zip) {
    check(archive_read_support_format_zip_seekable(handle));
  } else {
    check(archive_read_support_format_tar(handle));
    // Reads on behind the end mark, so that nothing can hide there.
    check(archive_read_set_options(handle, "tar:read_concatenated_archives"));
  }
  return good;
}

bool is_plain(archive_entry* entry) {
  return archive_entry_filetype(entry) == AE_IFREG && archive_entry_hardlink(entry) == nullptr &&
         archive_entry_symlink(entry) == nullptr && archive_entry_sparse_count(entry) == 0 &&
         archive_entry_is_encrypted(entry) == 0 && archive_entry_size_is_set(entry) != 0 &&
         archive_entry_size(entry) >= 0;
}

class Reading {
 public:
  Reading(Reader handle, const ArchiveVisitor& visitor, const ArchiveReadLimits& limits)
      : handle_(std::move(handle)), visitor_(visitor), limits_(limits) {}

  Result<void> run(Packing packing, std::uint64_t packed_bytes);

 private:
  Result<void> entry(archive_entry* current);
  Result<void> content(const ArchiveEntry& entry);
  Result<void> nothing_hidden(Packing packing, std::uint64_t packed_bytes) const;

  Reader handle_;
  const ArchiveVisitor& visitor_;
  const ArchiveReadLimits& limits_;
  std::uint64_t bytes_ = 0;
  std::uint32_t entries_ = 0;
};

Result<void> Reading::run(Packing packing, std::uint64_t packed_bytes) {
  archive_entry* current = nullptr;
  for (;;) {
    const int code = archive_read_next_header(handle_.get(), &current);
    if (code == ARCHIVE_EOF) return nothing_hidden(packing, packed_bytes);
    if (code != ARCHIVE_OK) return fail(ErrorKind::protocol, k_broken);
    SGW_CHECK(entry(current));
  }
}

Result<void> Reading::entry(archive_entry* current) {
  if (++entries_ > limits_.max_entries) return fail(ErrorKind::too_large, "the archive has too many entries");
  const char* name = archive_entry_pathname(current);
  if (name == nullptr) name = archive_entry_pathname_utf8(current);
  if (name == nullptr) return fail(ErrorKind::protocol, "an entry of the archive has no readable name");
  ArchiveEntry entry{.path = name};
  entry.regular = is_plain(current);
  entry.folder = archive_entry_filetype(current) == AE_IFDIR;
  entry.size = entry.regular ? static_cast<std::uint64_t>(archive_entry_size(current)) : 0;
  const bool wanted = visitor_.begin(entry);
  if (!entry.regular || !wanted) {
    // What is skipped is unpacked all the same, so it counts.
    const auto declared = static_cast<std::uint64_t>(std::max<la_int64_t>(archive_entry_size(current), 0));
    if (declared > limits_.max_bytes - bytes_) return fail(ErrorKind::too_large, "the archive unpacks to too much");
    bytes_ += declared;
    if (archive_read_data_skip(handle_.get()) != ARCHIVE_OK) return fail(ErrorKind::protocol, k_broken);
    return {};
  }
  SGW_CHECK(content(entry));
  return visitor_.end();
}

Result<void> Reading::content(const ArchiveEntry& entry) {
  std::uint64_t position = 0;
  for (;;) {
    const void* bytes = nullptr;
    std::size_t count = 0;
    la_int64_t offset = 0;
    const int code = archive_read_data_block(handle_.get(), &bytes, &count, &offset);
    if (code == ARCHIVE_EOF) break;
    if (code != ARCHIVE_OK || offset < 0 || static_cast<std::uint64_t>(offset) != position) {
      return fail(ErrorKind::protocol, k_broken);
    }
    if (count > limits_.max_bytes - bytes_) return fail(ErrorKind::too_large, "the archive unpacks to too much");
    if (count > entry.size - position) return fail(ErrorKind::protocol, "an entry is longer than it says");
    bytes_ += count;
    position += count;
    if (count > 0) SGW_CHECK(visitor_.data(std::string_view(static_cast<const char*>(bytes), count)));
  }
  if (position != entry.size) return fail(ErrorKind::protocol, "an entry is shorter than it says");
  return {};
}

// A gzip or zstd reader stops behind the last frame that it knows, whatever follows.
Result<void> Reading::nothing_hidden(Packing packing, std::uint64_t packed_bytes) const {
  if (entries_ == 0) return fail(ErrorKind::protocol, "the archive is empty");
  if (packing == Packing::zip) return {};
  const la_int64_t used = archive_filter_bytes(handle_.get(), -1);
  if (used < 0 || static_cast<std::uint64_t>(used) != packed_bytes) {
    return fail(ErrorKind::protocol, "there are bytes after the end of the archive");
  }
  return {};
}

Error open_error(int error_number) {
  if (error_number == ENOENT || error_number == ENOTDIR) return {ErrorKind::not_found, "there is no such file", {}};
  if (error_number == EACCES || error_number == EPERM) return {ErrorKind::denied, "no right to read the file", {}};
  return {ErrorKind::io, "cannot open the file", {}};
}

// The file behind libarchive. Where its own reading would go on, as over empty blocks without end, this ends it. It is
// looked at only here, so that little is read at a time: four bytes may stand for 128 KiB.
class FileSource {
 public:
  FileSource(int descriptor, std::uint64_t most_unpacked, std::stop_token stop)
      : descriptor_(descriptor), most_unpacked_(most_unpacked), stop_(std::move(stop)), buffer_(k_looks_at, '\0') {}

  bool open(archive* handle) {
    return archive_read_set_read_callback(handle, &read) == ARCHIVE_OK &&
           archive_read_set_seek_callback(handle, &seek) == ARCHIVE_OK &&
           archive_read_set_callback_data(handle, this) == ARCHIVE_OK && archive_read_open1(handle) == ARCHIVE_OK;
  }
  // Whether it ended the reading for that reason.
  bool unpacks_to_too_much() const { return too_much_; }

 private:
  static constexpr std::size_t k_looks_at = std::size_t{1} << 14;

  static la_ssize_t read(archive* handle, void* self, const void** bytes) {
    auto& source = *static_cast<FileSource*>(self);
    if (source.stop_.stop_requested()) return ARCHIVE_FATAL;
    const la_int64_t unpacked = archive_filter_bytes(handle, 0);
    source.too_much_ = unpacked > 0 && static_cast<std::uint64_t>(unpacked) > source.most_unpacked_;
    if (source.too_much_) return ARCHIVE_FATAL;
    ssize_t got = 0;
    do {
      got = ::read(source.descriptor_, source.buffer_.data(), source.buffer_.size());
    } while (got < 0 && errno == EINTR);
    *bytes = source.buffer_.data();
    return got < 0 ? la_ssize_t{ARCHIVE_FATAL} : got;
  }

  static la_int64_t seek(archive* /*handle*/, void* self, la_int64_t offset, int whence) {
    const off_t at = lseek(static_cast<FileSource*>(self)->descriptor_, offset, whence);
    return at < 0 ? la_int64_t{ARCHIVE_FATAL} : at;
  }

  int descriptor_;
  std::uint64_t most_unpacked_;
  std::stop_token stop_;
  std::string buffer_;
  bool too_much_ = false;
};

// `first` and `last`: the file's first and last bytes.
Result<Reader> prepare(std::string_view first, std::string_view last, Packing& packing) {
  const auto found = packing_of(first);
  if (!found) return fail(ErrorKind::protocol, "not an archive of a kind that is read here");
  packing = *found;
  if (packing == Packing::zip && !last.starts_with("PK\x05\x06")) {
    return fail(ErrorKind::protocol, "the archive is cut, or there are bytes after its end");
  }
  Reader handle(archive_read_new());
  if (!handle || !set_up(handle.get(), packing)) return fail(ErrorKind::io, "the archive library lacks this format");
  return handle;
}

// Shows the whole tar to `frame`; how many bytes it has, or nothing when it cannot be unpacked.
std::optional<std::uint64_t> unpack(int descriptor, Packing packing, TarFrame& frame, const std::stop_token& stop) {
  const Reader handle(archive_read_new());
  const int filter = packing == Packing::gzip ? ARCHIVE_FILTER_GZIP : ARCHIVE_FILTER_ZSTD;
  archive_entry* entry = nullptr;
  if (!handle || archive_read_append_filter(handle.get(), filter) != ARCHIVE_OK ||
      archive_read_support_format_raw(handle.get()) != ARCHIVE_OK ||
      archive_read_open_fd(handle.get(), descriptor, k_read_bytes) != ARCHIVE_OK ||
      archive_read_next_header(handle.get(), &entry) != ARCHIVE_OK)
    return std::nullopt;
  std::string buffer(k_read_bytes, '\0');
  for (std::uint64_t bytes = 0;;) {
    const la_ssize_t got = archive_read_data(handle.get(), buffer.data(), buffer.size());
    if (got < 0 || stop.stop_requested() || frame.is_lost()) return std::nullopt;
    if (got == 0) return bytes;
    bytes += static_cast<std::uint64_t>(got);
    frame.add(std::string_view(buffer).substr(0, static_cast<std::size_t>(got)));
  }
}

}  // namespace

Result<void> read_archive(const std::filesystem::path& path, const ArchiveVisitor& visitor,
                          const ArchiveReadLimits& limits, const std::stop_token& stop) {
  // Not blocking: a pipe of that name would wait for a writer.
  const UniqueFd file(open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  if (!file) return tl::make_unexpected(open_error(errno));
  struct stat status {};
  if (fstat(file.get(), &status) != 0) return fail(ErrorKind::io, "cannot read the file");
  if (!S_ISREG(status.st_mode)) return fail(ErrorKind::io, "not a plain file");
  const auto size = static_cast<std::size_t>(status.st_size);
  std::string first(4, '\0');
  std::string last(k_zip_end_bytes, '\0');
  if (size < k_zip_end_bytes || pread(file.get(), first.data(), first.size(), 0) != 4 ||
      pread(file.get(), last.data(), last.size(), static_cast<off_t>(size - last.size())) < 0) {
    return fail(ErrorKind::protocol, "not an archive of a kind that is read here");
  }
  Packing packing{};
  FileSource source(file.get(), limits.max_bytes + limits.max_entries * k_frame_bytes, stop);
  SGW_TRY(Reader handle, prepare(first, last, packing));
  Result<void> read = fail(ErrorKind::protocol, k_broken);
  if (source.open(handle.get())) read = Reading(std::move(handle), visitor, limits).run(packing, size);
  if (!read && stop.stop_requested()) return fail(ErrorKind::cancelled, "stopped on request");
  if (!read && source.unpacks_to_too_much()) return fail(ErrorKind::too_large, "the archive unpacks to too much");
  return read;
}

Result<void> read_archive_bytes(std::string_view bytes, const ArchiveVisitor& visitor,
                                const ArchiveReadLimits& limits) {
  if (bytes.size() < k_zip_end_bytes) return fail(ErrorKind::protocol, "not an archive of a kind that is read here");
  Packing packing{};
  SGW_TRY(Reader handle, prepare(bytes, bytes.substr(bytes.size() - k_zip_end_bytes), packing));
  if (archive_read_open_memory(handle.get(), bytes.data(), bytes.size()) != ARCHIVE_OK) {
    return fail(ErrorKind::protocol, k_broken);
  }
  return Reading(std::move(handle), visitor, limits).run(packing, bytes.size());
}

bool has_own_frame(const std::filesystem::path& path, const std::stop_token& stop) {
  const UniqueFd file(open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  struct stat status {};
  std::string first(4, '\0');
  if (!file || fstat(file.get(), &status) != 0 || pread(file.get(), first.data(), first.size(), 0) != 4) return false;
  const auto packing = packing_of(first);
  const auto size = static_cast<std::uint64_t>(status.st_size);
  if (!packing) return false;
  if (*packing == Packing::zip) return is_own_zip(file.get(), size);
  TarFrame frame;
  const auto unpacked = unpack(file.get(), *packing, frame, stop);
  if (!unpacked || !frame.is_own()) return false;
  return *packing == Packing::gzip ? is_own_gzip(file.get(), size, *unpacked, stop)
                                   : is_own_zstd(file.get(), size, stop);
}

}  // namespace sgw::package
