#pragma once

#include "collector/dns_query.hpp"

#include <string>
#include <vector>

namespace sgw::collector {

// What the answers to one name say beside its addresses.
struct DnsFindings {
  bool private_link = false;      // the chain goes over a privatelink name
  bool all_private = false;       // there are addresses, and none is routed in the Internet
  bool sinkhole = false;          // there are addresses, and all are 0.0.0.0 or ::, as filters give them
  bool loop = false;              // the chain comes back to a name that it has passed
  bool shadowed = false;          // a name in a search domain has answered in place of the host, which is there as well
  bool servers_disagree = false;  // a program's luck depends on the server: other kinds of answer that it would take
};

// `host`, the name that was answered, in its normal form; the addresses and the chain are those of the answer that
// counts.
DnsFindings find_in_answers(const std::string& host, const std::vector<std::string>& addresses,
                            const std::vector<std::string>& cnames, const std::vector<DnsServerAnswer>& servers);

}  // namespace sgw::collector
