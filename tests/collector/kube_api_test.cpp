#include "collector/kube_api.hpp"

#include "tests/collector/kube_api_fixture.hpp"
#include "tests/collector/kube_fixture.hpp"
#include "tests/support/free_port.hpp"
#include "tests/support/raw_peek.hpp"

#include <gmock/gmock.h>

namespace sgw::collector {
namespace {

using KubeApiTest = KubeFixture;
using test::FakeHttpServer;
using test::HttpAnswer;
using testing::ElementsAre;
using testing::HasSubstr;

const std::string k_pods = "/api/v1/namespaces/sgw-healthy/pods";
const std::string k_review = "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews";

template <class T>
void expect_failure(const KubeResult<T>& result, int status, ErrorKind kind, std::string_view what) {
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().status, status);
  EXPECT_EQ(result.error().error.kind, kind);
  EXPECT_EQ(result.error().error.what.view(), what);
}

KubeAccess access_to(const std::string& url) {
  KubeAccess access;
  access.server = url;
  return access;
}

std::string review_of(const std::string& ns, const std::string& resource) {
  return R"({"apiVersion":"authorization.k8s.io/v1","kind":"SelfSubjectAccessReview","spec":{"resourceAttributes":{"namespace":")" +
         ns + R"(","verb":"list","resource":")" + resource + R"("}}})";
}

TEST_F(KubeApiTest, AsksForVersionAndGroupsFirst) {
  KubeApi& api = connect();
  EXPECT_EQ(api.version()["gitVersion"].text_or(""), "v1.25.0");
  EXPECT_EQ(api.group_path("autoscaling", {"v2", "v1"}), "/apis/autoscaling/v2");
  EXPECT_EQ(api.group_path("", {"v1"}), "/api/v1");
  EXPECT_EQ(api.group_path("metrics.k8s.io", {"v1beta1"}), "");
  EXPECT_THAT(server.calls(), ElementsAre("GET /version", "GET /api", "GET /apis"));
}

TEST_F(KubeApiTest, ReadsAnObjectAndRecordsTheCall) {
  KubeApi& api = connect();
  const auto answer = api.get("/api/v1/namespaces/sgw-crash/configmaps", context());
  ASSERT_TRUE(answer);
  EXPECT_EQ((*answer)["kind"].text_or(""), "ConfigMapList");
  ASSERT_FALSE(sink.calls.empty());
  EXPECT_EQ(sink.calls.back().verb, "GET");
  EXPECT_EQ(sink.calls.back().target, "/api/v1/namespaces/sgw-crash/configmaps");
  EXPECT_EQ(sink.calls.back().status, 200);
}

TEST_F(KubeApiTest, PostsAReview) {
  KubeApi& api = connect(KubeIdentity::limited);
  const auto pods = api.post(k_review, review_of("sgw-healthy", "pods"), context());
  const auto events = api.post(k_review, review_of("sgw-healthy", "events"), context());
  ASSERT_TRUE(pods && events);
  EXPECT_EQ((*pods)["status"]["allowed"].boolean(), true);
  EXPECT_EQ((*events)["status"]["allowed"].boolean(), false);
  EXPECT_EQ(sink.calls.back().verb, "POST");
  EXPECT_EQ(sink.calls.back().status, 201);
}

TEST_F(KubeApiTest, TellsTheServersReasonForARefusal) {
  KubeApi& api = connect(KubeIdentity::limited);
  const auto nodes = api.get("/api/v1/nodes", context());
  expect_failure(nodes, 403, ErrorKind::denied, "the API server refuses access");
  EXPECT_EQ(nodes.error().reason, "Forbidden");
  EXPECT_THAT(nodes.error().message, HasSubstr("cannot list resource \"nodes\""));
  EXPECT_EQ(RawPeek::at(nodes.error().error.subject), "/api/v1/nodes");
}

TEST_F(KubeApiTest, TellsAKindThatIsNotServed) {
  KubeApi& api = connect();
  const auto metrics = api.get("/apis/metrics.k8s.io/v1beta1/pods", context());
  expect_failure(metrics, 404, ErrorKind::not_found, "the API server does not know it");
  EXPECT_EQ(metrics.error().message, "404 page not found");
}

