#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace sgw::collector {

// Something on the way that signs certificates anew, or answers in the place of the endpoint.
struct Interceptor {
  std::string product;
  std::vector<std::string> certificate;  // lower case; one of them is in the names of its CA
  std::vector<std::string> http;         // the same of the headers that it writes
};

// Who signs certificates (collector/data/signers.json), read once. Immutable.
class KnownSigners {
 public:
  static const KnownSigners& shipped();

  // Whether an organisation's roots are in the trust stores that systems come with; letter case does not count.
  bool is_public(std::string_view organisation) const;
  // Whether a host is in a domain of Microsoft's, whose certificates are those of public authorities always.
  bool is_public_host(std::string_view host) const;
  // The product that has its mark in the text; empty without one.
  std::string_view in_certificate_name(std::string_view text) const;
  std::string_view in_http_header(std::string_view text) const;

 private:
  std::string_view product_of(std::string_view text, std::vector<std::string> Interceptor::*marks) const;

  std::vector<std::string> public_;        // lower case
  std::vector<std::string> public_hosts_;  // domains, lower case
  std::vector<Interceptor> interceptors_;
};

}  // namespace sgw::collector
