#pragma once

#include "collector/probe_time.hpp"

#include <sgw_diag/safe_text.hpp>

namespace sgw::collector {

// Why a handshake came to nothing.
enum class TlsFailure {
  none,
  not_tls,             // what answered was no TLS: plain HTTP, mostly
  protocol_version,    // no version from 1.2 on
  unrecognized_name,   // the name that was asked for (SNI) is not known there
  no_common_cipher,    // or another parameter
  client_certificate,  // one is demanded
  too_large,           // more certificates than anybody needs
  closed,
  timeout,
  broken_off,  // with an alert that says no more
};
Literal to_literal(TlsFailure failure);
// For people; empty for `none`.
Literal text_of(TlsFailure failure);

// From how the connection ended and OpenSSL's first error code (0: none). `asked_for_certificate`: the other side had
// asked for one, and got none.
TlsFailure failure_of(Io state, unsigned long code, bool asked_for_certificate);

// Whether the other side itself ended it with an alert.
bool is_alert(unsigned long code);

}  // namespace sgw::collector
