#pragma once

#include "tests/support/child_process.hpp"
#include "tests/support/temp_dir.hpp"

#include <cstdint>
#include <memory>
#include <string>

namespace sgw::test {

// A real unbound on 127.0.0.1 that gives every kind of DNS answer, and asks nobody else:
//   nx.test NXDOMAIN · a.servfail.test SERVFAIL · refused.test REFUSED · drop.test no answer · nodata.test no address
//   wild.test and all below it            A 127.0.0.9
//   contoso.configuration.azure-api.net   CNAME contoso.privatelink.azure-api.net, A 10.1.2.3
//   local.configuration.azure-api.net     A 127.0.0.1
//   dual.configuration.azure-api.net      A 127.0.0.1 and AAAA ::1
//   v6only.configuration.azure-api.net    AAAA 2001:db8::7
//   dangling.configuration.azure-api.net  CNAME to a name that does not exist
//   public.configuration.azure-api.net    CNAME to another zone, A 127.0.0.1
//   many.configuration.azure-api.net      A 127.0.1.1 … 127.0.1.40
//   gone, loop (two CNAMEs), refused, silent and nodata.configuration.azure-api.net: the same failures there
// Throws when it does not come up.
class UnboundServer {
 public:
  // At 127.0.0.1:port; 0: any that is free.
  explicit UnboundServer(std::uint16_t port = 0);

  std::uint16_t port() const { return port_; }
  std::string address() const { return "127.0.0.1:" + std::to_string(port_); }

 private:
  bool start(std::uint16_t port);

  TempDir folder_;
  std::uint16_t port_ = 0;
  std::unique_ptr<ChildProcess> process_;
};

}  // namespace sgw::test
