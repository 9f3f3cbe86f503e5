#include "tests/end_to_end/ladder/scenario.hpp"
#include "tests/support/own_network.hpp"
#include "tests/support/squid_server.hpp"
#include "tests/support/tinyproxy_server.hpp"

// The proxy that the gateway is told to use: the customer's, with what runs on it.

namespace sgw::test {
namespace {

constexpr const char* k_clauses = "RESP-CU-NETWORK RESP-CU-OSS";

void by_proxy(World& world, const std::string& address) { world.set("HTTPS_PROXY", "http://" + address); }
void by_proxy(World& world, std::uint16_t port, const std::string& credentials = {}) {
  by_proxy(world, credentials + "127.0.0.1:" + std::to_string(port));
}

void fine(World& world) {
  world.endpoint();
  by_proxy(world, world.keep<TinyproxyServer>(std::vector<std::uint16_t>{443}).port());
}
void fine_with_credentials(World& world) {
  world.endpoint();
  by_proxy(world, world.keep<SquidServer>(SquidOptions{.user = "walter", .password = "pass-of-walter"}).port(),
           "walter:pass-of-walter@");
}
void nobody_there(World& world) {
  world.endpoint();
  by_proxy(world, std::string(World::k_far) + ":3128");
}
void silent(World& world) {
  world.endpoint();
  by_proxy(world, std::string(World::k_far) + ":3128");
  world.on_far_side([] { configure_network("iptables -A INPUT -p tcp --dport 3128 -j DROP"); });
}
void unknown_name(World& world) {
  world.endpoint();
  by_proxy(world, "proxy.corp.example:3128");
}
void wants_basic(World& world) {
  world.endpoint();
  by_proxy(world, world.keep<TinyproxyServer>(std::vector<std::uint16_t>{443}, "walter", "pass-of-walter").port());
}
void wants_ntlm(World& world) {
  world.endpoint();
  by_proxy(world, world.keep<SquidServer>(SquidOptions{.asks_for_ntlm = true}).port());
}
void forbids(World& world) {
  world.endpoint();
  by_proxy(world, world.keep<TinyproxyServer>(std::vector<std::uint16_t>{8443}).port());
}
void cannot_reach_it(World& world) {
  world.name_server();  // nobody listens there
  by_proxy(world, world.keep<SquidServer>().port());
}
void intercepts(World& world) {
  world.endpoint();
  by_proxy(world, world.keep<SquidServer>(SquidOptions{.intercept_with = world.tls().corp()}).port());
}
void exempt_from_a_dead_one(World& world) {
  world.endpoint();
  by_proxy(world, std::string(World::k_far) + ":3128");
  world.set("NO_PROXY", "localhost,.azure-api.net");
}
// The only way out is the proxy, and an entry of NO_PROXY keeps the gateway from it.
void exempt_into_a_firewall(World& world) {
  fine(world);
  world.set("NO_PROXY", "localhost,.azure-api.net");
  configure_network("iptables -A OUTPUT -p tcp --dport 443 -j DROP");
}

LadderExpected refusal(const char* failure, const std::string& mark) {
  return {"proxy",
          failure,
          "customer",
          "proxy-refuses",
          k_clauses,
          "DNS – → TCP – → proxy ✗ " + mark + " → TLS – → HTTP – (customer, RESP-CU-NETWORK; also RESP-CU-OSS)"};
}

}  // namespace

std::vector<LadderScenario> proxy_scenarios() {
  const auto held = [] {
    return LadderExpected{"none",    "401",          "none",
                          "healthy", "CH-COMMUNITY", "DNS – → TCP – → proxy ✓ 200 → TLS ✓ → HTTP ✓ 401"};
  };
  auto basic = refusal("denied/407", "407 (basic)");
  basic.evidence = {{"proxy.auth_schemes", R"(["basic"])"}};
  auto ntlm = refusal("denied/407", "407 (ntlm)");
  ntlm.evidence = {{"proxy.auth_schemes", R"(["ntlm"])"}};
  LadderExpected exempt{"none",    "401",          "none",
                        "healthy", "CH-COMMUNITY", "DNS ✓ → TCP ✓ → proxy – by NO_PROXY → TLS ✓ → HTTP ✓ 401"};
  exempt.evidence = {
      {"proxy.direct", "true"}, {"proxy.no_proxy.exempt", "true"}, {"proxy.no_proxy.entry", ".azure-api.net"}};
  return {
      {"ByAProxyAllIsWell", fine, held(), {"tinyproxy"}},
      {"ByAProxyWithCredentialsAllIsWell", fine_with_credentials, held(), {"squid"}},
      {"ProxyIsNotThere", nobody_there, refusal("refused", "refused")},
      {"ProxyIsSilent", silent, refusal("timeout", "timeout")},
      {"ProxysNameIsUnknown", unknown_name, refusal("unresolved", "unresolved")},
      {"ProxyWantsAPassword", wants_basic, basic, {"tinyproxy"}},
      {"ProxyWantsNtlm", wants_ntlm, ntlm, {"squid"}},
      {"ProxyForbidsTheEndpoint", forbids, refusal("denied/403", "403"), {"tinyproxy"}},
      {"ProxyCannotReachTheEndpoint", cannot_reach_it, refusal("denied/503", "503"), {"squid"}},
      {"ProxyOpensTls",
       intercepts,
       {"tls", "untrusted", "customer", "tls-untrusted", k_interception,
        "DNS – → TCP – → proxy ✓ 200 → TLS ✗ re-signed by \"Corp Proxy CA\" → HTTP – (customer, RESP-CU-NETWORK; also "
        "NOSUP-CLOSED)"},
       {"squid"}},
      {"NoProxyExemptsFromADeadProxy", exempt_from_a_dead_one, exempt},
      {"NoProxyLeadsIntoAFirewall",
       exempt_into_a_firewall,
       {.rung = "tcp",
        .failure = "timeout",
        .owner = "customer",
        .rule = "endpoint-timeout",
        .clauses = k_network,
        .line = "DNS ✓ → TCP ✗ timeout → proxy – by NO_PROXY → TLS – → HTTP – (customer, RESP-CU-NETWORK; also "
                "NOSUP-NETWORK)",
        .evidence = {{"proxy.no_proxy.exempt", "true"}, {"proxy.no_proxy.entry", ".azure-api.net"}}},
       {"tinyproxy"}},
  };
}

}  // namespace sgw::test
