#pragma once

#include "tests/support/child_process.hpp"
#include "tests/support/temp_dir.hpp"

#include <memory>
#include <string>
#include <vector>

namespace sgw::test {

// A real dnsmasq on port 53 of an address of this network: one name server beside others that answer otherwise. It asks
// nobody else. `lines` are those of its configuration file: "host-record=NAME,ADDRESS[,ADDRESS]", "cname=NAME,TARGET",
// "local=/NAME/" (NXDOMAIN). What they do not tell is refused. Throws when it does not come up.
class DnsmasqServer {
 public:
  DnsmasqServer(const std::string& address, const std::vector<std::string>& lines);

 private:
  TempDir folder_;
  std::unique_ptr<ChildProcess> process_;
};

}  // namespace sgw::test
