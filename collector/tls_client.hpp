#pragma once

#include "collector/probe_stream.hpp"
#include "collector/tls_certificate.hpp"
#include "collector/tls_failure.hpp"
#include "collector/tls_signer.hpp"

#include <sgw_diag/safe_text.hpp>

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace sgw::collector {

enum class TlsStatus {
  ok,
  untrusted,
  self_signed,
  expired,
  not_yet_valid,
  host_mismatch,
  handshake_failed,
  timeout,
  reset,
  skipped,
  error,
};
Literal to_literal(TlsStatus status);

// What is offered to the other side.
enum class TlsOffer {
  usual,   // TLS 1.2 or later, as the gateway speaks it
  large,   // the same in a first message of more than one packet
  legacy,  // TLS 1.0 and 1.1 alone, with whatever ciphers there are: only to see whether that is all it speaks
};

struct TlsOptions {
  std::filesystem::path ca_file;  // PEM; empty: the system's store, or SSL_CERT_FILE and SSL_CERT_DIR
  TlsOffer offer = TlsOffer::usual;
};

struct TlsResult {
  // Of several problems with the certificate the gravest for the question whose reply this is: self-signed, untrusted,
  // then expired, not yet valid, another host.
  TlsStatus status = TlsStatus::skipped;
  std::set<CertificateProblem> problems;
  bool has_trust_store = true;  // false: this host trusts nobody, so `untrusted` cannot be told; status is error then
  TlsFailure failure = TlsFailure::none;  // why the handshake failed
  Literal error = "";                     // the same for people, or why it could not be tried
  std::string version;                    // "TLSv1.3"
  std::string cipher;
  std::vector<CertificateInfo> chain;  // as presented, the server's own first; at most 10
  bool host_match = false;
  std::optional<std::int64_t> days_left;  // whole days until the server's certificate ends; negative after it
  Signer signer;
  // The chain as sent ends before a root that anybody could know: a browser would fetch what is missing, the gateway
  // does not.
  bool missing_intermediate = false;
  CertificateKey key;                  // of the server's certificate
  bool asked_for_certificate = false;  // of ours; there is none to give
  std::string legacy_version;          // "TLSv1": all that it speaks; filled by who asked for that
  std::uint64_t sent = 0;              // bytes of the handshake
  std::uint64_t received = 0;
  std::chrono::milliseconds took{0};
  std::unique_ptr<ProbeStream> stream;  // over the handshake, whatever the certificate; empty if it did not succeed

  // The reply of the other side can be told to come from `host`: its certificate is trusted and names the host. One
  // that is merely out of date (which a wrong clock of ours looks like) still proves who answers.
  bool proves_host() const;
};

// With SNI unless `host` is an address. The handshake goes on past a
// certificate that does not verify, so that it can be shown. `wire` is consumed.
TlsResult handshake(std::unique_ptr<ProbeStream> wire, const std::string& host, const TlsOptions& options,
                    const ProbeTime& time);

}  // namespace sgw::collector
