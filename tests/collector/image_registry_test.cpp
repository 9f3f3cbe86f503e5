#include "collector/image_registry.hpp"

#include "collector/endpoint_probe.hpp"

#include "tests/collector/probe_servers.hpp"
#include "tests/support/memory_sink.hpp"
#include "tests/support/nginx_server.hpp"
#include "tests/support/temp_dir.hpp"
#include "tests/support/tls_material.hpp"

#include <sgw_diag/json_reader.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace sgw::collector {
namespace {

std::vector<Destination> registered(const ImageOrigin& origin) {
  Targets targets;
  report_registry(origin, InstanceId(1), targets);
  return targets.destinations();
}

TEST(ImageRegistry, IsADestinationOfItsOwn) {
  const auto all = registered({"mirror.example:5000/team/gateway:2.12.3", {}, true});
  ASSERT_EQ(all.size(), 1U);
  EXPECT_EQ(all[0].host, "mirror.example");
  EXPECT_EQ(all[0].port, 5000);
  EXPECT_EQ(all[0].transport, Transport::https);
  EXPECT_EQ(all[0].instances, (std::vector<InstanceId>{InstanceId(1)}));
  EXPECT_EQ(probe_task(all[0]).path, "/v2/");
}

TEST(ImageRegistry, OnThisMachineItMaySpeakInClear) {
  EXPECT_EQ(registered({"localhost:5000/gateway:1", {}, true}).at(0).transport, Transport::tcp);
  EXPECT_EQ(registered({"127.0.0.1:5000/gateway:1", {}, true}).at(0).transport, Transport::tcp);
}

TEST(ImageRegistry, IsNotProbedWhereThePullIsSomebodyElses) {
  EXPECT_TRUE(registered({"mirror.example/gateway:1", {}, false}).empty());
  EXPECT_TRUE(registered({"gateway:1", {}, true}).empty());
  ProxySettings masked;
  masked.https = "http://xxxxx:xxxxx@proxy.example:3128";
  EXPECT_TRUE(registered({"mirror.example/gateway:1", masked, true}).empty());
}

// Not as the gateway's settings are read.
TEST(ImageRegistry, IsReachedWithoutTheProxyWhereTheEngineReadsNoProxySo) {
  ProxySettings proxy;
  proxy.https = "http://xxxxx:xxxxx@proxy.example:3128";
  proxy.no_proxy = "10.0.0.0/8,azurecr.io";
  for (const char* reference : {"10.1.2.3:5000/team/gateway:1", "contoso.azurecr.io/gateway:1"}) {
    const auto all = registered({reference, proxy, true});
    ASSERT_EQ(all.size(), 1U) << reference;
    const ProbeTask task = probe_task(all[0]);
    EXPECT_FALSE(task.proxy);
    EXPECT_FALSE(task.no_proxy);
  }
  proxy.https = "http://proxy.example:3128";
  const ProbeTask elsewhere = probe_task(registered({"mirror.example/gateway:1", proxy, true}).at(0));
  EXPECT_TRUE(elsewhere.proxy);
  EXPECT_FALSE(elsewhere.no_proxy);
}

TEST(ImageRegistry, AnswersThatItWantsASignInAndIsWhole) {
  if (!test::find_program("nginx") || !test::find_program("openssl"))
    GTEST_SKIP() << "nginx or openssl is not installed";
  test::TlsMaterial tls;
  const test::NginxServer server({{.tls = tls.leaf("registry.example"),
                                   .directives = "location = /v2/ { return 401; } location / { return 500; }"}});
  const test::TempDir folder;
  Destination registry =
      registered({"registry.example:" + std::to_string(server.port()) + "/team/gateway:1", {}, true}).at(0);
  ProbeOrders orders;
  orders.count = 1;
  orders.options.tls.ca_file = tls.root();
  orders.options.dns.hosts_file = folder.write("hosts", "127.0.0.1 registry.example\n");
  orders.options.dns.servers = "127.0.0.1:" + std::to_string(server.port());
  orders.options.further_connections = false;
  test::MemoryRawSink sink;
  make_endpoint_probe(std::move(registry), std::move(orders))->collect(probe_context(), sink);
  const JsonReader json = JsonReader::parse(sink.artifacts.at(0).bytes).value();
  EXPECT_EQ(json["purpose"].text_or(""), "registry");
  EXPECT_EQ(json["first_broken"].text_or(""), "none");
  EXPECT_EQ(json["http"]["code"].integer_or(0), 401);
  EXPECT_THAT(server.access_log(1), testing::HasSubstr("GET /v2/ authorization=- proxy-authorization=- cookie=-"));
}

}  // namespace
}  // namespace sgw::collector
