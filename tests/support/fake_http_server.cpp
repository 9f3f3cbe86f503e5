#include "tests/support/fake_http_server.hpp"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <stdexcept>

namespace sgw::test {

namespace {

constexpr int k_slice_ms = 20;  // how late a thread may notice the end

// True when the socket is ready, false at the end of the test or when the peer left.
bool wait_for(int socket, short events, const std::stop_token& stop) {
  while (!stop.stop_requested()) {
    pollfd row{socket, events, 0};
    const int ready = poll(&row, 1, k_slice_ms);
    if (ready < 0 && errno != EINTR) return false;
    if (ready > 0) return (row.revents & events) != 0;
  }
  return false;
}

bool send_all(int socket, std::string_view bytes, const std::stop_token& stop) {
  while (!bytes.empty()) {
    if (!wait_for(socket, POLLOUT, stop)) return false;
    const ssize_t sent = send(socket, bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
    if (sent < 0 && (errno == EAGAIN || errno == EINTR)) continue;
    if (sent <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
  return true;
}

void keep_silent(int socket, const std::stop_token& stop) {
  char nothing = 0;
  while (wait_for(socket, POLLIN, stop) && recv(socket, &nothing, 1, MSG_DONTWAIT) > 0) {
  }
}

std::string chunk_of(std::string_view bytes) {
  char size[24];
  std::snprintf(size, sizeof(size), "%zx\r\n", bytes.size());
  return size + std::string(bytes) + "\r\n";
}

std::string head_of(const HttpAnswer& answer) {
  std::string head = "HTTP/1.1 " + std::to_string(answer.status) + " Scripted\r\n";
  for (const auto& [name, value] : answer.headers) head += name + ": " + value + "\r\n";
  const bool chunks = answer.is_chunked || answer.end == HttpAnswer::End::endless;
  head += chunks ? "Transfer-Encoding: chunked\r\n" : "Content-Length: " + std::to_string(answer.body.size()) + "\r\n";
  return head + "\r\n";
}

// Returns whether the connection may go on.
bool send_answer(int socket, const HttpAnswer& answer, const std::stop_token& stop) {
  using End = HttpAnswer::End;
  if (answer.end == End::silent) {
    keep_silent(socket, stop);
    return false;
  }
  if (answer.end == End::raw) return send_all(socket, answer.body, stop) && false;
  if (!send_all(socket, head_of(answer), stop)) return false;
  if (answer.end == End::endless) {
    const std::string chunk = chunk_of(answer.body);
    while (send_all(socket, chunk, stop)) {
    }
    return false;
  }
  const bool whole = answer.end == End::proper;
  const std::string_view body = std::string_view(answer.body).substr(0, whole ? std::string::npos : answer.sent_bytes);
  if (!send_all(socket, answer.is_chunked && !body.empty() ? chunk_of(body) : std::string(body), stop)) return false;
  if (whole && answer.is_chunked) return send_all(socket, "0\r\n\r\n", stop);
  if (answer.end == End::stall) keep_silent(socket, stop);
  return whole;
}

}  // namespace

HttpAnswer HttpAnswer::error(int status, const std::string& message) {
  HttpAnswer answer = json("{\"message\":\"" + message + "\"}\n");
  answer.status = status;
  return answer;
}

HttpAnswer HttpAnswer::header(std::string name, std::string value) && {
  headers.emplace_back(std::move(name), std::move(value));
  return std::move(*this);
}

HttpAnswer HttpAnswer::chunked() && {
  is_chunked = true;
  return std::move(*this);
}

HttpAnswer HttpAnswer::cut_after(std::size_t bytes) && {
  end = End::cut;
  sent_bytes = bytes;
  return std::move(*this);
}

HttpAnswer HttpAnswer::stall_after(std::size_t bytes) && {
  end = End::stall;
  sent_bytes = bytes;
  return std::move(*this);
}

HttpAnswer HttpAnswer::endless() && {
  end = End::endless;
  return std::move(*this);
}

FakeHttpServer::FakeHttpServer() {
  listener_ = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof(address);
  auto* generic = reinterpret_cast<sockaddr*>(&address);
  if (bind(listener_, generic, size) != 0 || listen(listener_, 16) != 0 ||
      getsockname(listener_, generic, &size) != 0) {
    throw std::runtime_error("the fake server cannot listen");
  }
  port_ = ntohs(address.sin_port);
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

std::string FakeHttpServer::url() const { return "http://127.0.0.1:" + std::to_string(port_); }

std::string FakeHttpServer::address() const {
  return path_.empty() ? "tcp://127.0.0.1:" + std::to_string(port_) : "unix://" + path_.string();
}

std::vector<std::string> FakeHttpServer::requests() const {
  const std::lock_guard lock(mutex_);
  return requests_;
}

std::vector<std::string> FakeHttpServer::targets() const {
  std::vector<std::string> result;
  for (const std::string& request : requests()) {
    const std::size_t from = request.find(' ') + 1;
    result.push_back(request.substr(from, request.find(' ', from) - from));
  }
  return result;
}

void FakeHttpServer::serve(const std::stop_token& stop) {
  while (wait_for(listener_, POLLIN, stop)) {
    const int socket = accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
    if (socket < 0) continue;
    talkers_.emplace_back([this, socket](const std::stop_token& end) {
      talk(socket, end);
      close(socket);
    });
  }
}

void FakeHttpServer::talk(int socket, const std::stop_token& stop) {
  std::string input;
  while (answer_one(socket, input, stop)) {
  }
}

bool FakeHttpServer::answer_one(int socket, std::string& input, const std::stop_token& stop) {
  std::size_t end = input.find("\r\n\r\n");
  while (end == std::string::npos) {
    char bytes[4096];
    if (!wait_for(socket, POLLIN, stop)) return false;
    const ssize_t count = recv(socket, bytes, sizeof(bytes), 0);
    if (count <= 0) return false;
    input.append(bytes, static_cast<std::size_t>(count));
    // The beginning of a TLS handshake: what a server without TLS says to it.
    if (input.front() == '\x16') return send_all(socket, "HTTP/1.0 400 Bad Request\r\n\r\n", stop) && false;
    end = input.find("\r\n\r\n");
  }
  const std::string request = input.substr(0, end);
  input.erase(0, end + 4);
  const std::size_t from = request.find(' ') + 1;
  const std::string target = request.substr(from, request.find(' ', from) - from);
  {
    const std::lock_guard lock(mutex_);
    requests_.push_back(request);
  }
  return send_answer(socket, find(target), stop);
}

HttpAnswer FakeHttpServer::find(std::string_view target) const {
  const std::lock_guard lock(mutex_);
  const std::pair<std::string, HttpAnswer>* best = nullptr;
  for (const auto& row : answers_) {
    if (target.starts_with(row.first) && (best == nullptr || row.first.size() > best->first.size())) best = &row;
  }
  return best == nullptr ? HttpAnswer::error(404, "nothing is scripted there") : best->second;
}

}  // namespace sgw::test
