#include "tests/end_to_end/ladder/scenario.hpp"
#include "tests/support/bad_wire.hpp"

// The way itself: it loses packets, or takes its time. Nobody refuses anything.

namespace sgw::test {
namespace {

void endpoint_over(World& world, const WireFaults& faults, const std::string& more = {}) {
  world.keep<BadWire>(faults);
  world.name_server(BadWire::peer());
  world.keep<NginxServer>(std::vector<NginxSite>{{.tls = world.tls().leaf(World::k_host),
                                                  .directives = more + "location / { return 401; }",
                                                  .address = "0.0.0.0",
                                                  .port = 443}});
}

// One of several ways, by which some connections go, is dead. The first climb has two, the second for the large
// transfer, and the others have one each.
void some_connections_get_lost(World& world) { endpoint_over(world, {.dead_flows = {4, 6}}); }
void the_large_transfer_gets_lost(World& world) { endpoint_over(world, {.dead_flows = {2}}); }
// TCP sends it again: not even twice the same packet is lost.
void packets_get_lost(World& world) { endpoint_over(world, {.drop_every = 7}); }

// An answer takes twice as long.
void slow(World& world) { endpoint_over(world, {.delay = std::chrono::milliseconds(150)}); }
void slower(World& world) { endpoint_over(world, {.delay = std::chrono::milliseconds(450)}); }
void too_slow(World& world) { endpoint_over(world, {.delay = std::chrono::milliseconds(2500)}); }
// Version 1.2 shakes hands by two questions and answers, where TCP has one.
void too_slow_for_two_answers(World& world) {
  endpoint_over(world, {.delay = std::chrono::milliseconds(1000)}, "ssl_protocols TLSv1.2;");
}

}  // namespace

std::vector<LadderScenario> wire_scenarios() {
  const std::string whole = "DNS ✓ → TCP ✓ → TLS ✓ → HTTP ✓ 401";
  const LadderExpected well{"none", "401", "none", "healthy", "CH-COMMUNITY", whole};
  LadderExpected flapping{.rung = "none",
                          .failure = "401",
                          .owner = "customer",
                          .rule = "endpoint-flapping",
                          .clauses = k_network,
                          .line =
                              "DNS ✓ → TCP ✓, 2 of 5 lost → TLS ✓ → HTTP ✓ 401 (customer, RESP-CU-NETWORK; also "
                              "NOSUP-NETWORK)",
                          .evidence = {{"statistics.flapping", R"(["tcp"])"}, {"statistics.climbs", "5"}}};
  LadderExpected without_large = well;
  without_large.evidence = {{"transfer.status", "skipped"}};
  LadderExpected lossy = well;
  lossy.evidence = {{"statistics.flapping", "[]"}};
  lossy.at_least = {{"tcp.ms", 900}};  // the first answer of all is lost, and asked for again after a second
  LadderExpected unhurried = well;
  unhurried.at_least = {{"tcp.ms", 300}, {"tls.ms", 300}, {"http.ms", 300}};
  LadderExpected leisurely = well;
  leisurely.evidence = {{"transfer.status", "skipped"}};
  leisurely.at_least = {{"tcp.ms", 900}, {"tls.ms", 900}, {"http.ms", 900}};
  const auto broken = [](const char* rung, const std::string& line, const char* rule) {
    return LadderExpected{rung, "timeout", "customer",
                          rule, k_network, line + " (customer, RESP-CU-NETWORK; also NOSUP-NETWORK)"};
  };
  auto slow_handshake = broken("tls", "DNS ✓ → TCP ✓ → TLS ✗ timeout → HTTP –", "tls-broken-off");
  slow_handshake.at_least = {{"tcp.ms", 2000}};
  slow_handshake.never = {"mtu-black-hole"};  // small packets are no faster
  const auto over = [](const char* name, void (*set_up)(World&), LadderExpected expected, const char* count) {
    return LadderScenario{name, set_up, std::move(expected), {}, {"--probe-count", count}, BadWire::why_not};
  };
  return {
      over("SomeConnectionsGetLost", some_connections_get_lost, std::move(flapping), "5"),
      over("TheLargeTransfersConnectionGetsLost", the_large_transfer_gets_lost, std::move(without_large), "1"),
      over("PacketsGetLostAndAreSentAgain", packets_get_lost, std::move(lossy), "3"),
      over("WayIsSlow", slow, std::move(unhurried), "1"),
      over("WayIsSlowerThanALargeTransferCanTell", slower, std::move(leisurely), "1"),
      over("WayIsTooSlowForAConnection", too_slow,
           broken("tcp", "DNS ✓ → TCP ✗ timeout → TLS – → HTTP –", "endpoint-timeout"), "1"),
      over("WayIsTooSlowForTheHandshake", too_slow_for_two_answers, std::move(slow_handshake), "1"),
  };
}

}  // namespace sgw::test
