#include "collector/http_origin.hpp"

#include "collector/dns_name.hpp"
#include "collector/known_signers.hpp"
#include "collector/settings_endpoint.hpp"
#include "collector/text.hpp"

#include <algorithm>
#include <array>

namespace sgw::collector {

namespace {

constexpr int k_network_authentication_required = 511;

std::string filter_of(const HttpHead& head) {
  const KnownSigners& known = KnownSigners::shipped();
  if (!head.header("x-squid-error").empty()) return "Squid";
  for (const std::string_view name : {"server", "proxy-agent"}) {
    const std::string_view product = known.in_http_header(head.header(name));
    if (!product.empty()) return std::string(product);
  }
  return {};
}

bool is_redirect(int code) { return code == 301 || code == 302 || code == 303 || code == 307 || code == 308; }

// Away from the host, and to plain HTTP or to a page that people are to do something at.
bool leads_to_a_portal(const HttpHead& head, const std::string& host) {
  constexpr std::array<std::string_view, 11> k_words{"login", "logon",   "signin",       "portal", "captive", "hotspot",
                                                     "guest", "webauth", "authenticate", "block",  "denied"};
  if (!is_redirect(head.code)) return false;
  const std::string location = lower(head.header("location"));
  if (location.find("://") == std::string::npos || normal_host(url_host(location)) == host) return false;
  if (location.starts_with("http://")) return true;
  return std::any_of(k_words.begin(), k_words.end(),
                     [&](std::string_view word) { return location.find(word) != std::string::npos; });
}

}  // namespace

Literal to_literal(AnsweredBy who) {
  switch (who) {
    case AnsweredBy::unknown:
      return "unknown";
    case AnsweredBy::endpoint:
      return "endpoint";
    case AnsweredBy::proxy:
      return "proxy";
    case AnsweredBy::between:
      return "gateway-in-between";
  }
  return "unknown";
}

HttpOrigin origin_of(const HttpHead& head, const HttpCircumstances& how) {
  HttpOrigin origin;
  if (how.proven && how.signed_by == SignedBy::public_ca) {
    origin.by = AnsweredBy::endpoint;
    return origin;
  }
  origin.filter = filter_of(head);
  origin.captive_portal = head.code == k_network_authentication_required || leads_to_a_portal(head, how.host);
  if (!origin.filter.empty() || origin.captive_portal || head.code == 407) {
    origin.by = how.proxy_asked && !origin.captive_portal ? AnsweredBy::proxy : AnsweredBy::between;
  } else if (how.signed_by == SignedBy::interceptor) {
    origin.by = AnsweredBy::unknown;  // it may have handed on what the endpoint says
  } else if (how.proven) {
    origin.by = AnsweredBy::endpoint;
  }
  return origin;
}

}  // namespace sgw::collector
