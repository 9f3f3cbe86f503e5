#include "tests/end_to_end/ladder/scenario.hpp"
#include "tests/support/fake_http_server.hpp"
#include "tests/support/own_network.hpp"

#include <array>
#include <chrono>
#include <ctime>

// Nothing is broken, or not always, or not at one rung: packets of some size, clocks, other destinations.

namespace sgw::test {
namespace {

void all_well(World& world) { world.endpoint(); }

// Every second connection meets a machine behind the address that does not listen.
void every_second_is_refused(World& world) {
  world.endpoint();
  world.on_far_side([] {
    configure_network(
        "iptables -A INPUT -p tcp --dport 443 --syn -m statistic --mode nth --every 2 --packet 1 -j REJECT "
        "--reject-with tcp-reset");
  });
}

// A router whose other cable takes less, and whose word about it is lost on the way back.
void router_of_a_small_cable(World& world, int mtu) {
  auto& server = world.keep<OtherNetwork>();
  constexpr const char* k_behind = "203.0.113.2";
  world.on_far_side([&] {
    server.plug("inner0", "server0");
    configure_network("ip addr add 203.0.113.1/24 dev inner0");
    configure_network("ip link set inner0 mtu " + std::to_string(mtu));
    configure_network("sysctl -q -w net.ipv4.ip_forward=1");
    configure_network("iptables -A OUTPUT -p icmp --icmp-type fragmentation-needed -j DROP");
  });
  configure_network("ip route add 203.0.113.0/24 via " + std::string(World::k_far));
  world.name_server(k_behind);
  const TlsFiles files = world.tls().leaf(World::k_host);
  server.inside([&] {
    configure_network(std::string("ip addr add ") + k_behind + "/24 dev server0");
    configure_network("ip route add default via 203.0.113.1");
    // Segments as the cable has them, not put together again by the receiver.
    world.keep<NginxServer>(std::vector<NginxSite>{
        {.tls = files, .directives = "location / { return 401; }", .address = "0.0.0.0", .port = 443}});
  });
}
void black_hole(World& world) { router_of_a_small_cable(world, 700); }
void black_hole_for_large_alone(World& world) { router_of_a_small_cable(world, 1450); }

std::string time_text(const char* format, std::chrono::seconds from_now) {
  const std::time_t time = std::time(nullptr) + from_now.count();
  std::tm parts{};
  gmtime_r(&time, &parts);
  std::array<char, 64> text{};
  const std::size_t size = std::strftime(text.data(), text.size(), format, &parts);
  return {text.data(), size};
}
std::string http_date(std::chrono::seconds from_now) { return time_text("%a, %d %b %Y %H:%M:%S GMT", from_now); }
std::string generalized(std::chrono::seconds from_now) { return time_text("%Y%m%d%H%M%SZ", from_now); }

// The endpoint's clock is right, and this host's is off by so much.
void serve_by_another_clock(World& world, const TlsFiles& files, std::chrono::seconds ahead) {
  world.name_server();
  std::uint16_t port = 0;
  world.on_far_side([&] {
    auto& behind = world.keep<FakeHttpServer>();
    behind.on("/", HttpAnswer::text("").with_status(401).header("Date", http_date(-ahead)));
    port = behind.port();
  });
  world.serve(files,
              "location / { proxy_pass http://127.0.0.1:" + std::to_string(port) + "; proxy_pass_header Date; }");
}
void clock_is_ahead(World& world) {
  serve_by_another_clock(world, world.tls().leaf(World::k_host), std::chrono::hours(1));
}
// So far that the certificate of tomorrow's renewal has run out by it.
void clock_beyond_the_certificate(World& world) {
  const TlsFiles files =
      world.tls().dated(World::k_host, generalized(-std::chrono::hours(24 * 90)), generalized(-std::chrono::hours(24)));
  serve_by_another_clock(world, files, std::chrono::hours(48));
}
void clock_before_the_certificate(World& world) {
  const TlsFiles files =
      world.tls().dated(World::k_host, generalized(std::chrono::hours(24)), generalized(std::chrono::hours(24 * 90)));
  serve_by_another_clock(world, files, -std::chrono::hours(48));
}

// The machine of the engine is not this one's, and its gateways' clock is the one that tokens are judged by.
void engine_is_behind(World& world) {
  world.endpoint();
  world.engine_clock(-std::chrono::minutes(15));
}
void engine_is_ahead(World& world) {
  world.endpoint();
  world.engine_clock(std::chrono::minutes(15));
}
void engine_is_nearly_right(World& world) {
  world.endpoint();
  world.engine_clock(std::chrono::minutes(4));
}

// The endpoint beside another destination, whose machine takes no connection.
void endpoint_beside(World& world, const std::string& other) {
  world.name_server_of({std::string(World::k_host) + "," + World::k_far, other + "," + World::k_far_too});
  world.serve(world.tls().leaf(World::k_host), "location / { return 401; }");
  world.on_far_side([] {
    configure_network(std::string("iptables -A INPUT -d ") + World::k_far_too +
                      " -p tcp -j REJECT --reject-with tcp-reset");
  });
}

void telemetry_is_refused(World& world) {
  endpoint_beside(world, "dc.services.visualstudio.com");
  world.set("logs.applicationinsights.endpoint", "https://dc.services.visualstudio.com/v2/track");
}
void sign_in_is_refused(World& world) {
  endpoint_beside(world, "login.microsoftonline.com");
  for (const char* name : {"tenantId", "clientId"})
    world.set(std::string("config.service.auth.azureAd.") + name, "1b671a64-40d5-491e-99b0-da01ff1f3341");
  world.set("config.service.auth", "azureAdApp");
  world.set("config.service.auth.azureAd.clientSecret", "c2VjcmV0LW9mLXRoZS10ZXN0");
  world.set("gateway.name", "edge");
}

}  // namespace

std::vector<LadderScenario> whole_scenarios() {
  const std::string whole = "DNS ✓ → TCP ✓ → TLS ✓ → HTTP ✓ 401";
  const LadderExpected well{"none", "401", "none", "healthy", "CH-COMMUNITY", whole};
  LadderExpected engine_apart = well;
  engine_apart.also = {"engine-clock"};
  LadderExpected engine_near = well;
  engine_near.never = {"engine-clock"};
  LadderExpected telemetry = well;
  telemetry.also = {"telemetry-unreachable"};
  const auto skewed = [](const char* rung, const char* failure, const std::string& line) {
    return LadderExpected{rung,         failure,           "customer",
                          "clock-skew", "RESP-CU-HOSTING", line + " (customer, RESP-CU-HOSTING)"};
  };
  auto expired = skewed("tls", "expired", "DNS ✓ → TCP ✓ → TLS ✗ expired → HTTP ✓ 401, clock off by N s");
  expired.never = {"endpoint-certificate"};
  auto early = skewed("tls", "not-yet-valid", "DNS ✓ → TCP ✓ → TLS ✗ not-yet-valid → HTTP ✓ 401, clock off by -N s");
  early.never = {"endpoint-certificate"};
  return {
      {"AllIsWell", all_well, well},
      {"EverySecondConnectionIsRefused",
       every_second_is_refused,
       {.rung = "none",
        .failure = "401",
        .owner = "customer",
        .rule = "endpoint-flapping",
        .clauses = k_network,
        .line = "DNS ✓ → TCP ✓, 2 of 6 lost → TLS ✓ → HTTP ✓ 401 (customer, RESP-CU-NETWORK; also NOSUP-NETWORK)",
        .evidence = {{"statistics.flapping", R"(["tcp"])"}}},
       {},
       {"--probe-count", "6"}},
      {"BlackHoleForTheHandshake",
       black_hole,
       {.rung = "tls",
        .failure = "timeout",
        .owner = "customer",
        .rule = "mtu-black-hole",
        .clauses = k_network,
        .line = "DNS ✓ → TCP ✓ → TLS ✗ timeout → HTTP – (customer, RESP-CU-NETWORK; also NOSUP-NETWORK)",
        .evidence = {{"transfer.cause", "mtu-black-hole"}}}},
      {"BlackHoleForLargePacketsAlone",
       black_hole_for_large_alone,
       {.rung = "transfer",
        .failure = "stalled/mtu-black-hole",
        .owner = "customer",
        .rule = "mtu-black-hole",
        .clauses = k_network,
        .line = whole + " → large transfer ✗ stalled (customer, RESP-CU-NETWORK; also NOSUP-NETWORK)"}},
      {"ClockIsAhead", clock_is_ahead, skewed("none", "401", whole + ", clock off by N s")},
      {"ClockBeyondTheCertificate", clock_beyond_the_certificate, expired},
      {"ClockBeforeTheCertificate", clock_before_the_certificate, early},
      {"ClockOfTheEngineIsBehind", engine_is_behind, engine_apart},
      {"ClockOfTheEngineIsAhead", engine_is_ahead, engine_apart},
      {"ClockOfTheEngineIsFourMinutesOff", engine_is_nearly_right, engine_near},
      {"TelemetryIsRefusedBesideAGoodEndpoint", telemetry_is_refused, telemetry},
      {"SignInIsRefusedBesideAGoodEndpoint",
       sign_in_is_refused,
       {"none", "401", "customer", "entra-unreachable", k_network, whole}},
  };
}

}  // namespace sgw::test
