#include "tests/support/fake_http_server.hpp"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <strings.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>
#include <algorithm>
#include <cstring>
#include <stdexcept>

namespace sgw::test {

std::vector<std::string> FakeRequest::all_headers(std::string_view name) const {
  std::vector<std::string> values;
  for (std::size_t at = head.find("\r\n"); at != std::string::npos; at = head.find("\r\n", at)) {
    at += 2;
    const std::string_view line = std::string_view(head).substr(at, head.find("\r\n", at) - at);
    const bool is_it = line.size() > name.size() && line[name.size()] == ':' &&
                       strncasecmp(line.data(), name.data(), name.size()) == 0;
    if (!is_it) continue;
    const std::size_t from = line.find_first_not_of(' ', name.size() + 1);
    values.emplace_back(from == std::string_view::npos ? std::string_view() : line.substr(from));
  }
  return values;
}

std::string FakeRequest::header(std::string_view name) const {
  const std::vector<std::string> values = all_headers(name);
  return values.empty() ? std::string() : values.front();
}

FakeHttpServer::FakeHttpServer(Address address) { listen_on(address); }

FakeHttpServer::FakeHttpServer(const FakeTls& tls) : tls_(std::make_unique<FakeTlsContext>(tls)) {
  listen_on(Address::v4);
}

void FakeHttpServer::listen_on(Address address) {
  family_ = address;
  sockaddr_storage storage{};
  auto* generic = reinterpret_cast<sockaddr*>(&storage);
  socklen_t size = 0;
  if (address == Address::v4) {
    auto* v4 = reinterpret_cast<sockaddr_in*>(&storage);
    v4->sin_family = AF_INET;
    v4->sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    size = sizeof(*v4);
  } else {
    auto* v6 = reinterpret_cast<sockaddr_in6*>(&storage);
    v6->sin6_family = AF_INET6;
    v6->sin6_addr = in6addr_loopback;
    size = sizeof(*v6);
  }
  listener_ = socket(storage.ss_family, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (bind(listener_, generic, size) != 0 || listen(listener_, 64) != 0 ||
      getsockname(listener_, generic, &size) != 0) {
    throw std::runtime_error("the fake server cannot listen");
  }
  // Both families have the port in the same place.
  port_ = ntohs(reinterpret_cast<const sockaddr_in*>(&storage)->sin_port);
  acceptor_ = std::jthread([this](const std::stop_token& stop) { serve(stop); });
}

FakeHttpServer::FakeHttpServer(const std::filesystem::path& path) : path_(path) {
  listener_ = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  if (path.native().size() >= sizeof(address.sun_path)) throw std::runtime_error("the socket's path is too long");
  std::memcpy(address.sun_path, path.c_str(), path.native().size() + 1);
  if (bind(listener_, reinterpret_cast<sockaddr*>(&address), sizeof(address)) != 0 || listen(listener_, 16) != 0) {
    throw std::runtime_error("the fake server cannot listen");
  }
  acceptor_ = std::jthread([this](const std::stop_token& stop) { serve(stop); });
}

FakeHttpServer::~FakeHttpServer() {
  acceptor_.request_stop();
  acceptor_.join();
  for (std::jthread& talker : talkers_) talker.request_stop();
  talkers_.clear();
  close(listener_);
}

void FakeHttpServer::on(std::string prefix, HttpAnswer answer) {
  const std::lock_guard lock(mutex_);
  answers_.insert(answers_.begin(), {std::move(prefix), std::move(answer)});  // a later one of the same prefix wins
}

void FakeHttpServer::on_request(Handler handler) {
  const std::lock_guard lock(mutex_);
  handler_ = std::move(handler);
}

std::string FakeHttpServer::url() const {
  const std::string host = family_ == Address::v4 ? "127.0.0.1" : "[::1]";
  return (tls_ ? "https://" : "http://") + host + ":" + std::to_string(port_);
}

std::string FakeHttpServer::address() const {
  return path_.empty() ? "tcp://127.0.0.1:" + std::to_string(port_) : "unix://" + path_.string();
}

std::vector<FakeRequest> FakeHttpServer::seen() const {
  const std::lock_guard lock(mutex_);
  return seen_;
}

std::vector<std::string> FakeHttpServer::requests() const {
  std::vector<std::string> result;
  for (const FakeRequest& request : seen()) result.push_back(request.head);
  return result;
}

std::vector<std::string> FakeHttpServer::targets() const {
  std::vector<std::string> result;
  for (const FakeRequest& request : seen()) result.push_back(request.target);
  return result;
}

std::size_t FakeHttpServer::connections() const {
  const std::lock_guard lock(mutex_);
  return connections_;
}

std::size_t FakeHttpServer::most_at_once() const {
  const std::lock_guard lock(mutex_);
  return most_busy_;
}

void FakeHttpServer::serve(const std::stop_token& stop) {
  while (wait_for(listener_, POLLIN, stop)) {
    const int socket = accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
    if (socket < 0) continue;
    // Or else a body waits for 40 ms: until the client has acknowledged the headers, which it is in no hurry to do.
    const int at_once = 1;
    if (path_.empty()) setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &at_once, sizeof(at_once));
    {
      const std::lock_guard lock(mutex_);
      ++connections_;
    }
    talkers_.emplace_back([this, socket](const std::stop_token& end) { talk(socket, end); });
  }
}

void FakeHttpServer::talk(int socket, const std::stop_token& stop) {
  FakeWire wire(socket, tls_.get(), stop);
  std::string input;
  while (wire.is_open() && answer_one(wire, input)) {
  }
}

bool FakeHttpServer::answer_one(FakeWire& wire, std::string& input) {
  std::size_t end = input.find("\r\n\r\n");
  while (end == std::string::npos) {
    if (!wire.read_some(input)) return false;
    // The beginning of a TLS handshake: what a server without TLS says to it.
    if (input.front() == '\x16') {
      wire.send_all("HTTP/1.0 400 Bad Request\r\n\r\n");
      return false;
    }
    end = input.find("\r\n\r\n");
  }
  FakeRequest request;
  request.head = input.substr(0, end);
  input.erase(0, end + 4);
  request.method = request.head.substr(0, request.head.find(' '));
  const std::size_t from = request.head.find(' ') + 1;
  request.target = request.head.substr(from, request.head.find(' ', from) - from);
  const std::string length = request.header("Content-Length");
  const std::size_t body_bytes = length.empty() ? 0 : std::stoul(length);
  while (input.size() < body_bytes) {
    if (!wire.read_some(input)) return false;
  }
  request.body = input.substr(0, body_bytes);
  input.erase(0, body_bytes);
  request.peer = wire.peer();
  {
    const std::lock_guard lock(mutex_);
    seen_.push_back(request);
    most_busy_ = std::max(most_busy_, ++busy_);
  }
  const HttpAnswer answer = find(request);
  const bool goes_on = wire.pause(static_cast<int>(answer.delay.count()));
  {
    const std::lock_guard lock(mutex_);
    --busy_;  // before the client can know and send the next
  }
  return goes_on && send_answer(wire, answer);
}

HttpAnswer FakeHttpServer::find(const FakeRequest& request) const {
  Handler handler;
  {
    const std::lock_guard lock(mutex_);
    handler = handler_;
  }
  if (handler) {
    if (auto answer = handler(request)) return *std::move(answer);
  }
  const std::lock_guard lock(mutex_);
  const std::pair<std::string, HttpAnswer>* best = nullptr;
  for (const auto& row : answers_) {
    if (request.target.starts_with(row.first) && (best == nullptr || row.first.size() > best->first.size())) {
      best = &row;
    }
  }
  return best == nullptr ? HttpAnswer::error(404, "nothing is scripted there") : best->second;
}

}  // namespace sgw::test
