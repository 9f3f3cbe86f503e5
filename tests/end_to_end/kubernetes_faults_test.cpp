#include "tests/end_to_end/kubernetes_fixture.hpp"

#include <gmock/gmock.h>
#include <algorithm>

// A cluster that misbehaves. Two namespaces are collected, one of them is hit: the other must come as if nothing were.

namespace sgw::test {
namespace {

using namespace std::chrono_literals;
using testing::AllOf;
using testing::Contains;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;
using Kind = KubeFault::Kind;
using Words = std::vector<std::string>;

const Words k_both = {"-n", "sgw-crash", "-n", "sgw-mesh"};
const std::string k_core = "/api/v1/namespaces/sgw-crash/";
const std::string k_deployments = "/apis/apps/v1/namespaces/sgw-crash/deployments";
const std::string k_log = k_core + "pods/contoso-azure-api-management-gateway-679fd7fc55-fwzxs/log";

Words operator+(Words first, const Words& second) {
  first.insert(first.end(), second.begin(), second.end());
  return first;
}

// What is put on requests of sgw-crash, or on all, and what it costs.
struct Hit {
  std::string prefix;
  KubeFault fault;
  Words gap{};                      // words of one gap; none: the run has no gap
  Words spoilt{};                   // files of sgw-crash that are not as without the fault
  std::chrono::seconds limit{120};  // --timeout
};

class KubernetesFaults : public KubernetesTest {
 protected:
  KubernetesFaults() : without_fault_(collect(server_.kubeconfig(), k_both)) {}

  // All the files of the state's pods are there, byte for byte, but the spoilt ones.
  void expect_whole(const KubeRun& run, std::string_view ns, const Words& spoilt = {}) const {
    const auto expected = without_fault_.files_of(kube_state(ns));
    EXPECT_GT(expected.size(), 5U);
    const auto found = run.files_of(kube_state(ns));
    for (const auto& [path, bytes] : expected) {
      if (std::any_of(spoilt.begin(), spoilt.end(),
                      [&, &at = path](const auto& part) { return at.find(part) != std::string::npos; })) {
        continue;
      }
      const auto file = found.find(path);
      ASSERT_NE(file, found.end()) << path;
      EXPECT_TRUE(file->second == bytes) << path << "\n" << file->second;
    }
  }

  void expect_cost(const Hit& hit) {
    server_.no_faults();
    server_.fault(hit.prefix, hit.fault);
    const KubeRun run =
        collect(server_.kubeconfig(), k_both + Words{"--timeout", std::to_string(hit.limit.count()) + "s"});
    SCOPED_TRACE(hit.prefix + ", fault " + std::to_string(static_cast<int>(hit.fault.kind)) + "\n" + run.result.err);
    EXPECT_LT(run.took, hit.limit);
    EXPECT_EQ(run.result.exit_code, hit.gap.empty() ? 0 : 1);
    if (hit.gap.empty()) {
      EXPECT_THAT(run.gaps(), IsEmpty());
    } else {
      EXPECT_THAT(run.gaps(), Contains(AllOf(HasSubstr(hit.gap.front()), HasSubstr(hit.gap.back()))));
      EXPECT_THAT(run.gaps(), Not(Contains(HasSubstr("sgw-mesh"))));
    }
    expect_whole(run, "sgw-mesh");
    expect_whole(run, "sgw-crash", hit.spoilt);
    // The pod's state alone tells whose it is.
    EXPECT_EQ(run.document["verdict"]["owner"].text_or(""), "microsoft");
  }

