#include "tests/end_to_end/ladder/scenario.hpp"
#include "tests/support/fake_http_server.hpp"

// Something answers over TLS that is trusted: the endpoint, or what stands in its place.

namespace sgw::test {
namespace {

void says(World& world, const std::string& directives) { world.endpoint(directives); }

void server_error(World& world) { says(world, "location / { return 503; }"); }
void not_authorised(World& world) { says(world, "location / { return 403; }"); }
void not_found(World& world) { says(world, "location / { return 404; }"); }
void no_answer(World& world) { says(world, "location / { return 444; }"); }

// Waits for somebody who says something after `milliseconds`.
void waits(World& world, int milliseconds) {
  std::uint16_t port = 0;
  world.on_far_side([&] {
    auto& behind = world.keep<FakeHttpServer>();
    behind.on("/", HttpAnswer::text("").with_status(401).after(std::chrono::milliseconds(milliseconds)));
    port = behind.port();
  });
  says(world, "location / { proxy_pass http://127.0.0.1:" + std::to_string(port) + "; }");
}
void late(World& world) { waits(world, 1000); }
void silent(World& world) { waits(world, 60000); }

void serve_by(World& world, const std::string& authority, const std::string& directives) {
  const TlsFiles files = world.tls().signed_by(authority, World::k_host);
  world.trust(TlsMaterial::ca_of(files));
  world.name_server();
  world.serve(files, directives);
}
constexpr const char* k_filter = "/O=Contoso/CN=Contoso Web Filter";

void portal(World& world) {
  serve_by(world, k_filter, "location / { return 302 http://portal.contoso.example/login; }");
}
void network_asks(World& world) { serve_by(world, k_filter, "location / { return 511; }"); }
void error_of_the_filter(World& world) {
  serve_by(world, k_filter, "location / { add_header Via '1.1 filter.contoso.example' always; return 502; }");
}
void error_of_the_custom_host(World& world) {
  world.configured("gateway-settings.contoso.example");
  world.name_server_of({std::string("gateway-settings.contoso.example,") + World::k_far});
  world.serve(world.tls().leaf("gateway-settings.contoso.example"), "location / { return 502; }");
}
void silent_filter(World& world) { serve_by(world, k_filter, "location / { return 444; }"); }

}  // namespace

std::vector<LadderScenario> http_scenarios() {
  const std::string to_http = "DNS ✓ → TCP ✓ → TLS ✓ → HTTP ";
  const std::string by_filter = "DNS ✓ → TCP ✓ → TLS ✓ but re-signed by \"Contoso Web Filter\" → HTTP ";
  const auto answered = [&](const char* code) {
    return LadderExpected{"none", code, "none", "healthy", "CH-COMMUNITY", to_http + "✓ " + code};
  };
  const LadderExpected portal_page{
      "http",         "captive-portal/302",
      "customer",     "captive-portal",
      k_interception, by_filter + "✗ 302 of a portal (customer, RESP-CU-NETWORK; also NOSUP-CLOSED)"};
  const LadderExpected asks{
      "http",         "captive-portal/511",
      "customer",     "captive-portal",
      k_interception, by_filter + "✗ 511 of a portal (customer, RESP-CU-NETWORK; also NOSUP-CLOSED)"};
  const auto mute = [&](const char* failure) {
    return LadderExpected{"http",
                          failure,
                          "undetermined",
                          "endpoint-mute",
                          "RESP-CU-DIAG RESP-CU-NETWORK",
                          to_http + "✗ " + failure + " (undetermined, RESP-CU-DIAG; also RESP-CU-NETWORK)"};
  };
  return {
      {"EndpointAnswersAServerError",
       server_error,
       {"none", "503", "microsoft", "endpoint-5xx", "SUP-ENDPOINT RESP-MS-ENDPOINT",
        to_http + "✓ but 503 (microsoft, SUP-ENDPOINT; also RESP-MS-ENDPOINT)"}},
      {"CustomHostAnswersAServerError",
       error_of_the_custom_host,
       {"none", "502", "undetermined", "custom-host-5xx", "RESP-CU-DIAG RESP-CU-NETWORK",
        to_http + "✓ but 502 (undetermined, RESP-CU-DIAG; also RESP-CU-NETWORK)"}},
      {"FilterAnswersAServerError",
       error_of_the_filter,
       {"none", "502", "customer", "endpoint-5xx-proxy", "RESP-CU-NETWORK",
        by_filter + "✓ but 502 (customer, RESP-CU-NETWORK)"}},
      {"EndpointForbids", not_authorised, answered("403")},
      {"EndpointDoesNotKnowThePath", not_found, answered("404")},
      {"EndpointAnswersLate", late, answered("401")},
      {"EndpointNeverAnswers", silent, mute("timeout")},
      {"EndpointClosesWithoutAnAnswer", no_answer, mute("reset")},
      {"FilterClosesWithoutAnAnswer",
       silent_filter,
       {"http", "reset", "customer", "filter-mute", k_interception,
        by_filter + "✗ reset (customer, RESP-CU-NETWORK; also NOSUP-CLOSED)"}},
      {"PortalInTheEndpointsPlace", portal, portal_page},
      {"NetworkAsksForASignIn", network_asks, asks},
  };
}

}  // namespace sgw::test
