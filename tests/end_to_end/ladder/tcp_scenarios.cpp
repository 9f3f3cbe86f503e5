#include "tests/end_to_end/ladder/scenario.hpp"
#include "tests/support/own_network.hpp"

// The address does not answer: always the customer's.

namespace sgw::test {
namespace {

void far_side_rule(const World& world, const std::string& rule) {
  world.on_far_side([&] { configure_network("iptables -A INPUT -p tcp --dport 443 " + rule); });
}

void nobody_listens(World& world) { world.name_server(); }

void firewall_drops(World& world) {
  world.endpoint();
  far_side_rule(world, "-j DROP");
}
void own_firewall_drops(World& world) {
  world.endpoint();
  configure_network("iptables -A OUTPUT -p tcp --dport 443 -j DROP");
}
void firewall_resets(World& world) {
  world.endpoint();
  far_side_rule(world, "-j REJECT --reject-with tcp-reset");
}
void firewall_says_no_host(World& world) {
  world.endpoint();
  far_side_rule(world, "-j REJECT --reject-with icmp-host-unreachable");
}
void firewall_says_prohibited(World& world) {
  world.endpoint();
  far_side_rule(world, "-j REJECT --reject-with icmp-admin-prohibited");
}
void no_route(World& world) { world.name_server(World::k_nobody); }
// Asked for once, not three times a second apart: that takes as long as the probe waits.
void no_machine(World& world) {
  world.name_server("198.51.100.77");
  configure_network("sysctl -q -w net.ipv4.neigh.near0.mcast_solicit=1");
}

void one_of_two_is_dead(World& world) {
  world.name_server_of(
      {std::string(World::k_host) + "," + World::k_far, std::string(World::k_host) + "," + World::k_far_too});
  world.serve(world.tls().leaf(World::k_host), "location / { return 401; }");
  far_side_rule(world, std::string("-d ") + World::k_far_too + " -j REJECT --reject-with tcp-reset");
}

void six_is_dropped(World& world) {
  world.name_server(std::string(World::k_far) + "," + World::k_far_six);
  world.serve(world.tls().leaf(World::k_host), "location / { return 401; }");
  world.on_far_side([] { configure_network("ip6tables -A INPUT -p tcp --dport 443 -j DROP"); });
}

// As on most networks of today.
void six_has_no_way(World& world) {
  world.name_server(std::string(World::k_far) + ",2001:db8:ffff::7");
  world.serve(world.tls().leaf(World::k_host), "location / { return 401; }");
}

void six_alone_without_a_way(World& world) { world.name_server("2001:db8:ffff::7"); }

void six_alone(World& world) {
  configure_network(std::string("ip addr del ") + World::k_near + "/24 dev near0");
  world.name_server(World::k_far_six);
  world.serve(world.tls().leaf(World::k_host), "location / { return 401; }");
}

}  // namespace

std::vector<LadderScenario> tcp_scenarios() {
  const auto broken = [](const char* status, const char* rule) {
    return LadderExpected{
        "tcp",
        status,
        "customer",
        rule,
        k_network,
        std::string("DNS ✓ → TCP ✗ ") + status + " → TLS – → HTTP – (customer, RESP-CU-NETWORK; also NOSUP-NETWORK)"};
  };
  const auto held = [](const char* line) {
    return LadderExpected{"none", "401", "none", "healthy", "CH-COMMUNITY", line};
  };
  auto no_six = broken("unreachable", "endpoint-timeout");
  no_six.evidence = {{"tcp.ipv4", "none"}, {"tcp.ipv6", "unreachable"}};
  auto partly = held("DNS ✓ → TCP ✓ at some addresses only → TLS ✓ → HTTP ✓ 401 (customer, RESP-CU-NETWORK)");
  partly.evidence = {{"tcp.status", "partial"}, {"tcp.ipv4", "partial"}};
  partly.also = {"endpoint-address-dead"};
  auto four_only = partly;
  four_only.evidence = {{"tcp.status", "partial"}, {"tcp.ipv4", "ok"}, {"tcp.ipv6", "timeout"}};
  auto without_six = held("DNS ✓ → TCP ✓ → TLS ✓ → HTTP ✓ 401");
  without_six.evidence = {{"tcp.ipv4", "ok"}, {"tcp.ipv6", "unreachable"}};
  without_six.never = {"endpoint-address-dead"};
  auto with_six = held("DNS ✓ → TCP ✓ → TLS ✓ → HTTP ✓ 401");
  with_six.evidence = {{"tcp.ipv4", "none"}, {"tcp.ipv6", "ok"}};
  return {
      {"NobodyListensAtTheAddress", nobody_listens, broken("refused", "endpoint-refused")},
      {"FirewallDropsOnTheWay", firewall_drops, broken("timeout", "endpoint-timeout")},
      {"FirewallOfThisHostDrops", own_firewall_drops, broken("timeout", "endpoint-timeout")},
      {"FirewallAnswersWithAReset", firewall_resets, broken("refused", "endpoint-refused")},
      {"FirewallSaysHostUnreachable", firewall_says_no_host, broken("unreachable", "endpoint-timeout")},
      {"FirewallSaysProhibited", firewall_says_prohibited, broken("unreachable", "endpoint-timeout")},
      {"NoRouteToTheAddress", no_route, broken("unreachable", "endpoint-timeout")},
      {"NoMachineAtTheAddress", no_machine, broken("unreachable", "endpoint-timeout")},
      {"OneOfTwoAddressesIsDead", one_of_two_is_dead, partly},
      {"SixIsDeadAndFourIsFine", six_is_dropped, four_only},
      {"SixHasNoRouteAndFourIsFine", six_has_no_way, without_six},
      {"SixAloneWithoutARoute", six_alone_without_a_way, no_six},
      {"SixAloneAndFine", six_alone, with_six},
  };
}

}  // namespace sgw::test