  KubeReplay server_{{.tls = true}};
  KubeRun without_fault_;
};

TEST_F(KubernetesFaults, OfAListCostWhatTheListTells) {
  const std::string document = "kubernetes.json";
  const std::string events = "events.jsonl";
  const Words no_events = {"events in namespace sgw-crash"};
  const std::vector<Hit> hits = {
      {k_core + "events", {.kind = Kind::busy, .times = 1, .retry_after = "1"}},
      {k_core + "events",
       {.kind = Kind::busy, .retry_after = "0"},
       no_events + Words{"too much to do"},
       {events, document}},
      {k_deployments, {.kind = Kind::unavailable, .times = 1, .retry_after = "0"}},
      {k_core + "services", {.kind = Kind::closed, .times = 1}},
      {k_core + "configmaps",
       {.kind = Kind::cut, .bytes = 90},
       {"ConfigMaps in namespace sgw-crash", "broke off"},
       {"settings.json", document}},
      {k_core + "services",
       {.kind = Kind::bad_chunks},
       {"Services in namespace sgw-crash", "not proper HTTP"},
       {document}},
      {k_core + "serviceaccounts",
       {.kind = Kind::web_page},
       {"service accounts in namespace sgw-crash", "a web page answers"},
       {document}},
      {k_deployments,
       {.kind = Kind::redirect},
       {"Deployments in namespace sgw-crash", "sends elsewhere"},
       {events, document}},
      {k_core + "persistentvolumeclaims",
       {.kind = Kind::failing},
       {"volume claims in namespace sgw-crash"},
       {document}},
      {k_core + "events", {.kind = Kind::endless}, no_events, {events, document}, 12s},
      {k_core + "events", {.kind = Kind::silent}, no_events + Words{"in time"}, {events, document}, 12s},
      {"/apis/authorization.k8s.io/", {.kind = Kind::silent}, {}, {}, 12s},
      {"/", {.kind = Kind::slow, .delay = 40ms}},
  };
  for (const Hit& hit : hits) expect_cost(hit);
}

TEST_F(KubernetesFaults, OfANodeCostItsLogs) {
  const std::string name = "azure-api-management-gateway.log";
  const std::vector<Hit> hits = {
      {k_log, {.kind = Kind::failing}, {name, "the node does not hand out the log"}, {"logs/"}},
      {k_log, {.kind = Kind::cut, .bytes = 60}, {name, "broke off"}, {"logs/"}},
      {k_log, {.kind = Kind::stall, .bytes = 60}, {name, "time"}, {"logs/"}, 8s},
      {k_log, {.kind = Kind::silent}, {name, "in time"}, {"logs/"}, 8s},
  };
  for (const Hit& hit : hits) expect_cost(hit);
}

TEST_F(KubernetesFaults, OfASlowServerEndWhenTheTimeIsUp) {
  server_.fault("/", {.kind = Kind::slow, .delay = 330ms});
  const KubeRun run = collect(server_.kubeconfig(), k_both + Words{"--timeout", "10s"});
  EXPECT_LT(run.took, 10s) << run.result.err;
  EXPECT_EQ(run.result.exit_code, 1) << run.result.err;
  EXPECT_THAT(run.document["instances"].items(), SizeIs(2));
  EXPECT_THAT(run.gaps(), Contains(HasSubstr("time")));
}

// Eleven namespaces with a dozen lists each would take all of the time, and more.
TEST_F(KubernetesFaults, OfASlowServerLeaveTimeForTheLogs) {
  server_.fault("/", {.kind = Kind::slow, .delay = 500ms});
  const KubeRun run = collect(server_.kubeconfig(), {"-A", "--timeout", "30s"});
  EXPECT_LT(run.took, 30s) << run.result.err;
  EXPECT_EQ(run.result.exit_code, 1) << run.result.err;
  EXPECT_THAT(run.document["instances"].items(), SizeIs(11));
  EXPECT_THAT(run.gaps(), Contains(HasSubstr("in namespace sgw-pending: its turn did not come in time")));
  const std::string crashed = "gateways/contoso-azure-api-management-gateway-679fd7fc55-fwzxs/logs/";
  ASSERT_TRUE(run.files.contains(crashed + "azure-api-management-gateway.previous.log")) << run.result.out;
  EXPECT_THAT(run.files.at(crashed + "azure-api-management-gateway.previous.log"), HasSubstr("Unhandled exception"));
}

TEST_F(KubernetesFaults, OfACredentialAreSaid) {
  const KubeRun unknown = check(server_.kubeconfig(KubeIdentity::bad_token), k_both);
  EXPECT_EQ(unknown.result.exit_code, 3) << unknown.result.err;
  EXPECT_THAT(unknown.result.err, HasSubstr("does not accept the credential"));
  const KubeRun limited = collect(server_.kubeconfig(KubeIdentity::limited), {"-n", "sgw-healthy"});
  EXPECT_EQ(limited.result.exit_code, 1) << limited.result.err;
  EXPECT_THAT(limited.document["instances"].items(), SizeIs(2));
  EXPECT_THAT(limited.gaps(), Contains(AllOf(HasSubstr("pod logs in namespace sgw-healthy"), HasSubstr("no right"))));
}

// The good cluster stands last, behind those that cost time.
TEST_F(KubernetesFaults, OfAServerThatIsNotTrustedCostNothingOfOtherClusters) {
  const KubeReplay other({.tls = true, .tls_name = "api.example.test"});
  const KubeReplay without_tls;
  const auto config = write_kubeconfig({{"other-name", other.url(), other.ca_pem()},
                                        {"other-ca", server_.url(), other.ca_pem()},
                                        {"without-tls", "https" + without_tls.url().substr(4), other.ca_pem()},
                                        {"good", server_.url(), server_.ca_pem()}});
  Words flags = k_both;
  for (const char* context : {"other-name", "other-ca", "without-tls", "good"})
    flags = flags + Words{"--context", context};
  const KubeRun run = collect(config, flags);
  EXPECT_EQ(run.result.exit_code, 1) << run.result.err;
  EXPECT_THAT(run.gaps(), SizeIs(3));
  EXPECT_THAT(run.gaps(), Contains(HasSubstr("certificate is for another host")));
  EXPECT_THAT(run.gaps(), Contains(HasSubstr("certificate is not trusted")));
  EXPECT_THAT(run.gaps(), Contains(HasSubstr("the handshake failed")));
  EXPECT_THAT(other.calls(), IsEmpty());
  EXPECT_THAT(without_tls.calls(), IsEmpty());
  for (const char* ns : {"sgw-mesh", "sgw-crash"}) {
    EXPECT_EQ(run.files_of(kube_state(ns)).size(), without_fault_.files_of(kube_state(ns)).size()) << ns;
  }
  EXPECT_EQ(run.document["verdict"]["owner"].text_or(""), "microsoft");
}

TEST_F(KubernetesFaults, OfATokenThatExpiresEndWithTheNext) {
  server_.accept("replayed-token-1", KubeIdentity::admin, 20);
  server_.accept("replayed-token-2", KubeIdentity::admin);
  const KubeRun run = collect(write_kubeconfig({{"replay", server_.url(), server_.ca_pem()}}, "1000"), k_both);
  EXPECT_EQ(run.result.exit_code, 0) << run.result.err;
  EXPECT_EQ(read_file(folder_ / "runs"), "2\n");
  expect_whole(run, "sgw-mesh");
  expect_whole(run, "sgw-crash");
}

TEST_F(KubernetesFaults, OfATokenThatIsNotRenewedLeaveWhatWasThere) {
  server_.accept("replayed-token-1", KubeIdentity::admin, 40);
  const KubeRun run = collect(write_kubeconfig({{"replay", server_.url(), server_.ca_pem()}}, "1"), k_both);
  EXPECT_EQ(run.result.exit_code, 1) << run.result.err;
  EXPECT_EQ(read_file(folder_ / "runs"), "2\n") << "asked once more, not for each request";
  EXPECT_THAT(run.document["instances"].items(), SizeIs(2));
  EXPECT_THAT(run.gaps(), Contains(HasSubstr("does not accept the credential")));
  EXPECT_EQ(run.document["verdict"]["owner"].text_or(""), "microsoft");
}

// A list of so many pods, each with an annotation of so many bytes; the last one is a gateway.
std::string crowd(std::size_t count, std::size_t bytes) {
  const std::string note(bytes, 'x');
  std::string pods;
  for (std::size_t i = 1; i <= count; ++i) {
    const std::string image =
        i == count ? "mcr.microsoft.com/azure-api-management/gateway:2.12.3" : "example.test/app:1";
    const std::string name = "crowd-" + std::to_string(i);
    pods += i == 1 ? "" : ",";
    pods += R"({"metadata":{"name":")" + name;
    pods += R"(","namespace":"crowd","uid":")" + name;
    pods += R"(","annotations":{"note":")" + note;
    pods += R"("}},"spec":{"containers":[{"name":"app","image":")" + image;
    pods += R"("}]},"status":{"phase":"Pending"}})";
  }
  return R"({"kind":"PodList","apiVersion":"v1","metadata":{},"items":[)" + pods + "]}";
}

