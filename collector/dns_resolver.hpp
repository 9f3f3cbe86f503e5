#pragma once

#include "collector/dns_findings.hpp"
#include "collector/dns_query.hpp"
#include "collector/probe_time.hpp"
#include "collector/resolv_conf.hpp"

#include <sgw_diag/safe_text.hpp>

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sgw::collector {

// Where a name is looked up; the defaults are the host's own.
struct DnsOptions {
  std::string servers;  // "127.0.0.1:5353,…" instead of those of resolv.conf
  std::filesystem::path hosts_file = "/etc/hosts";
  std::filesystem::path resolv_conf = "/etc/resolv.conf";  // a container's: /proc/PID/root/etc/resolv.conf
  AskServers how = AskServers::each;                       // `in_turn` for a climb that only repeats another
};

enum class DnsOrigin { none, literal, hosts_file, servers };
Literal to_literal(DnsOrigin origin);

// What the hosts file says, when it says anything.
struct HostsFileEntry {
  std::vector<std::string> addresses;
  std::optional<bool> differs;  // has an address that DNS does not give; unset when DNS gives none
};

struct DnsResult {
  DnsStatus status = DnsStatus::skipped;
  DnsOrigin origin = DnsOrigin::none;
  std::vector<std::string> addresses;  // A before AAAA, at most 16
  std::vector<std::string> cnames;     // at most 10; also when the chain ends nowhere
  Literal error = "";                  // why, for `error`
  std::chrono::milliseconds took{0};   // until the answer that counts was known

  std::optional<ResolvConf> resolver;    // where DNS was asked
  unsigned search_queries = 0;           // names in search domains that a program asks for before this one
  std::vector<DnsServerAnswer> servers;  // of the first three servers
  std::string answered;                  // the name that the answer is of, the host's own or one in a search domain
  std::optional<HostsFileEntry> hosts;
  DnsFindings findings;

  bool usable() const { return !addresses.empty(); }
};

// Looks up the addresses of `host` as programs do: the hosts file first, then the name servers of resolv.conf, A and
// AAAA side by side; a name with few dots and none at its end in the search domains first (dns_search.hpp). DNS is
// asked beside a hosts file that has the name, too, to compare them. A literal address is not looked up (skipped, with
// itself as the address). 0.0.0.0 and :: are answers like any other.
DnsResult resolve(std::string_view host, const DnsOptions& options, const ProbeTime& time);

}  // namespace sgw::collector
