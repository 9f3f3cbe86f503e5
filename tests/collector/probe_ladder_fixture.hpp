#pragma once

#include "collector/probe_call.hpp"
#include "collector/probe_ladder.hpp"
#include "tests/collector/probe_servers.hpp"
#include "tests/support/memory_sink.hpp"
#include "tests/support/nginx_server.hpp"
#include "tests/support/tls_material.hpp"
#include "tests/support/unbound_server.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <string>

namespace sgw::collector {

inline const std::string k_host = "local.configuration.azure-api.net";  // 127.0.0.1 by the test's own resolver

inline bool all_installed() {
  return test::find_program("nginx") && test::find_program("openssl") && test::find_program("unbound") &&
         test::find_program("tinyproxy");
}

// The name server and the certificates that every climb here uses.
class ProbeLadder : public testing::Test {
 protected:
  void SetUp() override {
    if (!all_installed()) GTEST_SKIP() << "nginx, openssl, unbound or tinyproxy is not installed";
    dns = std::make_unique<test::UnboundServer>();
    tls = std::make_unique<test::TlsMaterial>();
    options.dns = {.servers = dns->address(), .hosts_file = "/nonexistent"};
    options.tls.ca_file = tls->root();
    // A busy machine must not look like a broken network.
    const std::chrono::seconds patient(30);
    options.limits = {.dns = patient,
                      .tcp = patient,
                      .proxy = patient,
                      .tls = patient,
                      .http = patient,
                      .transfer = patient,
                      .auth = patient,
                      .ladder = patient};
  }

  LadderResult climb_to(const std::string& host, std::uint16_t port, const std::string& proxy = {}) {
    ProbeTask task;
    task.host = host;
    task.port = port;
    if (!proxy.empty()) task.proxy = parse_proxy(proxy);
    return climb(task, options, probe_context(), calls_to(sink));
  }

  static std::string broken_rung(const LadderResult& result) {
    if (result.broken) return std::string(to_literal(*result.broken).view());
    return result.whole() ? "none" : "unknown";
  }

  std::unique_ptr<test::UnboundServer> dns;
  std::unique_ptr<test::TlsMaterial> tls;
  ProbeOptions options;
  test::MemoryRawSink sink;
};

}  // namespace sgw::collector
