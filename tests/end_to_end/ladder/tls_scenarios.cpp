#include "tests/end_to_end/ladder/scenario.hpp"
#include "tests/support/child_process.hpp"
#include "tests/support/free_port.hpp"
#include "tests/support/own_network.hpp"

// The handshake does not come to its end: something on the way, or in the endpoint's place.

namespace sgw::test {
namespace {

// Firewalls that look for names: the client's first message has it in clear text.
void name_filter(World& world, const std::string& verdict) {
  world.endpoint();
  world.on_far_side([&] {
    configure_network("iptables -A INPUT -p tcp --dport 443 -m string --string contoso --algo bm -j " + verdict);
  });
}
void filter_drops(World& world) { name_filter(world, "DROP"); }
void filter_resets(World& world) { name_filter(world, "REJECT --reject-with tcp-reset"); }

void closes_at_once(World& world) {
  world.name_server();
  world.on_far_side([&] {
    auto& folder = world.keep<TempDir>();
    auto& closer =
        world.keep<ChildProcess>(Argv{"busybox", "nc", "-ll", "-p", "443", "-e", "/bin/true"}, folder.path());
    if (!wait_until([] { return port_answers(443); })) throw std::runtime_error("nobody listens: " + closer.err());
  });
}

void plain_http(World& world) {
  world.name_server();
  world.serve(std::nullopt, "location / { return 200 'ok'; }");
}
void old_version(World& world) {
  world.name_server();
  world.serve(world.tls().leaf(World::k_host),
              "ssl_protocols TLSv1; ssl_ciphers DEFAULT@SECLEVEL=0; location / { return 401; }");
}
void other_name(World& world) {
  world.name_server();
  world.serve(world.tls().leaf(World::k_host), "ssl_reject_handshake on;");
}
// nginx answers 400 by itself; that it goes on without a certificate at all is forbidden below.
void wants_a_certificate(World& world) {
  world.name_server();
  world.keep<TempDir>();
  const TlsFiles files = world.tls().leaf(World::k_host);
  world.on_far_side([&] {
    auto& folder = world.keep<TempDir>();
    world.keep<ChildProcess>(
        Argv{"openssl", "s_server", "-accept", "443", "-cert", files.chain.string(), "-cert_chain",
             files.chain.string(), "-key", files.key.string(), "-Verify", "2", "-verify_return_error", "-quiet"},
        folder.path());
    if (!wait_until([] { return port_answers(443); })) throw std::runtime_error("openssl s_server does not listen");
  });
}

}  // namespace

std::vector<LadderScenario> tls_scenarios() {
  const auto broken = [](const char* failure, const char* rule, const char* clauses, const std::string& mark) {
    const std::string also = std::string(clauses).substr(std::string(clauses).find(' ') + 1);
    return LadderExpected{
        "tls", failure, "customer",
        rule,  clauses, "DNS ✓ → TCP ✓ → TLS ✗ " + mark + " → HTTP – (customer, RESP-CU-NETWORK; also " + also + ")"};
  };
  auto dropped = broken("timeout", "tls-broken-off", k_network, "timeout");
  dropped.never = {"mtu-black-hole"};
  auto old = broken("handshake-failed/protocol-version", "tls-old-version", k_interception,
                    "handshake-failed (protocol-version)");
  old.evidence = {{"tls.legacy_only", "true"}, {"tls.legacy_version", "TLSv1"}};
  return {
      {"FilterOfNamesDrops", filter_drops, dropped},
      {"FilterOfNamesResets", filter_resets, broken("reset/closed", "tls-broken-off", k_network, "reset")},
      {"ClosedDuringTheHandshake",
       closes_at_once,
       broken("reset/closed", "tls-broken-off", k_network, "reset"),
       {"busybox"}},
      {"PlainHttpOnTheTlsPort", plain_http,
       broken("handshake-failed/not-tls", "tls-refused", k_interception, "handshake-failed (not-tls)")},
      {"OldTlsVersionOnly", old_version, old},
      {"ServerOfAnotherName", other_name,
       broken("handshake-failed/unrecognized-name", "tls-refused", k_interception,
              "handshake-failed (unrecognized-name)")},
      {"ClientCertificateDemanded",
       wants_a_certificate,
       broken("handshake-failed/client-certificate", "tls-refused", k_interception,
              "handshake-failed (client-certificate)"),
       {"busybox"}},
  };
}

}  // namespace sgw::test
