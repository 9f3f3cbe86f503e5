#include "src/app/given_file.hpp"

#include <sgw_diag/limits.hpp>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>

namespace sgw::app {

namespace {

class Descriptor {
 public:
  explicit Descriptor(int fd) : fd_(fd) {}
  ~Descriptor() {
    if (fd_ >= 0) ::close(fd_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int get() const { return fd_; }

 private:
  int fd_;
};

Result<void> stream(int descriptor, const TakeChunk& take) {
  std::string chunk(k_chunk_bytes, '\0');
  for (;;) {
    const ssize_t got = ::read(descriptor, chunk.data(), chunk.size());
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return fail(ErrorKind::bad_usage, "cannot read the file");
    if (got == 0 || !take(std::string_view(chunk).substr(0, static_cast<std::size_t>(got)))) return {};
  }
}

}  // namespace

Result<void> stream_given_file(const std::filesystem::path& path, const TakeChunk& take) {
  // Non-blocking, so that a pipe given by mistake does not hold the run.
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  if (file.get() < 0) {
    if (errno == EACCES) return fail(ErrorKind::bad_usage, "no right to read the file");
    return fail(ErrorKind::bad_usage, "cannot open the file");
  }
  struct stat info {};
  if (::fstat(file.get(), &info) != 0 || !S_ISREG(info.st_mode)) return fail(ErrorKind::bad_usage, "not a plain file");
  return stream(file.get(), take);
}

Result<void> stream_standard_input(const TakeChunk& take) { return stream(STDIN_FILENO, take); }

Result<std::string> read_given_file(const std::filesystem::path& path, std::size_t max_bytes) {
  std::string bytes;
  bool too_large = false;
  SGW_CHECK(stream_given_file(path, [&](std::string_view chunk) {
    too_large = bytes.size() + chunk.size() > max_bytes;
    if (!too_large) bytes += chunk;
    return !too_large;
  }));
  if (too_large) return fail(ErrorKind::bad_usage, "the file is too large for its purpose");
  return bytes;
}

}  // namespace sgw::app
