#pragma once

#include "collector/http_head.hpp"
#include "collector/tls_signer.hpp"

#include <sgw_diag/safe_text.hpp>

#include <string>

namespace sgw::collector {

enum class AnsweredBy {
  unknown,
  endpoint,
  proxy,    // the one that is set
  between,  // something on the way that nobody set
};
Literal to_literal(AnsweredBy who);

// How an answer was come by.
struct HttpCircumstances {
  std::string host;  // that was asked for
  bool plain = false;
  bool proxy_asked = false;  // a plain request to a proxy
  bool proven = false;       // the certificate proves the host
  SignedBy signed_by = SignedBy::unknown;
};

struct HttpOrigin {
  AnsweredBy by = AnsweredBy::unknown;
  // The answer leads to a page for people of another host, where nothing proves that the endpoint itself says so.
  bool captive_portal = false;
  std::string filter;  // the product that wrote the answer, by its own headers
};

// Who answered, as far as the head tells. What a public CA's certificate proves is the endpoint's own answer, whatever
// it says.
HttpOrigin origin_of(const HttpHead& head, const HttpCircumstances& how);

}  // namespace sgw::collector