class KubernetesCrowd : public KubernetesFaults {
 protected:
  KubeRun collect_crowd(std::size_t count, std::size_t bytes, const Words& more = {}) {
    server_.put_json("/api/v1/namespaces/crowd/pods", crowd(count, bytes));
    KubeRun run = collect(server_.kubeconfig(), k_both + Words{"-n", "crowd"} + more);
    expect_whole(run, "sgw-mesh");
    expect_whole(run, "sgw-crash");
    return run;
  }
  std::size_t pages_begun() const {
    const auto calls = server_.calls();
    return static_cast<std::size_t>(
        std::count(calls.begin(), calls.end(), "GET /api/v1/namespaces/crowd/pods?limit=500"));
  }
};

TEST_F(KubernetesCrowd, IsListedAnewWhenAPageExpires) {
  server_.fault("/api/v1/namespaces/crowd/pods", {.kind = Kind::expired, .times = 1});
  const KubeRun run = collect_crowd(1200, 0);
  EXPECT_THAT(run.gaps(), IsEmpty());
  EXPECT_EQ(pages_begun(), 2U);
  EXPECT_THAT(run.document["instances"].items(), SizeIs(3));
}

TEST_F(KubernetesCrowd, IsAGapWhenPagesExpireAgainAndAgain) {
  server_.fault("/api/v1/namespaces/crowd/pods", {.kind = Kind::expired});
  const KubeRun run = collect_crowd(1200, 0);
  EXPECT_EQ(run.result.exit_code, 1) << run.result.err;
  EXPECT_THAT(run.gaps(), Contains(AllOf(HasSubstr("pods in namespace crowd"), HasSubstr("no longer holds"))));
  EXPECT_EQ(pages_begun(), 3U);
}

TEST_F(KubernetesCrowd, ComesInSmallerPagesWhenOneIsTooLarge) {
  const KubeRun run = collect_crowd(500, 40'000);
  EXPECT_THAT(run.gaps(), IsEmpty());
  EXPECT_THAT(server_.calls(), Contains(HasSubstr("crowd/pods?limit=250&continue=")));
  EXPECT_THAT(run.document["instances"].items(), SizeIs(3));
}

TEST_F(KubernetesCrowd, OfFiveThousandEndsInTime) {
  const KubeRun run = collect_crowd(5000, 1000, {"--timeout", "30s"});
  EXPECT_LT(run.took, 30s);
  EXPECT_THAT(run.gaps(), IsEmpty());
  EXPECT_THAT(run.document["instances"].items(), SizeIs(3));
}

}  // namespace
}  // namespace sgw::test