TEST_F(KubeApiTest, DoesNotConnectWithACredentialThatIsNotAccepted) {
  const auto api = try_connect(server.access(KubeIdentity::bad_token));
  expect_failure(api, 401, ErrorKind::denied, "the API server does not accept the credential that it got");
  EXPECT_EQ(server.calls().size(), 2U) << "once with the first credential, once with one fetched anew";
}

TEST_F(KubeApiTest, ConnectsWithoutTheRightToAskForTheVersion) {
  server.put("/version", test::kube_status(403, "Forbidden", "no"));
  server.put("/api", test::kube_status(403, "Forbidden", "no"));
  server.put("/apis", test::kube_status(403, "Forbidden", "no"));
  KubeApi& api = connect();
  EXPECT_FALSE(api.version().exists());
  EXPECT_EQ(api.group_path("autoscaling", {"v2", "v1"}), "/apis/autoscaling/v2");
  EXPECT_EQ(api.group_path("", {"v1"}), "/api/v1");
}

TEST_F(KubeApiTest, TellsWhatIsNoKubernetesApi) {
  FakeHttpServer other;
  other.on("/", HttpAnswer::json("{}"));
  expect_failure(try_connect(access_to(other.url())), 0, ErrorKind::protocol,
                 "what answers there is no Kubernetes API");
  FakeHttpServer nothing;
  expect_failure(try_connect(access_to(nothing.url())), 0, ErrorKind::protocol,
                 "what answers there is no Kubernetes API");
}

TEST_F(KubeApiTest, TellsALoginPageInBetween) {
  server.fault("/version", {.kind = KubeFault::Kind::web_page});
  const auto api = try_connect(server.access());
  expect_failure(api, 200, ErrorKind::protocol,
                 "a web page answers where the API server should: a proxy or a login page is in between");
  EXPECT_EQ(api.error().message, "Sign in to the network");
}

TEST_F(KubeApiTest, TellsAServerThatIsNotThere) {
  const auto api = try_connect(access_to("http://127.0.0.1:" + std::to_string(test::free_port())));
  expect_failure(api, 0, ErrorKind::unreachable, "nobody listens there");
}

TEST_F(KubeApiTest, FollowsNoRedirect) {
  KubeApi& api = connect();
  server.fault(k_pods, {.kind = KubeFault::Kind::redirect});
  expect_failure(api.get(k_pods, context()), 302, ErrorKind::protocol,
                 "the answer sends elsewhere, which is not followed");
  EXPECT_EQ(server.calls().size(), 4U);
}

TEST_F(KubeApiTest, TellsAnAnswerThatIsCutOrNoHttp) {
  KubeApi& api = connect();
  server.fault(k_pods, {.kind = KubeFault::Kind::cut, .times = 1, .bytes = 100});
  expect_failure(api.get(k_pods, context()), 0, ErrorKind::protocol, "the answer broke off");
  server.fault(k_pods, {.kind = KubeFault::Kind::bad_chunks, .after = 0, .times = 1});
  expect_failure(api.get(k_pods, context()), 0, ErrorKind::protocol, "the answer is not proper HTTP");
  EXPECT_TRUE(api.get(k_pods, context()));
}

TEST_F(KubeApiTest, EndsASilentAnswerAtItsLimit) {
  limits.answer = 200ms;
  KubeApi& hasty = connect();
  server.fault(k_pods, {.kind = KubeFault::Kind::silent});
  const auto answer = hasty.get(k_pods, context());
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().status, 0);
  EXPECT_EQ(answer.error().error.kind, ErrorKind::timeout);  // of the whole, or of its silence: they end together
  EXPECT_EQ(sink.calls.back().status, 0);
}

TEST_F(KubeApiTest, TellsWhatIsNoObject) {
  KubeApi& api = connect();
  server.put_json("/api/v1/namespaces/x/pods/a", "[]");
  server.put_json("/api/v1/namespaces/x/pods/b", "{\"cut\":");
  expect_failure(api.get("/api/v1/namespaces/x/pods/a", context()), 200, ErrorKind::protocol,
                 "the API server's answer is no object");
  expect_failure(api.get("/api/v1/namespaces/x/pods/b", context()), 200, ErrorKind::protocol,
                 "the API server's answer is not JSON");
}

