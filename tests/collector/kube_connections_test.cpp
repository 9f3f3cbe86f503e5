#include "collector/kube_connections.hpp"

#include "tests/support/fake_http_server.hpp"

#include <gtest/gtest.h>
#include <optional>
#include <thread>

namespace sgw::collector {
namespace {

using namespace std::chrono_literals;

class KubeConnectionsTest : public testing::Test {
 protected:
  KubeConnectionsTest() {
    server.on("/", test::HttpAnswer::text("x"));
    to.base = server.url();
  }
  void use(KubeConnections& connections) {
    const auto lease = connections.take(to, Deadline::after(10s), {});
    ASSERT_TRUE(lease);
    EXPECT_TRUE((*lease)->get({.target = "/"}, Deadline::after(10s), {}));
  }

  test::FakeHttpServer server;
  HttpServer to;
};

TEST_F(KubeConnectionsTest, KeepsOneOpenForTheNext) {
  KubeConnections connections(8);
  for (int i = 0; i < 5; ++i) use(connections);
  EXPECT_EQ(server.connections(), 1U);
  EXPECT_EQ(server.seen().size(), 5U);
}

TEST_F(KubeConnectionsTest, GivesUpOneThatWasOpenedWithAnotherCertificate) {
  KubeConnections connections(1);
  use(connections);
  to.cert_pem = "renewed";
  use(connections);
  use(connections);
  EXPECT_EQ(server.connections(), 2U);
}

TEST_F(KubeConnectionsTest, LetsOneWaitUntilAnotherIsFree) {
  KubeConnections connections(0);  // none would be of no use: one
  auto first = connections.take(to, Deadline::after(10s), {});
  ASSERT_TRUE(first);
  EXPECT_EQ(connections.take(to, Deadline::after(20ms), {}).error().kind, ErrorKind::timeout);
  std::jthread later([lease = std::optional(*std::move(first))]() mutable {
    std::this_thread::sleep_for(20ms);
    lease.reset();
  });
  EXPECT_TRUE(connections.take(to, Deadline::after(10s), {}));
}

TEST_F(KubeConnectionsTest, StopsWaiting) {
  KubeConnections connections(1);
  const auto first = connections.take(to, Deadline::after(10s), {});
  std::stop_source stop;
  const std::jthread stopper([&] { stop.request_stop(); });
  EXPECT_EQ(connections.take(to, Deadline::after(1h), stop.get_token()).error().kind, ErrorKind::cancelled);
}

}  // namespace
}  // namespace sgw::collector
