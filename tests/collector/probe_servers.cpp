#include "tests/collector/probe_servers.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <stdexcept>

namespace sgw::collector {

namespace {

sockaddr_in loopback(std::uint16_t port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  return address;
}

ProbeFd listening(int backlog, std::uint16_t& port) {
  ProbeFd fd(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
  sockaddr_in address = loopback(0);
  socklen_t size = sizeof address;
  auto* generic = reinterpret_cast<sockaddr*>(&address);
  if (bind(fd.get(), generic, size) != 0 || listen(fd.get(), backlog) != 0 ||
      getsockname(fd.get(), generic, &size) != 0) {
    throw std::runtime_error("cannot listen");
  }
  port = ntohs(address.sin_port);
  return fd;
}

}  // namespace

SilentServer::SilentServer(int backlog) : socket_(listening(backlog, port_)) {}

FullServer::FullServer() : server_(0) {
  // Connects until one attempt hangs; a backlog of 0 holds one or two.
  for (int i = 0; i < 16; ++i) {
    ProbeFd client(socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
    const sockaddr_in address = loopback(server_.port());
    (void)connect(client.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address);
    pollfd polled{client.get(), POLLOUT, 0};
    clients_.push_back(std::move(client));
    if (poll(&polled, 1, 200) == 0) return;
  }
  throw std::runtime_error("the queue does not fill");
}

ScriptedServer::ScriptedServer(std::vector<Turn> turns)
    : turns_(std::move(turns)),
      socket_(listening(16, port_)),
      thread_([this](const std::stop_token& stop) { serve(stop); }) {}

ScriptedServer::~ScriptedServer() {
  thread_.request_stop();
  thread_.join();
}

std::string ScriptedServer::received() const {
  const std::lock_guard lock(mutex_);
  return received_;
}

void ScriptedServer::serve(const std::stop_token& stop) {
  std::vector<ProbeFd> held;
  std::size_t served = 0;
  while (!stop.stop_requested()) {
    pollfd polled{socket_.get(), POLLIN, 0};
    if (poll(&polled, 1, 20) <= 0) continue;
    serve_one(ProbeFd(accept4(socket_.get(), nullptr, nullptr, SOCK_CLOEXEC)), turns_[served++ % turns_.size()], held);
  }
}

void ScriptedServer::serve_one(ProbeFd client, const Turn& turn, std::vector<ProbeFd>& held) {
  std::array<char, 65536> buffer{};
  pollfd polled{client.get(), POLLIN, 0};
  const ssize_t count = poll(&polled, 1, 10000) > 0 ? recv(client.get(), buffer.data(), buffer.size(), 0) : 0;
  if (count > 0) {
    const std::lock_guard lock(mutex_);
    received_.append(buffer.data(), static_cast<std::size_t>(count));
  }
  send(client.get(), turn.answer.data(), turn.answer.size(), MSG_NOSIGNAL);
  if (turn.end == End::reset) {
    const linger now{.l_onoff = 1, .l_linger = 0};
    setsockopt(client.get(), SOL_SOCKET, SO_LINGER, &now, sizeof now);
  }
  if (turn.end == End::hold) held.push_back(std::move(client));
}

FloodServer::FloodServer(std::uint64_t bytes)
    : socket_(listening(1, port_)), thread_([this, bytes](const std::stop_token& stop) { serve(stop, bytes); }) {}

FloodServer::~FloodServer() {
  thread_.request_stop();
  thread_.join();
}

void FloodServer::serve(const std::stop_token& stop, std::uint64_t bytes) {
  pollfd polled{socket_.get(), POLLIN, 0};
  while (!stop.stop_requested() && poll(&polled, 1, 20) <= 0) {
  }
  if (stop.stop_requested()) return;
  const ProbeFd client(accept4(socket_.get(), nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK));
  std::string next = "HTTP/1.1 200 OK\r\n";
  const std::string line = "X-More: " + std::string(4086, 'x') + "\r\n";
  while (!stop.stop_requested() && sent_ < bytes) {
    pollfd ready{client.get(), POLLOUT, 0};
    if (poll(&ready, 1, 20) <= 0) continue;
    const ssize_t count = send(client.get(), next.data(), next.size(), MSG_NOSIGNAL);
    if (count < 0) return;
    sent_ += static_cast<std::uint64_t>(count);
    next.erase(0, static_cast<std::size_t>(count));
    if (next.empty()) next = line;
  }
}

IoResult MemoryStream::read(std::span<char> to, const ProbeTime&) {
  if (bytes_.empty()) return {end_, 0};
  const std::size_t count = std::min({to.size(), piece_, bytes_.size()});
  std::memcpy(to.data(), bytes_.data(), count);
  bytes_.erase(0, count);
  return {Io::done, count};
}

Io MemoryStream::write(std::string_view bytes, const ProbeTime&) {
  written += bytes;
  return Io::done;
}

ProbeTime plenty_of_time() { return {Deadline::after(std::chrono::seconds(60)), {}}; }

CollectContext probe_context(std::chrono::milliseconds limit, std::stop_token stop) {
  return {.deadline = Deadline::after(limit), .stop = std::move(stop), .limits = {}, .now = UtcTime{}};
}

}  // namespace sgw::collector
