#include "collector/dns_resolver.hpp"

#include "collector/dns_hosts_file.hpp"
#include "collector/dns_name.hpp"
#include "collector/dns_search.hpp"

#include <algorithm>

namespace sgw::collector {

namespace {

constexpr std::size_t k_max_addresses = 16, k_max_servers = 3;  // servers: as many as glibc looks at

std::vector<std::string> split_list(std::string_view list) {
  std::vector<std::string> parts;
  while (!list.empty()) {
    const std::size_t comma = std::min(list.find(','), list.size());
    if (comma > 0) parts.emplace_back(list.substr(0, comma));
    list.remove_prefix(std::min(comma + 1, list.size()));
  }
  return parts;
}

ResolvConf settings_of(const DnsOptions& options) {
  ResolvConf settings = read_resolv_conf(options.resolv_conf);
  if (!options.servers.empty()) settings.servers = split_list(options.servers);
  if (settings.servers.empty()) settings.servers = {"127.0.0.1"};  // resolv.conf(5)
  return settings;
}

void ask_servers(const std::string& host, bool absolute, const DnsOptions& options, const ProbeTime& time,
                 DnsResult& result) {
  result.resolver = settings_of(options);
  DnsQuestion question{host, result.resolver->servers, {}, options.how};
  if (!absolute) question.before = names_before(host, *result.resolver);
  result.search_queries = static_cast<unsigned>(question.before.size());
  if (question.servers.size() > k_max_servers) question.servers.resize(k_max_servers);
  result.servers = ask_name_servers(question, time);
}

void take_answer(DnsResult& result) {
  const DnsServerAnswer& answer = result.servers[answer_that_counts(result.servers)];
  result.origin = DnsOrigin::servers;
  result.status = answer.status;
  result.addresses = answer.addresses;
  result.cnames = answer.cnames;
  if (!answer.asked.empty()) result.answered = answer.asked.back().name;
  if (answer.status == DnsStatus::error) result.error = "the answer cannot be read";
  // Those before it had to be waited for, too.
  for (const auto& server : result.servers) {
    result.took = std::max(result.took, server.took);
    if (&server == &answer) break;
  }
}

void compare_with_hosts_file(DnsResult& result) {
  const DnsServerAnswer& answer = result.servers[answer_that_counts(result.servers)];
  if (answer.status != DnsStatus::ok) return;
  const auto& known = answer.addresses;
  result.hosts->differs =
      std::any_of(result.hosts->addresses.begin(), result.hosts->addresses.end(),
                  [&](const std::string& one) { return std::find(known.begin(), known.end(), one) == known.end(); });
}

// RFC 6761: nobody is asked for such.
bool is_of_this_host(const std::string& host) { return host == "localhost" || host.ends_with(".localhost"); }

DnsResult look_up(const std::string& host, bool absolute, const DnsOptions& options, const ProbeTime& time) {
  DnsResult result;
  if (is_address(host)) {
    result.origin = DnsOrigin::literal;
    result.addresses = {host};
    return result;
  }
  if (!is_host_name(host)) {
    result.status = DnsStatus::error;
    result.error = why_no_host_name(host);
    return result;
  }
  auto listed = addresses_in_hosts_file(options.hosts_file, host);
  if (listed.empty() || !is_of_this_host(host)) ask_servers(host, absolute, options, time, result);
  if (listed.empty()) {
    take_answer(result);
  } else {
    if (listed.size() > k_max_addresses) listed.resize(k_max_addresses);
    result.addresses = listed;
    result.hosts = HostsFileEntry{std::move(listed), std::nullopt};
    result.origin = DnsOrigin::hosts_file;
    result.status = DnsStatus::ok;
    if (!result.servers.empty()) compare_with_hosts_file(result);
  }
  result.findings = find_in_answers(result.answered.empty() ? host : result.answered, result.addresses, result.cnames,
                                    result.servers);
  return result;
}

}  // namespace

Literal to_literal(DnsOrigin origin) {
  switch (origin) {
    case DnsOrigin::none:
      return "none";
    case DnsOrigin::literal:
      return "literal";
    case DnsOrigin::hosts_file:
      return "hosts-file";
    case DnsOrigin::servers:
      return "servers";
  }
  return "none";
}

DnsResult resolve(std::string_view host, const DnsOptions& options, const ProbeTime& time) {
  return look_up(normal_host(host), is_absolute(host), options, time);
}

}  // namespace sgw::collector
