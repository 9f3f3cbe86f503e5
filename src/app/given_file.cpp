#include "src/app/given_file.hpp"

#include "src/package/unique_fd.hpp"

#include <sgw_diag/limits.hpp>

#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>

namespace sgw::app {

namespace {

Result<void> stream(int descriptor, const TakeChunk& take, const std::function<bool()>& go_on) {
  std::string chunk(k_chunk_bytes, '\0');
  while (go_on()) {
    const ssize_t got = ::read(descriptor, chunk.data(), chunk.size());
    if (got < 0 && (errno == EINTR || errno == EAGAIN)) continue;
    if (got < 0) return fail(ErrorKind::bad_usage, "cannot read the file");
    if (got == 0 || !take(std::string_view(chunk).substr(0, static_cast<std::size_t>(got)))) return {};
  }
  return {};
}

}  // namespace

Result<void> stream_given_file(const std::filesystem::path& path, const TakeChunk& take) {
  // Non-blocking, so that a pipe given by mistake does not hold the run.
  const package::UniqueFd file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  if (!file) {
    if (errno == EACCES) return fail(ErrorKind::bad_usage, "no right to read the file");
    return fail(ErrorKind::bad_usage, "cannot open the file");
  }
  struct stat info {};
  if (::fstat(file.get(), &info) != 0 || !S_ISREG(info.st_mode)) return fail(ErrorKind::bad_usage, "not a plain file");
  return stream(file.get(), take, [] { return true; });
}

Result<void> stream_standard_input(const TakeChunk& take, const std::stop_token& stop) {
  constexpr int slice_ms = 100;
  return stream(STDIN_FILENO, take, [&stop] {
    pollfd input{STDIN_FILENO, POLLIN, 0};
    while (!stop.stop_requested()) {
      if (::poll(&input, 1, slice_ms) != 0) return true;  // read() says whatever there is to say
    }
    return false;
  });
}

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
