#include "collector/http_origin.hpp"

#include <gtest/gtest.h>

namespace sgw::collector {
namespace {

const std::string k_host = "contoso.configuration.azure-api.net";
const HttpCircumstances k_plain{.host = k_host, .plain = true};
const HttpCircumstances k_by_proxy{.host = k_host, .plain = true, .proxy_asked = true};
const HttpCircumstances k_public{.host = k_host, .proven = true, .signed_by = SignedBy::public_ca};
const HttpCircumstances k_own_ca{.host = k_host, .proven = true, .signed_by = SignedBy::private_ca};
const HttpCircumstances k_resigned{.host = k_host, .proven = true, .signed_by = SignedBy::interceptor};

HttpHead head(const std::string& text) { return parse_http_head("HTTP/1.1 " + text).value(); }

std::string who(const std::string& text, const HttpCircumstances& how) {
  const HttpOrigin origin = origin_of(head(text), how);
  return std::string(to_literal(origin.by).view()) + (origin.captive_portal ? " portal" : "") +
         (origin.filter.empty() ? "" : " " + origin.filter);
}

TEST(HttpOrigin, BelievesWhatAPublicCertificateProves) {
  EXPECT_EQ(who("200 OK", k_public), "endpoint");
  EXPECT_EQ(who("302 Found\nLocation: https://www.office.com/login", k_public), "endpoint");
  EXPECT_EQ(who("404 Not Found\nServer: squid", k_public), "endpoint");
}

TEST(HttpOrigin, SeesAPortalWhereNothingProvesTheEndpoint) {
  EXPECT_EQ(who("302 Found\nLocation: http://10.0.0.1/", k_plain), "gateway-in-between portal");
  EXPECT_EQ(who("302 Found\nLocation: https://wifi.corp.example/Login?to=x", k_plain), "gateway-in-between portal");
  EXPECT_EQ(who("307 x\nLocation: https://filter.corp.example/blocked", k_own_ca), "gateway-in-between portal");
  EXPECT_EQ(who("511 Network Authentication Required", k_plain), "gateway-in-between portal");
  // Its own pages, and a mere redirect elsewhere, are none.
  EXPECT_EQ(who("302 Found\nLocation: http://" + k_host + "/login", k_plain), "unknown");
  EXPECT_EQ(who("302 Found\nLocation: /login", k_plain), "unknown");
  EXPECT_EQ(who("301 Moved\nLocation: https://other.example/", k_plain), "unknown");
  EXPECT_EQ(who("200 OK\nLocation: http://10.0.0.1/login", k_plain), "unknown");
}

TEST(HttpOrigin, NamesTheProductThatWroteTheAnswer) {
  EXPECT_EQ(who("503 x\nServer: squid/5.7\nX-Squid-Error: ERR_DNS_FAIL 0", k_by_proxy), "proxy Squid");
  EXPECT_EQ(who("403 Forbidden\nX-Squid-Error: ERR_ACCESS_DENIED 0", k_plain), "gateway-in-between Squid");
  EXPECT_EQ(who("403 Forbidden\nServer: Zscaler/6.2", k_own_ca), "gateway-in-between Zscaler");
  EXPECT_EQ(who("407 Proxy Authentication Required", k_by_proxy), "proxy");
  // Passed on is not answered.
  EXPECT_EQ(who("200 OK\nServer: nginx\nVia: 1.1 corp (squid/5.7)", k_by_proxy), "unknown");
}

TEST(HttpOrigin, ClaimsNothingAboutAnAnswerThatWasOpenedOnTheWay) {
  EXPECT_EQ(who("200 OK", k_resigned), "unknown");
  EXPECT_EQ(who("200 OK", k_own_ca), "endpoint");
  EXPECT_EQ(who("200 OK", k_plain), "unknown");
}

}  // namespace
}  // namespace sgw::collector
