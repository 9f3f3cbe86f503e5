#pragma once

#include "tests/support/tls_material.hpp"

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <memory>
#include <stop_token>
#include <string>
#include <string_view>

struct ssl_ctx_st;
struct ssl_st;

namespace sgw::test {

// How a fake server speaks TLS.
struct FakeTls {
  TlsFiles certificate;
  std::filesystem::path client_ca{};  // whose certificates clients may show; empty: they are not asked for one
  bool demands_certificate = false;   // a client without one is turned away
};

// The settings that all of a server's connections share. Throws when the files cannot be used.
class FakeTlsContext {
 public:
  explicit FakeTlsContext(const FakeTls& tls);
  ssl_ctx_st* get() const { return context_.get(); }

 private:
  struct Free {
    void operator()(ssl_ctx_st* context) const noexcept;
  };
  std::unique_ptr<ssl_ctx_st, Free> context_;
};

// An accepted connection of a fake server, which it owns. Each wait ends with the stop token; false means that the
// connection is of no more use.
class FakeWire {
 public:
  FakeWire(int socket, const FakeTlsContext* tls, std::stop_token stop);
  ~FakeWire();
  FakeWire(const FakeWire&) = delete;
  FakeWire& operator=(const FakeWire&) = delete;

  bool is_open() const { return open_; }  // the TLS handshake was fine
  std::string peer() const;               // the common name of the client's certificate; empty without one
  bool read_some(std::string& to);        // appends what comes next
  bool send_all(std::string_view bytes);
  void keep_silent();                  // until the peer leaves
  bool pause(int milliseconds) const;  // false when the test ended meanwhile
  bool pause_until(std::chrono::steady_clock::time_point time) const;

 private:
  struct Free {
    void operator()(ssl_st* ssl) const noexcept;
  };
  bool retry(int result);  // waits for what TLS wants next

  int socket_;
  std::stop_token stop_;
  std::unique_ptr<ssl_st, Free> ssl_;
  bool open_ = true;
};

// True when the socket is ready, false at the end of the test or when the peer left.
bool wait_for(int socket, short events, const std::stop_token& stop);

}  // namespace sgw::test
