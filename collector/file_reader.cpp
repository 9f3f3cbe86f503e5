#include "collector/file_reader.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <algorithm>
#include <cerrno>
#include <utility>

namespace sgw::collector {

namespace {

// O_NONBLOCK: opening a pipe without a writer would wait for one. It changes nothing for a regular file.
int open_for_reading(const std::filesystem::path& path, FollowLinks links) {
  const int no_link = links == FollowLinks::no ? O_NOFOLLOW : 0;
  return ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY | no_link);
}

RawError error_of(int number, const std::filesystem::path& path) {
  RawText subject(path.string());
  switch (number) {
    case ENOENT:
    case ENOTDIR:
      return {ErrorKind::not_found, "the file is not there", std::move(subject)};
    case EACCES:
    case EPERM:
      return {ErrorKind::denied, "the file may not be read", std::move(subject)};
    case ELOOP:
      return {ErrorKind::io, "it is a symbolic link that is not followed", std::move(subject)};
    case ENXIO:
      return {ErrorKind::io, "it is not a regular file", std::move(subject)};
    default:
      return {ErrorKind::io, "the file cannot be read", std::move(subject)};
  }
}

// Bytes read, 0 at the end, or -1 with errno set.
ssize_t read_some(int descriptor, char* buffer, std::size_t size) {
  ssize_t got = 0;
  do {
    got = ::read(descriptor, buffer, size);
  } while (got < 0 && errno == EINTR);
  return got;
}

}  // namespace

FileReader::FileReader(int descriptor, std::uint64_t size, std::filesystem::path path)
    : descriptor_(descriptor), left_(size), path_(std::move(path)) {}

FileReader::FileReader(FileReader&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)),
      left_(other.left_),
      path_(std::move(other.path_)),
      buffer_(std::move(other.buffer_)) {}

FileReader::~FileReader() {
  wipe(buffer_);
  if (descriptor_ >= 0) ::close(descriptor_);
}

RawResult<FileReader> FileReader::open(const std::filesystem::path& path, FollowLinks links) {
  const int descriptor = open_for_reading(path, links);
  if (descriptor < 0) return tl::make_unexpected(error_of(errno, path));
  struct stat status {};
  const bool known = ::fstat(descriptor, &status) == 0;
  if (!known || !S_ISREG(status.st_mode)) {
    ::close(descriptor);
    return raw_fail(ErrorKind::io, "it is not a regular file", RawText(path.string()));
  }
  return FileReader(descriptor, static_cast<std::uint64_t>(status.st_size), path);
}

RawResult<std::string_view> FileReader::read() {
  if (left_ == 0) return std::string_view();
  buffer_.resize(k_chunk_bytes);
  const ssize_t got = read_some(descriptor_, buffer_.data(), std::min<std::uint64_t>(left_, buffer_.size()));
  if (got < 0) return tl::make_unexpected(error_of(errno, path_));
  left_ = got == 0 ? 0 : left_ - static_cast<std::uint64_t>(got);  // cut short while it was read
  return std::string_view(buffer_).substr(0, static_cast<std::size_t>(got));
}

RawResult<std::string> read_whole_file(const std::filesystem::path& path, std::size_t most) {
  SGW_TRY(FileReader reader, FileReader::open(path, FollowLinks::yes));
  std::string bytes;
  for (;;) {
    SGW_TRY(const std::string_view chunk, reader.read());
    if (chunk.empty()) return bytes;
    if (bytes.size() + chunk.size() > most) {
      wipe(bytes);
      return raw_fail(ErrorKind::too_large, "the file is larger than it may be", RawText(path.string()));
    }
    bytes += chunk;
  }
}

std::optional<std::string> read_small_file(const std::filesystem::path& path, std::size_t most) {
  const int descriptor = open_for_reading(path, FollowLinks::yes);
  if (descriptor < 0) return std::nullopt;
  struct stat status {};
  std::optional<std::string> bytes;
  if (::fstat(descriptor, &status) == 0 && S_ISREG(status.st_mode)) {
    bytes.emplace(most, '\0');
    std::size_t filled = 0;
    ssize_t got = 0;
    while (filled < most && (got = read_some(descriptor, bytes->data() + filled, most - filled)) > 0) {
      filled += static_cast<std::size_t>(got);
    }
    bytes->resize(filled);
    if (got < 0) bytes.reset();
  }
  ::close(descriptor);
  return bytes;
}

}  // namespace sgw::collector
