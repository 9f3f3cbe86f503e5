#include "tests/support/kube_replay.hpp"

#include "collector/http_client.hpp"
#include "tests/support/kube_selector.hpp"
#include "tests/support/temp_dir.hpp"

#include <sgw_diag/json_reader.hpp>

#include <gmock/gmock.h>
#include <algorithm>
#include <fstream>
#include <set>
#include <string>

// The tests' API server does what a real one does.
namespace sgw::test {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;

struct Reply {
  int status = 0;
  std::string type{};
  std::string body{};
  JsonReader json{};
};

Reply ask(const KubeReplay& server, const std::string& target, KubeIdentity who = KubeIdentity::admin,
          const std::string& accept = "application/json", std::optional<std::string> body = {}) {
  collector::HttpServer to;
  to.base = server.url();
  collector::HttpRequest request{.target = target, .headers = {{"Accept", accept}}};
  if (who != KubeIdentity::anonymous) request.headers.emplace_back("Authorization", "Bearer " + KubeReplay::token(who));
  request.body = std::move(body);
  const auto response = collector::HttpClient(to).get(request, Deadline::after(20s), {});
  if (!response) return {.body = std::string(response.error().what.view())};
  return {.status = response->status,
          .type = response->header("content-type").value_or(""),
          .body = response->body,
          .json = JsonReader::parse(response->body).value_or(JsonReader())};
}

std::vector<JsonReader> recorded(const std::string& file) {
  std::ifstream lines(file);
  std::vector<JsonReader> rows;
  for (std::string line; std::getline(lines, line);) rows.push_back(JsonReader::parse(line).value_or(JsonReader()));
  return rows;
}

KubeIdentity identity_of(const std::string& name) {
  if (name == "limited") return KubeIdentity::limited;
  if (name == "anonymous") return KubeIdentity::anonymous;
  return name == "bad-token" ? KubeIdentity::bad_token : KubeIdentity::admin;
}

TEST(KubeReplay, AnswersWhatWasRecordedWordForWord) {
  const KubeReplay server;
  std::size_t rows = 0;
  for (const auto& file : std::filesystem::directory_iterator(SGW_TEST_DATA "/kubernetes")) {
    if (file.path().filename() == "access.jsonl") continue;
    for (const JsonReader& row : recorded(file.path().string())) {
      const std::string path = row["path"].text_or("");
      const std::string accept = row["metadata_only"].boolean_or(false)
                                     ? "application/json;as=PartialObjectMetadataList;v=v1;g=meta.k8s.io"
                                     : "application/json";
      const Reply reply = ask(server, path, KubeIdentity::admin, accept);
      EXPECT_EQ(reply.status, row["status"].integer_or(200)) << path;
      EXPECT_EQ(reply.body, row["json"].exists() ? row["json"].dump() : row["text"].text_or("")) << path;
      ++rows;
    }
  }
  EXPECT_GT(rows, 300U);
}

TEST(KubeReplay, SaysNoInTheWordsOfARealServer) {
  const KubeReplay server;
  std::size_t refusals = 0;
  for (const JsonReader& row : recorded(SGW_TEST_DATA "/kubernetes/access.jsonl")) {
    if (row["request"].exists()) continue;
    const Reply reply = ask(server, row["path"].text_or(""), identity_of(row["identity"].text_or("")));
    EXPECT_EQ(reply.status, row["status"].integer_or(200)) << row["path"].text_or("");
    if (reply.status == 200) continue;
    EXPECT_EQ(reply.json["message"].text_or(""), row["json"]["message"].text_or(""));
    EXPECT_EQ(reply.json["reason"].text_or(""), row["json"]["reason"].text_or(""));
    ++refusals;
  }
  EXPECT_EQ(refusals, 9U);
}

TEST(KubeReplay, ReviewsAccessAsARealServerDid) {
  const KubeReplay server;
  std::size_t reviews = 0;
  for (const JsonReader& row : recorded(SGW_TEST_DATA "/kubernetes/access.jsonl")) {
    if (!row["request"].exists()) continue;
    const Reply reply = ask(server, row["path"].text_or(""), identity_of(row["identity"].text_or("")),
                            "application/json", row["request"].dump());
    EXPECT_EQ(reply.status, 201);
    EXPECT_EQ(reply.json["kind"].text_or(""), row["json"]["kind"].text_or("-"));
    EXPECT_EQ(reply.json["status"]["allowed"].boolean(), row["json"]["status"]["allowed"].boolean());
    ++reviews;
  }
  EXPECT_EQ(reviews, 9U);
}

TEST(KubeReplay, TakesRightsAwayFromTheAdmin) {
  KubeReplay server;
  server.deny("pods/log", "sgw-crash");
  const std::string log = "/pods/x/log?container=c";
  EXPECT_EQ(ask(server, "/api/v1/namespaces/sgw-crash" + log).status, 403);
  EXPECT_EQ(ask(server, "/api/v1/namespaces/sgw-oom" + log).status, 404);
  const std::string review =
      R"({"spec":{"resourceAttributes":{"namespace":"sgw-crash","verb":"get","resource":"pods","subresource":"log"}}})";
  const Reply reply = ask(server, "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews", KubeIdentity::admin,
                          "application/json", review);
  EXPECT_EQ(reply.json["status"]["allowed"].boolean(), false);
}

TEST(KubeReplay, SelectsByLabelsAndFields) {
  const KubeReplay server;
  const auto count = [&](const std::string& query) {
    return ask(server, "/api/v1/pods?" + query).json["items"].items().size();
  };
  const std::size_t all = count("x=y");
  const std::size_t gateways = count("labelSelector=app.kubernetes.io%2Fcomponent%3D%3Dself-hosted-gateway");
  EXPECT_GT(gateways, 8U);
  EXPECT_GT(all, gateways);
  EXPECT_EQ(count("labelSelector=app.kubernetes.io%2Fcomponent%20notin%20(self-hosted-gateway)"), all - gateways);
  EXPECT_EQ(count("labelSelector=%21app.kubernetes.io%2Fcomponent"), all - gateways);
  EXPECT_EQ(count("fieldSelector=metadata.namespace%3Dsgw-healthy"), 2U);
  EXPECT_EQ(count("fieldSelector=metadata.namespace%3Dsgw-healthy,metadata.name%3Dnone"), 0U);
}

TEST(KubeReplay, PagesAnyList) {
  const KubeReplay server;
  std::set<std::string> names;
  std::string next;
  int pages = 0;
  do {
    const Reply page = ask(server, "/api/v1/pods?limit=3" + (next.empty() ? "" : "&continue=" + next));
    EXPECT_LE(page.json["items"].items().size(), 3U);
    for (const JsonReader& pod : page.json["items"].items()) names.insert(pod["metadata"]["uid"].text_or(""));
    next = page.json["metadata"]["continue"].text_or("");
    ++pages;
  } while (!next.empty() && pages < 100);
  EXPECT_EQ(names.size(), ask(server, "/api/v1/pods").json["items"].items().size());
  EXPECT_EQ(ask(server, "/api/v1/pods?limit=3&continue=nonsense").status, 400);
}

TEST(KubeReplay, KnowsWhatFollowsFromItsLists) {
  const KubeReplay server;
  const Reply list = ask(server, "/api/v1/namespaces/sgw-crash/configmaps");
  const std::string name = list.json["items"].at(0)["metadata"]["name"].text_or("");
  const Reply one = ask(server, "/api/v1/namespaces/sgw-crash/configmaps/" + name);
  EXPECT_EQ(one.json["kind"].text_or(""), "ConfigMap");
  EXPECT_EQ(one.json["metadata"]["name"].text_or(""), name);
  EXPECT_EQ(ask(server, "/api/v1/namespaces/sgw-crash/configmaps/none").status, 404);

  const Reply everywhere = ask(server, "/api/v1/events");
  EXPECT_EQ(everywhere.json["kind"].text_or(""), "EventList");
  EXPECT_GT(everywhere.json["items"].items().size(), list.json["items"].items().size());

  const Reply empty = ask(server, "/api/v1/namespaces/unheard-of/pods");
  EXPECT_EQ(empty.json["kind"].text_or(""), "PodList");
  EXPECT_TRUE(empty.json["items"].items().empty());
  EXPECT_EQ(ask(server, "/apis/keda.sh/v1alpha1/scaledobjects").json["reason"].text_or(""), "NotFound");
}

TEST(KubeReplay, CutsLogsAsAsked) {
  const KubeReplay server;
  const std::string log =
      "/api/v1/namespaces/sgw-notready/pods/" +
      ask(server, "/api/v1/namespaces/sgw-notready/pods").json["items"].at(0)["metadata"]["name"].text_or("") +
      "/log?container=azure-api-management-gateway&timestamps=true";
  const std::string whole = ask(server, log).body;
  const std::string tail = ask(server, log + "&tailLines=2&sinceTime=2020-01-01T00%3A00%3A00Z").body;
  EXPECT_EQ(std::count(tail.begin(), tail.end(), '\n'), 2);
  EXPECT_TRUE(whole.ends_with(tail));
  EXPECT_EQ(ask(server, log + "&limitBytes=9").body, whole.substr(0, 9));
  EXPECT_EQ(ask(server, log + "&tailLines=0").body, "");
}

TEST(KubeReplay, HasNoWholeSecret) {
  const KubeReplay server;
  EXPECT_EQ(ask(server, "/api/v1/namespaces/sgw-crash/secrets").status, 404) << "only their metadata was recorded";
}

TEST(KubeReplay, TakesWhatATestPuts) {
  KubeReplay server;
  server.put_json("/api/v1/namespaces/new/pods",
                  R"({"kind":"PodList","apiVersion":"v1","items":[{"metadata":{"name":"a"}}]})");
  server.put_text("/api/v1/namespaces/new/pods/a/log?container=c", "hello\n");
  EXPECT_EQ(ask(server, "/api/v1/namespaces/new/pods/a").json["kind"].text_or(""), "Pod");
  EXPECT_EQ(ask(server, "/api/v1/namespaces/new/pods/a/log?container=c").body, "hello\n");
  const Reply everywhere = ask(server, "/api/v1/pods?fieldSelector=metadata.name%3Da&limit=500");
  EXPECT_EQ(everywhere.json["items"].items().size(), 1U) << "a list of all namespaces has it too";
  server.remove("/api/v1/namespaces/new/pods");
  EXPECT_TRUE(ask(server, "/api/v1/namespaces/new/pods").json["items"].items().empty());
}

TEST(KubeReplay, HoldsACrowd) {
  KubeReplay server;
  server.many_pods("crowd", 5000);
  const Reply first = ask(server, "/api/v1/namespaces/crowd/pods?limit=500");
  EXPECT_EQ(first.json["items"].items().size(), 500U);
  EXPECT_EQ(first.json["metadata"]["remainingItemCount"].integer_or(0), 4500);
  EXPECT_EQ(ask(server, "/api/v1/namespaces/crowd/pods/pod-4999").json["kind"].text_or(""), "Pod");
}

TEST(KubeReplay, PutsAFaultOnSoManyRequests) {
  KubeReplay server;
  server.fault("/api/v1/nodes", {.kind = KubeFault::Kind::unauthorized, .after = 1, .times = 2});
  std::vector<int> statuses;
  statuses.reserve(4);
  for (int i = 0; i < 4; ++i) statuses.push_back(ask(server, "/api/v1/nodes").status);
  EXPECT_THAT(statuses, testing::ElementsAre(200, 401, 401, 200));
  EXPECT_EQ(ask(server, "/version").status, 200);
}

TEST(KubeReplay, WritesAKubeconfig) {
  const KubeReplay server;
  const std::string text = read_file(server.kubeconfig(KubeIdentity::limited, "sgw-crash"));
  EXPECT_THAT(text, HasSubstr("server: \"" + server.url() + "\""));
  EXPECT_THAT(text, HasSubstr("token: \"" + KubeReplay::token(KubeIdentity::limited) + "\""));
  EXPECT_THAT(text, HasSubstr("namespace: \"sgw-crash\""));
  EXPECT_NE(server.kubeconfig(), server.kubeconfig());
}

TEST(KubeReplay, WritesCertificatesIntoTheKubeconfig) {
  const KubeReplay server({.tls = true, .client_certificates = true});
  const std::string text = read_file(server.kubeconfig());
  EXPECT_THAT(text, HasSubstr("server: \"https://127.0.0.1:"));
  EXPECT_THAT(text, HasSubstr("certificate-authority-data: \"LS0tLS1CRUdJTi"));
  EXPECT_THAT(text, HasSubstr("client-certificate-data: \"LS0tLS1CRUdJTi"));
  EXPECT_THAT(text, HasSubstr("client-key-data: \"LS0tLS1CRUdJTi"));
}

}  // namespace
}  // namespace sgw::test
