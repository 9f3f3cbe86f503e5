#include "collector/tls_session.hpp"

#include "collector/tls_failure.hpp"

#include <openssl/bio.h>
#include <openssl/err.h>

#include <array>

namespace sgw::collector {

TlsSession::TlsSession(std::unique_ptr<ProbeStream> wire, SslHandle ssl)
    : wire_(std::move(wire)), ssl_(std::move(ssl)) {
  BIO* in = BIO_new(BIO_s_mem());
  BIO* out = BIO_new(BIO_s_mem());
  // An empty buffer means "later", not "the end".
  BIO_set_mem_eof_return(in, -1);
  BIO_set_mem_eof_return(out, -1);
  SSL_set_bio(ssl_.get(), in, out);
}

Io TlsSession::flush(const ProbeTime& time) {
  std::array<char, 16384> buffer{};
  int length = 0;
  while ((length = BIO_read(SSL_get_wbio(ssl_.get()), buffer.data(), static_cast<int>(buffer.size()))) > 0) {
    if (const Io sent = wire_->write({buffer.data(), static_cast<std::size_t>(length)}, time); sent != Io::done)
      return sent;
  }
  return Io::done;
}

Io TlsSession::fill(const ProbeTime& time) {
  std::array<char, 16384> buffer{};
  const IoResult got = wire_->read(buffer, time);
  if (got.state != Io::done) return got.state;
  const int kept = BIO_write(SSL_get_rbio(ssl_.get()), buffer.data(), static_cast<int>(got.bytes));
  return kept == static_cast<int>(got.bytes) ? Io::done : Io::error;
}

Io TlsSession::serve(int result, const ProbeTime& time) {
  const int error = SSL_get_error(ssl_.get(), result);
  const Io flushed = flush(time);  // an alert of ours, too
  switch (error) {
    case SSL_ERROR_WANT_READ:
      return flushed == Io::done ? fill(time) : flushed;
    case SSL_ERROR_WANT_WRITE:
      return flushed;
    case SSL_ERROR_ZERO_RETURN:
      return Io::closed;
    default:
      turned_away_ = is_alert(ERR_peek_error());
      return Io::error;
  }
}

std::uint64_t TlsSession::sent() const { return BIO_number_read(SSL_get_wbio(ssl_.get())); }
std::uint64_t TlsSession::received() const { return BIO_number_written(SSL_get_rbio(ssl_.get())); }

Io TlsSession::connect(const ProbeTime& time) {
  ERR_clear_error();
  while (true) {
    const int result = SSL_connect(ssl_.get());
    if (result == 1) return flush(time);
    if (const Io served = serve(result, time); served != Io::done) return served;
    if (time.over()) return Io::timeout;
  }
}

IoResult TlsSession::read(std::span<char> to, const ProbeTime& time) {
  ERR_clear_error();
  while (true) {
    std::size_t count = 0;
    if (SSL_read_ex(ssl_.get(), to.data(), to.size(), &count) == 1) return {Io::done, count};
    if (const Io served = serve(0, time); served != Io::done) return {served, 0};
    if (time.over()) return {Io::timeout, 0};
  }
}

Io TlsSession::write(std::string_view bytes, const ProbeTime& time) {
  ERR_clear_error();
  while (!bytes.empty()) {
    std::size_t count = 0;
    if (SSL_write_ex(ssl_.get(), bytes.data(), bytes.size(), &count) == 1) {
      bytes.remove_prefix(count);
    } else if (const Io served = serve(0, time); served != Io::done) {
      return served;
    } else if (time.over()) {
      return Io::timeout;
    }
  }
  return flush(time);
}

}  // namespace sgw::collector
