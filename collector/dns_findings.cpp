#include "collector/dns_findings.hpp"

#include "collector/dns_name.hpp"

#include <algorithm>
#include <set>

namespace sgw::collector {

namespace {

template <class Predicate>
bool all_are(const std::vector<std::string>& addresses, Predicate predicate) {
  return !addresses.empty() && std::all_of(addresses.begin(), addresses.end(), predicate);
}

bool has_label(std::string_view name, std::string_view label) {
  return ("." + std::string(name) + ".").find("." + std::string(label) + ".") != std::string::npos;
}

bool comes_back(const std::string& host, const std::vector<std::string>& cnames) {
  std::set<std::string> passed{host};
  return std::any_of(cnames.begin(), cnames.end(),
                     [&](const std::string& name) { return !passed.insert(normal_host(name)).second; });
}

bool have_none_in_common(const std::vector<std::string>& left, const std::vector<std::string>& right) {
  return !left.empty() && std::none_of(left.begin(), left.end(), [&](const std::string& one) {
    return std::find(right.begin(), right.end(), one) != right.end();
  });
}

// Which of several addresses of a public service is given first is no disagreement; inside or outside is one.
int kind_of(const DnsServerAnswer& answer) {
  if (answer.status != DnsStatus::ok) return static_cast<int>(answer.status);
  return all_are(answer.addresses, is_private_address) ? -1 : -2;
}

}  // namespace

DnsFindings find_in_answers(const std::string& host, const std::vector<std::string>& addresses,
                            const std::vector<std::string>& cnames, const std::vector<DnsServerAnswer>& servers) {
  DnsFindings found;
  found.private_link = std::any_of(cnames.begin(), cnames.end(),
                                   [](const std::string& name) { return has_label(normal_host(name), "privatelink"); });
  found.all_private = all_are(addresses, is_private_address);
  found.sinkhole = all_are(addresses, [](std::string_view one) { return one == "0.0.0.0" || one == "::"; });
  found.loop = comes_back(host, cnames);
  found.shadowed = std::any_of(servers.begin(), servers.end(), [](const DnsServerAnswer& server) {
    return server.as_is && have_none_in_common(server.as_is->addresses, server.addresses);
  });
  std::set<int> kinds;
  for (const auto& server : servers) {
    if (server.decides()) kinds.insert(kind_of(server));
  }
  found.servers_disagree = kinds.size() > 1;
  return found;
}

}  // namespace sgw::collector
