#pragma once

#include "tests/support/child_process.hpp"
#include "tests/support/temp_dir.hpp"
#include "tests/support/tls_material.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace sgw::test {

// One `server` block.
struct NginxSite {
  std::optional<TlsFiles> tls;  // nothing: plain HTTP
  std::string directives = "location / { return 200 'ok'; }";
  std::string listen_options = {};    // such as "http2"
  std::string address = "127.0.0.1";  // that answers at 127.0.0.1 too: "0.0.0.0", "[::]" with "ipv6only=off"
  std::uint16_t port = 0;             // 0: one of its own
};

// A real nginx with these sites, up when the constructor returns and gone with the destructor. Throws when it does not
// come up.
class NginxServer {
 public:
  explicit NginxServer(const std::vector<NginxSite>& sites);

  std::uint16_t port(std::size_t site = 0) const { return ports_.at(site); }
  // A line a request: "<method> <uri> authorization=<…> proxy-authorization=<…> cookie=<…>".
  // nginx writes it after the answer is out, so this waits for the number of lines that are due.
  std::string access_log(std::size_t lines_due) const;

 private:
  std::string configuration(const std::vector<NginxSite>& sites) const;
  bool start(const std::vector<NginxSite>& sites);

  TempDir folder_;
  std::vector<std::uint16_t> ports_;
  std::unique_ptr<ChildProcess> process_;
};

}  // namespace sgw::test
