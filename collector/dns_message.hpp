#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace sgw::collector {

// What the answer section of a DNS message (RFC 1035) says.
struct DnsAnswer {
  std::vector<std::string> addresses;  // of A and AAAA records, as text, in order
  std::vector<std::string> cnames;     // targets of CNAME records, in order: the chain
  bool truncated = false;              // it did not fit: the rest is to be had over TCP
  bool broken = false;                 // the message ends early or points out of itself; what was read is kept
};

// Reads a message as it came. Hostile bytes do no harm; at most 64 records are looked at.
// c-ares' own readers drop the CNAMEs of a chain that ends nowhere (NXDOMAIN), and just that chain names what is gone.
DnsAnswer parse_dns_answer(std::string_view message);

}  // namespace sgw::collector
