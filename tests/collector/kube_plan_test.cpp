#include "collector/kube_plan.hpp"

#include "collector/kube_source.hpp"
#include "tests/support/call_pattern.hpp"
#include "tests/support/kube_replay.hpp"
#include "tests/support/memory_sink.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace sgw::collector {
namespace {

using test::fits_pattern;
using test::KubeIdentity;
using test::KubeReplay;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using namespace std::chrono_literals;

constexpr std::uint64_t k_limit = std::uint64_t{64} << 20;

TEST(CallPattern, HasPlacesAndOptionalParts) {
  EXPECT_TRUE(fits_pattern("/a/<x>/b", "/a/1/b"));
  EXPECT_FALSE(fits_pattern("/a/<x>/b", "/a//b"));
  EXPECT_FALSE(fits_pattern("/a/<x>/b", "/a/1/2/b"));
  EXPECT_FALSE(fits_pattern("/a/<x>", "/a/1?all=1"));
  EXPECT_TRUE(fits_pattern("/a?limit=<n>[&continue=<t>]", "/a?limit=5"));
  EXPECT_TRUE(fits_pattern("/a?limit=<n>[&continue=<t>]", "/a?limit=5&continue=…"));
  EXPECT_FALSE(fits_pattern("/a?limit=<n>[&continue=<t>]", "/a?limit=5&x=1"));
  EXPECT_TRUE(fits_pattern("[/v<n>]/info", "/v1.43/info"));
  EXPECT_TRUE(fits_pattern("[/v<n>]/info", "/info"));
  EXPECT_FALSE(fits_pattern("[/v<n>]/info", "/x/info"));
  EXPECT_TRUE(fits_pattern("/v2/…", "/v2/a/b?c=d&e=f"));
  EXPECT_TRUE(fits_pattern("/v2/…", "/v2/"));
  EXPECT_FALSE(fits_pattern("/v2/…", "/v1/a"));
}

class KubePlanTest : public testing::Test {
 protected:
  KubePlanTest() {
    for (const auto files : embedded_data()) store_.add(files);
    selection_.from = {"kubernetes"};
  }

  // Calls that were made and not announced.
  std::vector<std::string> unannounced(KubeIdentity who = KubeIdentity::admin, std::chrono::milliseconds limit = 20s) {
    selection_.kubeconfig = server_.kubeconfig(who, "sgw-healthy").string();
    const auto planned = preview(store_, selection_, k_limit);
    EXPECT_TRUE(planned);
    test::MemoryRawSink sink;
    const CollectContext context{Deadline::after(limit), {}, {}, *parse_time("2026-11-23T17:10:00Z"), {}};
    make_kube_source(selection_, std::make_shared<Targets>(), {.per_second = 0})->collect(context, sink);
    EXPECT_FALSE(sink.calls.empty());
    made_ = sink.calls.size();
    std::vector<std::string> missing;
    for (const auto& call : sink.calls) {
      const auto fits = [&call](const PlannedCall& row) {
        return row.verb == call.verb && fits_pattern(row.target, call.target);
      };
      if (std::none_of(planned->calls.begin(), planned->calls.end(), fits))
        missing.push_back(call.verb + " " + call.target);
    }
    return missing;
  }

  KubeReplay server_{{.tls = true}};  // a kubeconfig gives its credentials to no server without TLS
  ResourceStore store_;
  Selection selection_;
  std::size_t made_ = 0;
};

TEST_F(KubePlanTest, AnnouncesEveryCallInANamespace) {
  EXPECT_THAT(unannounced(), IsEmpty());
  EXPECT_GT(made_, 20U);
}

TEST_F(KubePlanTest, AnnouncesEveryCallInAllNamespaces) {
  selection_.all_namespaces = true;
  EXPECT_THAT(unannounced(), IsEmpty());
  EXPECT_GT(made_, 100U);
}

TEST_F(KubePlanTest, AnnouncesEveryCallOfNarrowedRuns) {
  selection_.namespaces = {"sgw-crash", "sgw-mesh"};
  selection_.label_selector = "app.kubernetes.io/component=self-hosted-gateway";
  selection_.tail = 20;
  selection_.since = parse_time("2026-11-01");
  EXPECT_THAT(unannounced(), IsEmpty());
}

TEST_F(KubePlanTest, AnnouncesEveryCallOfALimitedOperator) {
  EXPECT_THAT(unannounced(KubeIdentity::limited), IsEmpty());
}

TEST_F(KubePlanTest, AnnouncesTheSecretsThatAreAskedForByName) {
  selection_.namespaces = {"sgw-healthy", "sgw-crash"};
  selection_.read_secret_metadata = true;
  EXPECT_THAT(unannounced(), IsEmpty());
  EXPECT_THAT(server_.calls(),
              testing::Contains("GET /api/v1/namespaces/sgw-crash/secrets/contoso-azure-api-management-gateway"));
}

TEST_F(KubePlanTest, AnnouncesEveryPageOfALongList) {
  server_.many_pods("sgw-healthy", 1200);
  selection_.probes = false;
  selection_.tail = 1;
  EXPECT_THAT(unannounced(KubeIdentity::admin, 5s), IsEmpty());
  EXPECT_THAT(server_.calls(), testing::Contains(HasSubstr("continue=")));
}

TEST_F(KubePlanTest, AsksNobody) {
  selection_.kubeconfig = server_.kubeconfig().string();
  const auto planned = preview(store_, selection_, k_limit);
  ASSERT_TRUE(planned);
  EXPECT_THAT(server_.calls(), IsEmpty());
  ASSERT_EQ(planned->clusters.size(), 1U);
  EXPECT_EQ(planned->clusters.front().context, "replay");
  EXPECT_THAT(planned->clusters.front().namespaces, ElementsAre("sgw-healthy"));
}

TEST_F(KubePlanTest, AnnouncesNoSecretsAndNoStatusWithoutProbes) {
  selection_.kubeconfig = server_.kubeconfig().string();
  selection_.probes = false;
  const auto planned = preview(store_, selection_, k_limit);
  ASSERT_TRUE(planned);
  for (const PlannedCall& row : planned->calls) {
    EXPECT_THAT(row.target, testing::Not(HasSubstr("secrets")));
    EXPECT_THAT(row.target, testing::Not(HasSubstr("/proxy/")));
    EXPECT_NE(row.right, "");
    EXPECT_NE(row.without, "");
  }
}

TEST_F(KubePlanTest, SaysThatThereIsNoKubeconfig) {
  selection_.kubeconfig = "/nonexistent/config";
  const auto planned = preview(store_, selection_, k_limit);
  ASSERT_TRUE(planned);
  EXPECT_THAT(planned->clusters, IsEmpty());
  ASSERT_EQ(planned->notes.size(), 1U);
  EXPECT_THAT(planned->notes.front().text, HasSubstr("Kubernetes is not asked"));
}

}  // namespace
}  // namespace sgw::collector
