#pragma once

#include "tests/support/fake_wire.hpp"
#include "tests/support/http_answer.hpp"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

namespace sgw::test {

// A request as it arrived.
struct FakeRequest {
  std::string method;
  std::string target;  // path and query
  std::string head;    // the request line and all headers
  std::string body;
  std::string peer;  // the common name of the client's certificate; empty without one

  // The first value of that name, in whatever case it was written; empty without one.
  std::string header(std::string_view name) const;
  // Of all of that name, in order.
  std::vector<std::string> all_headers(std::string_view name) const;
};

// A real HTTP/1.1 server on a free port of 127.0.0.1 (or ::1) or on a unix socket, one thread a connection, scripted by
// the test. Answers by the longest path prefix that fits; 404 else. Everything ends with the object.
class FakeHttpServer {
 public:
  enum class Address { v4, v6 };
  explicit FakeHttpServer(Address address = Address::v4);      // TCP
  explicit FakeHttpServer(const FakeTls& tls);                 // the same with TLS
  explicit FakeHttpServer(const std::filesystem::path& path);  // unix socket
  ~FakeHttpServer();
  FakeHttpServer(const FakeHttpServer&) = delete;
  FakeHttpServer& operator=(const FakeHttpServer&) = delete;

  void on(std::string prefix, HttpAnswer answer);
  // Asked before the prefixes are looked at, by several threads at a time; may have nothing to say.
  using Handler = std::function<std::optional<HttpAnswer>(const FakeRequest& request)>;
  void on_request(Handler handler);

  std::uint16_t port() const { return port_; }
  std::string url() const;                    // "http://127.0.0.1:port", "https://…", "http://[::1]:port"
  std::string address() const;                // "unix:///…" or "tcp://127.0.0.1:port", as DOCKER_HOST has it
  std::vector<std::string> targets() const;   // of all requests so far, in order of arrival
  std::vector<std::string> requests() const;  // the same with all headers
  std::vector<FakeRequest> seen() const;
  std::size_t connections() const;
  std::size_t most_at_once() const;  // requests whose answers were waited for at the same time; never too many

 private:
  void listen_on(Address address);
  void serve(const std::stop_token& stop);
  void talk(int socket, const std::stop_token& stop);
  bool answer_one(FakeWire& wire, std::string& input);
  HttpAnswer find(const FakeRequest& request) const;

  std::filesystem::path path_;
  Address family_ = Address::v4;
  std::unique_ptr<FakeTlsContext> tls_;
  std::uint16_t port_ = 0;
  int listener_ = -1;
  mutable std::mutex mutex_;
  std::vector<std::pair<std::string, HttpAnswer>> answers_;
  Handler handler_;
  std::vector<FakeRequest> seen_;
  std::size_t connections_ = 0;
  std::size_t busy_ = 0;
  std::size_t most_busy_ = 0;
  std::vector<std::jthread> talkers_;  // only the accepting thread adds
  std::jthread acceptor_;
};

}  // namespace sgw::test
