#include "collector/namespace_task.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace sgw::collector {
namespace {

NamespaceTask some_task() {
  NamespaceTask task;
  task.process = 4711;
  task.container = std::string(64, 'a');
  task.time = std::chrono::milliseconds(9500);
  task.trust_files = {"/etc/ssl/cert.pem"};
  task.count = 7;
  task.limits.dns = std::chrono::milliseconds(1234);
  ProbeTask direct;
  direct.host = "contoso.configuration.azure-api.net";
  direct.absolute = true;
  ProbeTask by_proxy;
  by_proxy.host = "192.0.2.1";
  by_proxy.port = 8443;
  by_proxy.transport = Transport::http;
  by_proxy.proxy = ProxyAddress{"https", "proxy.example", 3128, "ops:word", "word", "Basic b3BzOndvcmQ="};
  ProbeTask unreadable;
  unreadable.host = "";
  unreadable.proxy_unreadable = true;
  task.probes = {direct, by_proxy, unreadable};
  return task;
}

std::string replaced(std::string text, std::string_view what, std::string_view by) {
  const std::size_t at = text.find(what);
  if (at == std::string::npos) ADD_FAILURE() << what << " is not in " << text;
  return at == std::string::npos ? text : text.replace(at, what.size(), by);
}

TEST(NamespaceTask, ComesBackAsItWas) {
  const NamespaceTask task = some_task();
  const auto read = read_namespace_task(write_namespace_task(task));
  ASSERT_TRUE(read);
  EXPECT_EQ(read->process, task.process);
  EXPECT_TRUE(read->probes.at(0).absolute);
  EXPECT_FALSE(read->probes.at(1).absolute);
  EXPECT_EQ(read->container, task.container);
  EXPECT_EQ(read->time, task.time);
  EXPECT_EQ(read->trust_files, task.trust_files);
  EXPECT_EQ(read->limits.dns, task.limits.dns);
  EXPECT_EQ(read->limits.ladder, task.limits.ladder);
  ASSERT_EQ(read->probes.size(), 3U);
  EXPECT_EQ(read->probes[0].host, task.probes[0].host);
  EXPECT_EQ(read->probes[0].port, 443);
  EXPECT_FALSE(read->probes[0].proxy);
  EXPECT_EQ(read->probes[1].transport, Transport::http);
  EXPECT_EQ(read->count, 7U);
  ASSERT_TRUE(read->probes[1].proxy);
  EXPECT_EQ(read->probes[1].proxy->scheme, "https");
  EXPECT_EQ(read->probes[1].proxy->port, 3128);
  EXPECT_EQ(read->probes[1].proxy->authorization, "Basic b3BzOndvcmQ=");
  EXPECT_TRUE(read->probes[2].proxy_unreadable);
}

// The header is what the proxy gets; in other forms its password has no use there.
TEST(NamespaceTask, HoldsTheProxysPasswordInOneFormOnly) {
  EXPECT_EQ(write_namespace_task(some_task()).find("word"), std::string::npos);
}

TEST(NamespaceTask, IsRefusedWhenAnythingInItIsAnother) {
  const std::string good = write_namespace_task(some_task());
  ASSERT_TRUE(read_namespace_task(good));
  const std::vector<std::pair<std::string, std::string>> changes{
      {"namespace-task/1", "namespace-task/2"},
      {"\"process\":4711", "\"process\":0"},
      {"\"process\":4711", "\"process\":-1"},
      {"\"process\":4711", "\"process\":\"4711\""},
      {"\"process\":4711", "\"process\":4711.5"},
      {"\"process\":4711", "\"process\":99999999999"},
      {"\"process\":4711,", ""},
      {"\"process\":4711,", "\"process\":4711,\"more\":1,"},
      {"\"time_ms\":9500", "\"time_ms\":60001"},
      {"\"time_ms\":9500", "\"time_ms\":0"},
      {"\"count\":7", "\"count\":0"},
      {"\"dns\":1234", "\"dns\":-1"},
      {"\"dns\":1234,", ""},
      {"\"dns\":1234,", "\"dns\":1234,\"udp\":1,"},
      {"\"trust_files\":[", "\"trust_files\":[1,"},
      {"\"trust_files\":[\"/etc/ssl/cert.pem\"]", "\"trust_files\":\"/etc/ssl/cert.pem\""},
      {"\"port\":8443", "\"port\":65536"},
      {"\"port\":8443", "\"port\":null"},
      {"\"port\":3128", "\"port\":0"},
      {"\"transport\":\"http\"", "\"transport\":\"quic\""},
      {"\"scheme\":\"https\",", ""},
      {"\"proxy\":{", "\"proxy\":{\"password\":\"x\","},
      {"\"probes\":[", "\"probes\":[{},"},
      {"\"probes\":[", "\"probes\":[],\"other\":["},
      {"192.0.2.1", std::string(5000, 'x')},
  };
  for (const auto& [what, by] : changes) {
    EXPECT_FALSE(read_namespace_task(replaced(good, what, by))) << what << " → " << by.substr(0, 60);
  }
  for (const std::string& text : {std::string(), std::string("{}"), std::string("[]"), good + good, good.substr(1),
                                  good.substr(0, good.size() - 3), good + std::string(k_max_namespace_task, ' ')}) {
    EXPECT_FALSE(read_namespace_task(text)) << text.substr(0, 60);
  }
}

TEST(NamespaceTask, HasOneProbeAtLeastAndNotTooMany) {
  NamespaceTask task = some_task();
  task.probes.resize(k_max_namespace_probes);
  EXPECT_TRUE(read_namespace_task(write_namespace_task(task)));
  task.probes.resize(k_max_namespace_probes + 1);
  EXPECT_FALSE(read_namespace_task(write_namespace_task(task)));
  task.probes.clear();
  EXPECT_FALSE(read_namespace_task(write_namespace_task(task)));
}

}  // namespace
}  // namespace sgw::collector