TEST_F(KubeApiTest, KeepsThePathThatTheServerHas) {
  FakeHttpServer other;
  other.on("/k8s/clusters/c-1/version", HttpAnswer::json(R"({"gitVersion":"v1.29.3"})"));
  KubeApi& api = connect(access_to(other.url() + "/k8s/clusters/c-1/"));
  EXPECT_EQ(api.version()["gitVersion"].text_or(""), "v1.29.3");
  EXPECT_THAT(other.targets(),
              ElementsAre("/k8s/clusters/c-1/version", "/k8s/clusters/c-1/api", "/k8s/clusters/c-1/apis"));
}

TEST_F(KubeApiTest, SendsTheImpersonatedIdentity) {
  KubeAccess access = server.access();
  access.user.impersonate = "jane";
  access.user.impersonate_uid = "u-1";
  access.user.impersonate_groups = {"dev", "ops"};
  access.user.impersonate_extra = {{"example.com/scope", "a"}, {"example.com/scope", "b"}};
  connect(access);
  const test::FakeRequest request = server.seen().front();
  EXPECT_EQ(request.header("Impersonate-User"), "jane");
  EXPECT_EQ(request.header("Impersonate-Uid"), "u-1");
  EXPECT_THAT(request.all_headers("Impersonate-Group"), ElementsAre("dev", "ops"));
  EXPECT_THAT(request.all_headers("Impersonate-Extra-example.com%2Fscope"), ElementsAre("a", "b"));
  EXPECT_EQ(request.header("Authorization"), "Bearer " + KubeReplay::token(KubeIdentity::admin));
}

TEST_F(KubeApiTest, SendsAPasswordAsBasicAuthentication) {
  FakeHttpServer other;
  other.on("/version", HttpAnswer::json(R"({"gitVersion":"v1.16.0"})"));
  KubeAccess access = access_to(other.url());
  access.user.username = "admin";
  access.user.password = "secret";
  connect(access);
  EXPECT_EQ(other.seen().front().header("Authorization"), "Basic YWRtaW46c2VjcmV0");
}

TEST_F(KubeApiTest, TellsHowFarTheServersClockIsBehind) {
  FakeHttpServer other;
  other.on("/version", HttpAnswer::json(R"({"gitVersion":"v1"})").header("Date", "Mon, 23 Nov 2020 16:44:57 GMT"));
  const auto skew = connect(access_to(other.url())).clock_skew();
  ASSERT_TRUE(skew);
  EXPECT_GT(*skew, std::chrono::hours(24 * 365));
  const auto own = connect().clock_skew();
  ASSERT_TRUE(own);
  EXPECT_LT(std::chrono::abs(*own), 60s);
}

TEST_F(KubeApiTest, AsksForNoMoreOfASecretThanItsMetadata) {
  KubeApi& api = connect();
  std::size_t count = 0;
  const auto given = api.list(
      "/api/v1/namespaces/sgw-crash/secrets",
      [&](const JsonReader& secret) {
        EXPECT_FALSE(secret["data"].exists());
        return ++count > 0;
      },
      context());
  ASSERT_TRUE(given);
  EXPECT_EQ(count, 1U);
  for (const test::FakeRequest& request : server.seen()) {
    if (request.target.find("/secrets") == std::string::npos) continue;
    EXPECT_THAT(request.header("Accept"), HasSubstr("as=PartialObjectMetadataList"));
    EXPECT_EQ(request.header("Accept").find("*/*"), std::string::npos);
  }
}

TEST_F(KubeApiTest, DropsASecretThatCameWhole) {
  FakeHttpServer other;
  other.on("/version", HttpAnswer::json(R"({"gitVersion":"v1.10.0"})"));
  other.on("/api/v1/secrets", HttpAnswer::json(R"({"kind":"SecretList","items":[{"data":{"a":"b"}}]})"));
  KubeApi& api = connect(access_to(other.url()));
  const auto nothing = [](const JsonReader&) {
    ADD_FAILURE() << "a Secret was handed out";
    return true;
  };
  expect_failure(api.list("/api/v1/secrets", nothing, context()), 200, ErrorKind::protocol,
                 "the API server cannot give the metadata of Secrets alone");
}

