#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

namespace sgw::test {

// What the fake server says to one request. Made by the functions below and refined by chaining:
//   HttpAnswer::json("{}").header("Api-Version", "1.41")      HttpAnswer::text(log).chunked().cut_after(100)
struct HttpAnswer {
  enum class End {
    proper,   // whole
    cut,      // closes after `sent_bytes` of the body
    stall,    // keeps silent after `sent_bytes` of the body
    endless,  // sends the body again and again
    silent,   // reads the request and never answers
    raw,      // `body` is all that is sent, headers and all
  };
  int status = 200;
  std::vector<std::pair<std::string, std::string>> headers;
  std::string body;
  bool is_chunked = false;
  End end = End::proper;
  std::size_t sent_bytes = 0;

  static HttpAnswer json(std::string body) {
    return {.headers = {{"Content-Type", "application/json"}}, .body = std::move(body)};
  }
  static HttpAnswer text(std::string body) { return {.headers = {}, .body = std::move(body)}; }
  // As engines report errors: {"message": "…"}.
  static HttpAnswer error(int status, const std::string& message);
  static HttpAnswer silence() { return {.headers = {}, .body = {}, .end = End::silent}; }
  static HttpAnswer raw_bytes(std::string bytes) { return {.headers = {}, .body = std::move(bytes), .end = End::raw}; }

  HttpAnswer header(std::string name, std::string value) &&;
  HttpAnswer chunked() &&;
  HttpAnswer cut_after(std::size_t bytes) &&;
  HttpAnswer stall_after(std::size_t bytes) &&;
  HttpAnswer endless() &&;
};

// A real HTTP/1.1 server on a free port of 127.0.0.1 or on a unix socket, one thread a connection, scripted by the
// test. Answers by the longest path prefix that fits; 404 else. Everything ends with the object.
class FakeHttpServer {
 public:
  FakeHttpServer();                                            // TCP
  explicit FakeHttpServer(const std::filesystem::path& path);  // unix socket
  ~FakeHttpServer();
  FakeHttpServer(const FakeHttpServer&) = delete;
  FakeHttpServer& operator=(const FakeHttpServer&) = delete;

  void on(std::string prefix, HttpAnswer answer);

  std::uint16_t port() const { return port_; }
  std::string url() const;                    // "http://127.0.0.1:port"
  std::string address() const;                // "unix:///…" or "tcp://127.0.0.1:port", as DOCKER_HOST has it
  std::vector<std::string> targets() const;   // of all requests so far, in order of arrival
  std::vector<std::string> requests() const;  // the same with all headers

 private:
  void serve(const std::stop_token& stop);
  void talk(int socket, const std::stop_token& stop);
  bool answer_one(int socket, std::string& input, const std::stop_token& stop);
  HttpAnswer find(std::string_view target) const;

  std::filesystem::path path_;
  std::uint16_t port_ = 0;
  int listener_ = -1;
  mutable std::mutex mutex_;
  std::vector<std::pair<std::string, HttpAnswer>> answers_;
  std::vector<std::string> requests_;
  std::vector<std::jthread> talkers_;  // only the accepting thread adds
  std::jthread acceptor_;
};

}  // namespace sgw::test
