#pragma once

#include "collector/probe_time.hpp"

#include <sgw_diag/safe_text.hpp>

#include <chrono>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace sgw::collector {

enum class DnsStatus { ok, nxdomain, servfail, refused, timeout, nodata, unreachable, error, skipped };
Literal to_literal(DnsStatus status);

// Where a name is looked up; the defaults are the host's own.
struct DnsOptions {
  std::string servers;  // "127.0.0.1:5353,…" instead of those of resolv.conf
  std::filesystem::path hosts_file = "/etc/hosts";
  std::filesystem::path resolv_conf = "/etc/resolv.conf";  // may be hostile when it is another
};

enum class DnsOrigin { none, literal, hosts_file, servers };
Literal to_literal(DnsOrigin origin);

struct DnsResult {
  DnsStatus status = DnsStatus::skipped;
  DnsOrigin origin = DnsOrigin::none;
  std::vector<std::string> addresses;  // A before AAAA, at most 16
  std::vector<std::string> cnames;     // at most 10; also when the chain ends nowhere
  Literal error = "";                  // why, for `error`
  std::chrono::milliseconds took{0};

  bool usable() const { return !addresses.empty(); }
};

// Looks up the addresses of `host` as the host's own programs would: the hosts file first, then the name servers of
// resolv.conf, A and AAAA side by side; a name without a dot also in the search domains. A literal address is not
// looked up (skipped, with itself as the address). 0.0.0.0 and :: are answers like any other: filters give them.
DnsResult resolve(std::string_view host, const DnsOptions& options, const ProbeTime& time);

}  // namespace sgw::collector
