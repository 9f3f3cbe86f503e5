#include "tests/support/fake_wire.hpp"

#include <openssl/ssl.h>
#include <openssl/x509.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>
#include <algorithm>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <stdexcept>
#include <thread>
#include <utility>

namespace sgw::test {

namespace {

constexpr int k_slice_ms = 20;  // how late a thread may notice the end

// OpenSSL writes to a connection that the peer may have left.
void block_broken_pipe() {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGPIPE);
  pthread_sigmask(SIG_BLOCK, &set, nullptr);
}

}  // namespace

bool wait_for(int socket, short events, const std::stop_token& stop) {
  while (!stop.stop_requested()) {
    pollfd row{socket, events, 0};
    const int ready = poll(&row, 1, k_slice_ms);
    if (ready < 0 && errno != EINTR) return false;
    if (ready > 0) return (row.revents & events) != 0;
  }
  return false;
}

void FakeTlsContext::Free::operator()(ssl_ctx_st* context) const noexcept { SSL_CTX_free(context); }
void FakeWire::Free::operator()(ssl_st* ssl) const noexcept { SSL_free(ssl); }

FakeTlsContext::FakeTlsContext(const FakeTls& tls) : context_(SSL_CTX_new(TLS_server_method())) {
  SSL_CTX* context = context_.get();
  const bool good =
      SSL_CTX_use_certificate_chain_file(context, tls.certificate.chain.c_str()) == 1 &&
      SSL_CTX_use_PrivateKey_file(context, tls.certificate.key.c_str(), SSL_FILETYPE_PEM) == 1 &&
      (tls.client_ca.empty() || SSL_CTX_load_verify_locations(context, tls.client_ca.c_str(), nullptr) == 1);
  if (!good) throw std::runtime_error("the fake server cannot use its certificates");
  if (tls.client_ca.empty()) return;
  SSL_CTX_set_verify(context, SSL_VERIFY_PEER | (tls.demands_certificate ? SSL_VERIFY_FAIL_IF_NO_PEER_CERT : 0),
                     nullptr);
  SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_OFF);
  constexpr std::string_view id = "fake";
  SSL_CTX_set_session_id_context(context, reinterpret_cast<const unsigned char*>(id.data()), id.size());
}

FakeWire::FakeWire(int socket, const FakeTlsContext* tls, std::stop_token stop)
    : socket_(socket), stop_(std::move(stop)) {
  if (tls == nullptr) return;
  block_broken_pipe();
  constexpr timeval slice{0, k_slice_ms * 1000L};
  setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &slice, sizeof(slice));
  setsockopt(socket, SOL_SOCKET, SO_SNDTIMEO, &slice, sizeof(slice));
  ssl_.reset(SSL_new(tls->get()));
  SSL_set_fd(ssl_.get(), socket);
  int result = SSL_accept(ssl_.get());
  while (result != 1 && retry(result)) result = SSL_accept(ssl_.get());
  open_ = result == 1;
}

FakeWire::~FakeWire() {
  if (ssl_ && open_) SSL_shutdown(ssl_.get());
  ssl_.reset();
  close(socket_);
}

bool FakeWire::retry(int result) {
  const int error = SSL_get_error(ssl_.get(), result);
  if (error != SSL_ERROR_WANT_READ && error != SSL_ERROR_WANT_WRITE) {
    open_ = false;
    return false;
  }
  return !stop_.stop_requested();
}

std::string FakeWire::peer() const {
  if (!ssl_) return {};
  const std::unique_ptr<X509, decltype(&X509_free)> certificate(SSL_get1_peer_certificate(ssl_.get()), &X509_free);
  if (!certificate) return {};
  char name[256] = "";
  X509_NAME_get_text_by_NID(X509_get_subject_name(certificate.get()), NID_commonName, name, sizeof(name));
  return name;
}

bool FakeWire::read_some(std::string& to) {
  char bytes[16384];
  if (ssl_) {
    int count = SSL_read(ssl_.get(), bytes, sizeof(bytes));
    while (count <= 0 && retry(count)) count = SSL_read(ssl_.get(), bytes, sizeof(bytes));
    if (count > 0) to.append(bytes, static_cast<std::size_t>(count));
    return count > 0;
  }
  if (!wait_for(socket_, POLLIN, stop_)) return false;
  const ssize_t count = recv(socket_, bytes, sizeof(bytes), 0);
  if (count > 0) to.append(bytes, static_cast<std::size_t>(count));
  return count > 0;
}

bool FakeWire::send_all(std::string_view bytes) {
  while (!bytes.empty()) {
    ssize_t sent = 0;
    if (ssl_) {
      const int piece = static_cast<int>(std::min<std::size_t>(bytes.size(), 16384));
      sent = SSL_write(ssl_.get(), bytes.data(), piece);
      if (sent <= 0 && retry(static_cast<int>(sent))) continue;
    } else {
      if (!wait_for(socket_, POLLOUT, stop_)) return false;
      sent = send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
      if (sent < 0 && (errno == EAGAIN || errno == EINTR)) continue;
    }
    if (sent <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
  return true;
}

void FakeWire::keep_silent() {
  std::string nothing;
  while (read_some(nothing)) nothing.clear();
}

bool FakeWire::pause(int milliseconds) const {
  return pause_until(std::chrono::steady_clock::now() + std::chrono::milliseconds(milliseconds));
}

bool FakeWire::pause_until(std::chrono::steady_clock::time_point time) const {
  constexpr std::chrono::milliseconds slice{k_slice_ms};
  for (auto now = std::chrono::steady_clock::now(); now < time && !stop_.stop_requested();
       now = std::chrono::steady_clock::now()) {
    std::this_thread::sleep_for(std::min<std::chrono::steady_clock::duration>(time - now, slice));
  }
  return !stop_.stop_requested();
}

}  // namespace sgw::test
