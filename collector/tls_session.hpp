#pragma once

#include "collector/probe_stream.hpp"

#include <openssl/ssl.h>

#include <cstdint>
#include <memory>
#include <set>

namespace sgw::collector {

struct SslContextFree {
  void operator()(SSL_CTX* context) const noexcept { SSL_CTX_free(context); }
};
struct SslFree {
  void operator()(SSL* ssl) const noexcept { SSL_free(ssl); }
};
using SslContext = std::unique_ptr<SSL_CTX, SslContextFree>;
using SslHandle = std::unique_ptr<SSL, SslFree>;

// OpenSSL over a ProbeStream by way of two memory buffers: OpenSSL itself never touches the socket, so that it can
// neither block nor raise SIGPIPE.
class TlsSession : public ProbeStream {
 public:
  TlsSession(std::unique_ptr<ProbeStream> wire, SslHandle ssl);

  // Io::done when the handshake is complete; Io::error when it failed, with the reason in OpenSSL's error queue.
  Io connect(const ProbeTime& time);
  IoResult read(std::span<char> to, const ProbeTime& time) override;
  Io write(std::string_view bytes, const ProbeTime& time) override;

  bool turned_away() const override { return turned_away_; }

  SSL* ssl() const { return ssl_.get(); }
  std::uint64_t sent() const;  // bytes of TLS, so far
  std::uint64_t received() const;

 private:
  Io flush(const ProbeTime& time);
  Io fill(const ProbeTime& time);
  // After an SSL_* call that returned `result` <= 0: what can be done about it.
  Io serve(int result, const ProbeTime& time);

  std::unique_ptr<ProbeStream> wire_;
  SslHandle ssl_;
  bool turned_away_ = false;
};

}  // namespace sgw::collector