TEST_F(KubeApiTest, StreamsALog) {
  KubeApi& api = connect();
  std::string text;
  const HttpClient::OnData keep = [&](std::string_view chunk) { return !text.append(chunk).empty(); };
  const std::string path =
      "/api/v1/namespaces/sgw-crash/pods/contoso-azure-api-management-gateway-679fd7fc55-fwzxs/log";
  const auto log = api.stream(path + "?container=azure-api-management-gateway&timestamps=true&previous=true", keep,
                              Deadline::after(10s), context());
  ASSERT_TRUE(log);
  EXPECT_EQ(log->status, 200);
  EXPECT_THAT(text, HasSubstr("2026-11-23T"));
  const auto absent =
      api.stream("/api/v1/namespaces/sgw-crash/pods/absent-pod/log", keep, Deadline::after(10s), context());
  expect_failure(absent, 404, ErrorKind::not_found, "the API server does not know it");
  EXPECT_EQ(absent.error().message, "pods \"absent-pod\" not found");
}

TEST_F(KubeApiTest, StreamsNothingOfAPodThatRunsNowhere) {
  KubeApi& api = connect();
  const auto log = api.stream(
      "/api/v1/namespaces/sgw-pending/pods/contoso-azure-api-management-gateway-d4d958fb4-9nhvd/log"
      "?container=azure-api-management-gateway&timestamps=true",
      [](std::string_view) { return true; }, Deadline::after(10s), context());
  ASSERT_TRUE(log);
  EXPECT_EQ(log->status, 204);
}

TEST_F(KubeApiTest, EndsALogThatStallsAndOneThatHasNoEnd) {
  limits.stall = 200ms;
  KubeApi& api = connect();
  const std::string path = "/api/v1/namespaces/x/pods/a/log";
  server.put_text(path, "one line\nhalf a");
  server.fault(path, {.kind = KubeFault::Kind::stall, .times = 1, .bytes = 9});
  std::string text;
  const HttpClient::OnData keep = [&](std::string_view chunk) { return text.append(chunk).size() < 5000; };
  expect_failure(api.stream(path, keep, Deadline::after(10s), context()), 0, ErrorKind::timeout,
                 "nothing came for too long");
  EXPECT_EQ(text, "one line\n");
  server.fault(path, {.kind = KubeFault::Kind::endless});
  const auto endless = api.stream(path, keep, Deadline::after(10s), context());
  ASSERT_TRUE(endless);
  EXPECT_TRUE(endless->ended_by_caller);
}

// A server that takes client certificates.
class KubeApiTls : public KubeFixture {
 protected:
  KubeApiTls() : KubeFixture({.tls = true, .client_certificates = true, .tls_name = "api.example.net"}) {}
};

TEST_F(KubeApiTls, ShowsAClientCertificateToANamedServer) {
  KubeApi& api = connect(KubeIdentity::limited);
  EXPECT_TRUE(api.get(k_pods, context()));
  EXPECT_EQ(server.seen().back().peer, "limited");
  EXPECT_EQ(server.seen().back().header("Authorization"), "");
  expect_failure(api.get("/api/v1/nodes", context()), 403, ErrorKind::denied, "the API server refuses access");
}

TEST_F(KubeApiTls, ConnectsAsAKubeconfigSays) {
  KubeConfigQuery query;
  query.kubeconfig = server.kubeconfig(KubeIdentity::limited, "sgw-crash").string();
  auto accesses = test::accesses_of(query, test::variables({}));
  ASSERT_TRUE(accesses) << accesses.error().what.view() << RawPeek::at(accesses.error().subject);
  ASSERT_EQ(accesses->size(), 1U);
  EXPECT_EQ(accesses->front().ns, "sgw-crash");
  EXPECT_TRUE(connect(std::move(accesses->front())).get(k_pods, context()));
  EXPECT_EQ(server.seen().back().peer, "limited");
}

TEST_F(KubeApiTls, TellsWhyTheServerIsNotTrusted) {
  KubeAccess access = server.access();
  access.tls_server_name.clear();
  expect_failure(try_connect(access), 0, ErrorKind::protocol, "TLS: the server's certificate is for another host");
  access.ca_pem.clear();
  expect_failure(try_connect(access), 0, ErrorKind::protocol, "TLS: the server's certificate is not trusted");
  access.insecure = true;
  EXPECT_TRUE(try_connect(access));
}

}  // namespace
}  // namespace sgw::collector
