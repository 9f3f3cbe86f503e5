#include "src/package/file_io.hpp"

#include <unistd.h>

#include <cerrno>

namespace sgw::package {

namespace {

constexpr Literal k_disk_full = "no space left on the disk";
constexpr Literal k_quota_used = "the disk quota is used up";
constexpr Literal k_over_file_limit = "the file would be larger than the system allows";

}  // namespace

Error output_error(int error_number, Literal otherwise) {
  switch (error_number) {
    case ENOSPC:
      return {ErrorKind::io, k_disk_full, {}};
    case EDQUOT:
      return {ErrorKind::io, k_quota_used, {}};
    case EFBIG:
      return {ErrorKind::io, k_over_file_limit, {}};
    case EACCES:
    case EPERM:
      return {ErrorKind::io, "no right to write there", {}};
    case EROFS:
      return {ErrorKind::io, "the file system is read-only", {}};
    case ENOENT:
      return {ErrorKind::io, "the folder does not exist", {}};
    case ENOTDIR:
      return {ErrorKind::io, "a part of the path is not a folder", {}};
    case ENAMETOOLONG:
      return {ErrorKind::io, "the file name is too long", {}};
    case EEXIST:
      return {ErrorKind::io, "there is a file of that name already", {}};
    case EISDIR:
      return {ErrorKind::io, "there is a folder of that name", {}};
    case EPIPE:
      return {ErrorKind::io, "the reader of the output has gone", {}};
    case EMFILE:
    case ENFILE:
      return {ErrorKind::io, "too many open files", {}};
    default:
      return {ErrorKind::io, otherwise, {}};
  }
}

bool means_no_room(const Error& error) {
  return error.what == k_disk_full || error.what == k_quota_used || error.what == k_over_file_limit;
}

Result<void> write_all(int descriptor, std::string_view bytes, Literal otherwise) {
  while (!bytes.empty()) {
    const ssize_t written = write(descriptor, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return tl::make_unexpected(output_error(written == 0 ? ENOSPC : errno, otherwise));
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return {};
}

Result<void> write_all_at(int descriptor, std::string_view bytes, std::uint64_t offset, Literal otherwise) {
  while (!bytes.empty()) {
    const ssize_t written = pwrite(descriptor, bytes.data(), bytes.size(), static_cast<off_t>(offset));
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return tl::make_unexpected(output_error(written == 0 ? ENOSPC : errno, otherwise));
    bytes.remove_prefix(static_cast<std::size_t>(written));
    offset += static_cast<std::uint64_t>(written);
  }
  return {};
}

Result<void> read_all_at(int descriptor, char* into, std::size_t count, std::uint64_t offset) {
  while (count > 0) {
    const ssize_t got = pread(descriptor, into, count, static_cast<off_t>(offset));
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return fail(ErrorKind::io, "cannot read back a temporary file");
    into += got;
    count -= static_cast<std::size_t>(got);
    offset += static_cast<std::uint64_t>(got);
  }
  return {};
}

}  // namespace sgw::package
