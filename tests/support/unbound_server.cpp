#include "tests/support/unbound_server.hpp"

#include "tests/support/free_port.hpp"

#include <stdexcept>

namespace sgw::test {

namespace {

std::string zone_head(const std::string& name) {
  return "$ORIGIN " + name + "\n$TTL 60\n@ SOA ns h 1 3600 600 86400 60\n@ NS ns\nns A 127.0.0.1\n";
}

std::string azure_api_zone() {
  std::string zone = zone_head("azure-api.net.") +
                     "contoso.configuration  CNAME contoso.privatelink\n"
                     "contoso.privatelink    A 10.1.2.3\n"
                     "public.configuration   CNAME apimgmt-abc.cloudapp.azure.com.\n"
                     "dangling.configuration CNAME gone.privatelink\n"
                     "local.configuration    A 127.0.0.1\n"
                     "v6only.configuration   AAAA 2001:db8::7\n"
                     "dual.configuration     A 127.0.0.1\n"
                     "dual.configuration     AAAA ::1\n"
                     "loop.configuration     CNAME back.configuration\n"
                     "back.configuration     CNAME loop.configuration\n"
                     "nodata.configuration   TXT only\n";
  for (int i = 1; i <= 40; ++i) zone += "many.configuration A 127.0.1." + std::to_string(i) + "\n";
  return zone;
}

std::string zone_entry(const std::string& name, const std::string& file) {
  return "auth-zone:\n  name: \"" + name + "\"\n  zonefile: \"" + file +
         "\"\n  for-downstream: no\n  for-upstream: yes\n  fallback-enabled: no\n";
}

// unbound answers .test with NXDOMAIN by itself unless told not to. The loop of two CNAMEs is a SERVFAIL.
std::string settings(const std::string& folder, std::uint16_t port) {
  return "server:\n  directory: \"" + folder +
         "\"\n  chroot: \"\"\n  username: \"\"\n  use-syslog: no\n  logfile: \"\"\n  pidfile: \"\"\n  interface: "
         "127.0.0.1@" +
         std::to_string(port) +
         "\n  do-ip6: no\n  access-control: 127.0.0.0/8 allow\n  do-not-query-localhost: no\n"
         "  module-config: \"iterator\"\n"
         "  local-zone: \"test.\" nodefault\n"
         "  local-zone: \"nx.test.\" always_nxdomain\n"
         "  local-zone: \"refused.test.\" always_refuse\n"
         "  local-zone: \"drop.test.\" always_deny\n"
         "  local-zone: \"refused.configuration.azure-api.net.\" always_refuse\n"
         "  local-zone: \"silent.configuration.azure-api.net.\" always_deny\n"
         "  local-zone: \"nodata.test.\" static\n"
         "  local-zone: \"wild.test.\" redirect\n"
         "  local-data: 'wild.test. A 127.0.0.9'\n"
         "  local-data: 'nodata.test. TXT \"only txt\"'\n"
         "remote-control:\n  control-enable: no\n" +
         zone_entry("azure-api.net.", "azure-api.zone") + zone_entry("cloudapp.azure.com.", "cloudapp.zone") +
         zone_entry("servfail.test.", "servfail.zone");
}

}  // namespace

UnboundServer::UnboundServer(std::uint16_t port) {
  folder_.write("azure-api.zone", azure_api_zone());
  folder_.write("cloudapp.zone", zone_head("cloudapp.azure.com.") + "apimgmt-abc A 127.0.0.1\n");
  folder_.write("servfail.zone", zone_head("servfail.test.") + "a CNAME b\nb CNAME a\n");
  for (int attempt = 0; attempt < 3; ++attempt) {
    if (start(port)) return;
  }
  throw std::runtime_error("unbound does not start: " + process_->err());
}

bool UnboundServer::start(std::uint16_t port) {
  port_ = port != 0 ? port : free_port();
  const auto file = folder_.write("unbound.conf", settings(folder_.path().string(), port_));
  process_ = std::make_unique<ChildProcess>(Argv{"unbound", "-d", "-c", file.string()}, folder_.path());
  return wait_until([this] { return !process_->running() || port_answers(port_); }) && process_->running();
}

}  // namespace sgw::test
