#include "tests/end_to_end/ladder/scenario.hpp"
#include "tests/support/dnsmasq_server.hpp"
#include "tests/support/own_network.hpp"
#include "tests/support/unbound_server.hpp"

// The name does not lead to the endpoint: always the customer's.

namespace sgw::test {
namespace {

// unbound's name for each kind of answer.
void ask_unbound(World& world, const std::string& name) {
  world.keep<UnboundServer>(std::uint16_t{53});
  world.configured(name + ".configuration.azure-api.net");
}

void does_not_exist(World& world) { ask_unbound(world, "gone"); }
void leads_in_a_circle(World& world) { ask_unbound(world, "loop"); }
void is_refused(World& world) { ask_unbound(world, "refused"); }
void has_no_address(World& world) { ask_unbound(world, "nodata"); }
void alias_of_nothing(World& world) { ask_unbound(world, "dangling"); }
void gets_no_answer(World& world) { ask_unbound(world, "silent"); }

void nobody_at_port_53(World& world) { world.resolv_conf("nameserver 127.0.0.1\n"); }

void no_way_to_the_servers(World& world) { world.resolv_conf(std::string("nameserver ") + World::k_nobody + "\n"); }

void firewall_before_the_servers(World& world) {
  world.resolv_conf(std::string("nameserver ") + World::k_far + "\nnameserver " + World::k_far_too + "\n");
  world.on_far_side([] { configure_network("iptables -A INPUT -p udp --dport 53 -j DROP"); });
}

void first_server_is_silent(World& world) {
  world.endpoint();
  world.resolv_conf("nameserver 127.0.0.2\nnameserver 127.0.0.1\n");
  configure_network("iptables -A INPUT -d 127.0.0.2 -p udp --dport 53 -j DROP");
}

void first_server_does_not_know(World& world) {
  world.endpoint();
  world.keep<DnsmasqServer>("127.0.0.2", Argv{"local=/azure-api.net/"});
  world.resolv_conf("nameserver 127.0.0.2\nnameserver 127.0.0.1\n");
}

// The private zone is linked for one name server only, and its address is in a network that no way leads to.
void private_link_for_some(World& world) {
  world.endpoint();
  world.keep<DnsmasqServer>("127.0.0.2",
                            Argv{"host-record=contoso.privatelink.azure-api.net,10.1.2.3",
                                 std::string("cname=") + World::k_host + ",contoso.privatelink.azure-api.net"});
  world.resolv_conf("nameserver 127.0.0.2\nnameserver 127.0.0.1\n");
}

void sinkhole(World& world) { world.name_server("0.0.0.0"); }

void hosts_file_to_nobody(World& world) {
  world.endpoint();
  world.hosts_file(std::string(World::k_far_too) + " " + World::k_host + "\n");
  world.on_far_side([] {
    configure_network(std::string("iptables -A INPUT -d ") + World::k_far_too + " -p tcp --dport 443 -j DROP");
  });
}

// The service's old address is another customer's today: genuine, but of another name.
void hosts_file_to_another_service(World& world) {
  world.name_server("192.0.2.7");
  world.hosts_file(std::string(World::k_far) + " " + World::k_host + "\n");
  world.serve(world.tls().leaf("fabrikam.configuration.azure-api.net"), "location / { return 401; }");
}

}  // namespace

std::vector<LadderScenario> dns_scenarios() {
  const auto broken = [](const char* status) {
    return LadderExpected{
        "dns",
        status,
        "customer",
        "endpoint-dns",
        k_network,
        std::string("DNS ✗ ") + status + " → TCP – → TLS – → HTTP – (customer, RESP-CU-NETWORK; also NOSUP-NETWORK)"};
  };
  auto dangling = broken("nxdomain");
  dangling.evidence = {{"dns.cnames", R"(["gone.privatelink.azure-api.net"])"}};
  auto unknown_to_first = broken("nxdomain");
  unknown_to_first.evidence = {{"dns.disagree", "true"}};
  unknown_to_first.also = {"dns-servers-disagree"};
  return {
      {"NameDoesNotExist", does_not_exist, broken("nxdomain")},
      {"NameServerFails", leads_in_a_circle, broken("servfail")},
      {"NameServerRefuses", is_refused, broken("refused")},
      {"NameHasNoAddress", has_no_address, broken("nodata")},
      {"AliasOfNothing", alias_of_nothing, dangling},
      {"NameServerIsSilent", gets_no_answer, broken("timeout")},
      {"NameServerIsNotThere", nobody_at_port_53, broken("unreachable")},
      {"NoWayToTheNameServer", no_way_to_the_servers, broken("unreachable")},
      {"FirewallBeforeTheNameServers", firewall_before_the_servers, broken("timeout")},
      {"FirstNameServerIsSilent",
       first_server_is_silent,
       {.rung = "none",
        .failure = "401",
        .owner = "none",
        .rule = "healthy",
        .clauses = "CH-COMMUNITY",
        .line = "DNS ✓ → TCP ✓ → TLS ✓ → HTTP ✓ 401",
        .also = {"dns-server-silent"}}},
      {"FirstNameServerDoesNotKnow", first_server_does_not_know, unknown_to_first},
      {"PrivateLinkForSomeNameServers",
       private_link_for_some,
       {.rung = "tcp",
        .failure = "unreachable",
        .owner = "customer",
        .rule = "endpoint-timeout",
        .clauses = k_network,
        .line = "DNS ✓ → TCP ✗ unreachable → TLS – → HTTP – (customer, RESP-CU-NETWORK; also NOSUP-NETWORK)",
        .evidence = {{"dns.private_link", "true"}, {"dns.disagree", "true"}},
        .also = {"dns-servers-disagree"}}},
      {"NameIsBlockedByASinkhole",
       sinkhole,
       {.rung = "tcp",
        .failure = "refused",
        .owner = "customer",
        .rule = "endpoint-sinkhole",
        .clauses = k_network,
        .line = "DNS ✓ but a sinkhole → TCP ✗ refused → TLS – → HTTP – (customer, RESP-CU-NETWORK; also NOSUP-NETWORK)",
        .evidence = {{"dns.sinkhole", "true"}}}},
      {"HostsFileLeadsToNobody",
       hosts_file_to_nobody,
       {.rung = "tcp",
        .failure = "timeout",
        .owner = "customer",
        .rule = "pinned-address",
        .clauses = "RESP-CU-NETWORK",
        .line = "DNS ✓ by the hosts file → TCP ✗ timeout → TLS – → HTTP – (customer, RESP-CU-NETWORK)",
        .evidence = {{"dns.origin", "hosts-file"}, {"dns.hosts_file.differs", "true"}}}},
      {"HostsFileLeadsToAnotherService",
       hosts_file_to_another_service,
       {.rung = "tls",
        .failure = "host-mismatch",
        .owner = "customer",
        .rule = "pinned-address",
        .clauses = "RESP-CU-NETWORK",
        .line = "DNS ✓ by the hosts file → TCP ✓ → TLS ✗ host-mismatch → HTTP – (customer, RESP-CU-NETWORK)",
        .evidence = {{"dns.hosts_file.differs", "true"}},
        .never = {"endpoint-certificate"}}},
  };
}

}  // namespace sgw::test
