#include "collector/probe_stream.hpp"

#include <poll.h>
#include <sys/socket.h>

#include <cerrno>

namespace sgw::collector {

namespace {

bool try_again(int error) { return error == EAGAIN || error == EWOULDBLOCK || error == EINTR; }

Io io_of(int error) { return error == ECONNRESET || error == EPIPE ? Io::reset : Io::error; }

}  // namespace

IoResult SocketStream::read(std::span<char> to, const ProbeTime& time) {
  while (true) {
    const ssize_t count = recv(socket_.get(), to.data(), to.size(), MSG_DONTWAIT);
    if (count > 0) return {Io::done, static_cast<std::size_t>(count)};
    if (count == 0) return {Io::closed, 0};
    if (!try_again(errno)) return {io_of(errno), 0};
    if (const Io waited = wait_for(socket_.get(), POLLIN, time); waited != Io::done) return {waited, 0};
  }
}

Io SocketStream::write(std::string_view bytes, const ProbeTime& time) {
  while (!bytes.empty()) {
    const ssize_t count = send(socket_.get(), bytes.data(), bytes.size(), MSG_DONTWAIT | MSG_NOSIGNAL);
    if (count > 0) {
      bytes.remove_prefix(static_cast<std::size_t>(count));
    } else if (!try_again(errno)) {
      return io_of(errno);
    } else if (const Io waited = wait_for(socket_.get(), POLLOUT, time); waited != Io::done) {
      return waited;
    }
  }
  return Io::done;
}

}  // namespace sgw::collector
