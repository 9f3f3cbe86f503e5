#include "collector/kube_failure.hpp"
#include "collector/kube_groups.hpp"
#include "collector/kube_headers.hpp"
#include "collector/kube_pause.hpp"

#include <gtest/gtest.h>
#include <stdexcept>
#include <string>

// The parts of KubeApi that need no server.
namespace sgw::collector {
namespace {

using namespace std::chrono_literals;

HttpResponse answer(int status, std::string body, std::vector<std::pair<std::string, std::string>> headers = {}) {
  HttpResponse response;
  response.status = status;
  response.headers = std::move(headers);
  response.body = std::move(body);
  return response;
}

JsonReader parsed(std::string_view text) {
  const auto document = JsonReader::parse(text);
  if (!document) throw std::invalid_argument("no JSON");
  return *document;
}

TEST(KubeFailure, HasTheWordsOfTheStatus) {
  const auto failure =
      failure_of(answer(404, R"({"kind":"Status","message":"pods \"a\" not found","reason":"NotFound"})"), "/p");
  EXPECT_EQ(failure.status, 404);
  EXPECT_EQ(failure.reason, "NotFound");
  EXPECT_EQ(failure.message, "pods \"a\" not found");
  EXPECT_EQ(failure.error.kind, ErrorKind::not_found);
}

TEST(KubeFailure, TakesPlainTextForAMessage) {
  EXPECT_EQ(failure_of(answer(500, "  upstream failed\r\n"), "/p").message, "upstream failed");
  EXPECT_EQ(failure_of(answer(500, "[1]"), "/p").message, "[1]");
  EXPECT_EQ(failure_of(answer(500, ""), "/p").message, "");
}

TEST(KubeFailure, CutsALongTextAtALineOnly) {
  const std::string line(1500, 'a');
  EXPECT_EQ(failure_of(answer(500, line + "\n" + line), "/p").message, line);
  EXPECT_EQ(failure_of(answer(500, line + line), "/p").message, "") << "half a word could be half a secret";
  EXPECT_EQ(failure_of(answer(500, R"({"message":")" + line + line + R"("})"), "/p").message, "");
}

TEST(KubeFailure, KnowsAWebPage) {
  const auto failure = failure_of(answer(502, "<html><TITLE> Bad\n Gateway </TITLE>", {}), "/p");
  EXPECT_EQ(failure.error.kind, ErrorKind::unreachable) << "the status says more than that it is a page";
  EXPECT_EQ(failure.message, "Bad\n Gateway");
  EXPECT_FALSE(document_of(answer(200, "{}", {{"content-type", "text/html"}}), "/p"));
}

TEST(KubeFailure, HasAKindForEachStatus) {
  const auto kind = [](int status) { return failure_of(answer(status, "{}"), "/p").error.kind; };
  EXPECT_EQ(kind(401), ErrorKind::denied);
  EXPECT_EQ(kind(403), ErrorKind::denied);
  EXPECT_EQ(kind(405), ErrorKind::protocol);
  EXPECT_EQ(kind(410), ErrorKind::protocol);
  EXPECT_EQ(kind(429), ErrorKind::unreachable);
  EXPECT_EQ(kind(500), ErrorKind::protocol);
  EXPECT_EQ(kind(503), ErrorKind::unreachable);
  EXPECT_EQ(kind(504), ErrorKind::timeout);
  EXPECT_EQ(kind(307), ErrorKind::protocol);
  EXPECT_EQ(kind(600), ErrorKind::protocol);
}

TEST(KubeRetryAfter, ReadsSeconds) {
  EXPECT_EQ(retry_after(answer(429, "", {{"retry-after", " 7 "}})), 7s);
  EXPECT_EQ(retry_after(answer(429, "", {{"retry-after", "-7"}})), 0s);
  EXPECT_EQ(retry_after(answer(429, "", {{"retry-after", "999999999999"}})), 24h);
}

TEST(KubeRetryAfter, ReadsADateByTheServersOwnClock) {
  const std::pair<std::string, std::string> now{"date", "Mon, 23 Nov 2026 16:44:57 GMT"};
  EXPECT_EQ(retry_after(answer(503, "", {now, {"retry-after", "Mon, 23 Nov 2026 16:45:00 GMT"}})), 3s);
  EXPECT_EQ(retry_after(answer(503, "", {now, {"retry-after", "Mon, 23 Nov 2026 16:44:00 GMT"}})), 0s);
  EXPECT_EQ(retry_after(answer(503, "", {now, {"retry-after", "Mon, 23 Nov 2099 16:44:00 GMT"}})), 24h);
}

TEST(KubeRetryAfter, FallsBackToTheStatus) {
  EXPECT_EQ(retry_after(answer(429, R"({"details":{"retryAfterSeconds":4}})")), 4s);
  EXPECT_EQ(retry_after(answer(429, R"({"details":{"retryAfterSeconds":4}})", {{"retry-after", "soon"}})), 4s);
  EXPECT_EQ(retry_after(answer(429, R"({"details":{"retryAfterSeconds":0}})")), std::nullopt);
  EXPECT_EQ(retry_after(answer(429, "busy")), std::nullopt);
}

TEST(KubePace, LetsOneSecondsWorthPassAtOnceAndThenSpreads) {
  KubePace pace(4);
  const KubePace::Clock::time_point start = KubePace::Clock::now();
  for (int i = 0; i < 4; ++i) EXPECT_EQ(pace.reserve(start), 0s);
  EXPECT_EQ(pace.reserve(start), 250ms);
  EXPECT_EQ(pace.reserve(start), 500ms);
  EXPECT_EQ(pace.reserve(start + 500ms), 250ms);
  for (int i = 0; i < 4; ++i) EXPECT_EQ(pace.reserve(start + 1h), 0s);
  EXPECT_EQ(pace.reserve(start + 1h), 250ms) << "rest is not saved up for longer than a second";
}

TEST(KubePace, TakesNoPlaceThatComesTooLate) {
  KubePace pace(4);
  const KubePace::Clock::time_point start{};
  for (int i = 0; i < 4; ++i) EXPECT_EQ(pace.reserve(start + 1h, 0s), 0s);
  for (int i = 0; i < 1000; ++i) EXPECT_EQ(pace.reserve(start + 1h, 249ms), std::nullopt);
  EXPECT_EQ(pace.reserve(start + 1h, 250ms), 250ms);
}

TEST(KubePace, HasNoLimitWithoutANumber) {
  KubePace pace(0);
  for (int i = 0; i < 1000; ++i) EXPECT_EQ(pace.reserve({}), 0s);
}

TEST(KubePace, SpreadsLessThanOneASecond) {
  KubePace pace(0.5);
  EXPECT_EQ(pace.reserve(KubePace::Clock::time_point{} + 1h), 0s);
  EXPECT_EQ(pace.reserve(KubePace::Clock::time_point{} + 1h), 2s);
}

TEST(KubePause, EndsEarlyForAStopOrTheDeadline) {
  std::stop_source stop;
  EXPECT_TRUE(pause_for(1ms, Deadline::after(10s), stop.get_token()));
  EXPECT_FALSE(pause_for(1h, Deadline::after(10ms), stop.get_token()));
  stop.request_stop();
  EXPECT_FALSE(pause_for(1h, Deadline::after(1h), stop.get_token()));
}

TEST(KubeGroups, FindsTheBestVersionThatIsServed) {
  KubeGroups groups;
  groups.read_core(parsed(R"({"kind":"APIVersions","versions":["v1"]})"));
  groups.read_groups(parsed(
      R"({"kind":"APIGroupList","groups":[{"name":"policy","versions":[{"version":"v1beta1"}]},{"name":7},{"versions":3}]})"));
  EXPECT_EQ(groups.path("policy", {"v1", "v1beta1"}), "/apis/policy/v1beta1");
  EXPECT_EQ(groups.path("policy", {"v1", ""}), "");
  EXPECT_EQ(groups.path("autoscaling", {"v2"}), "");
  EXPECT_EQ(groups.path("", {"", "v1"}), "/api/v1");
  EXPECT_EQ(groups.path("", {"v2"}), "");
}

TEST(KubeGroups, BelievesInTheFirstWhenItCouldNotAsk) {
  KubeGroups groups;
  groups.read_groups(parsed(R"({"kind":"Status"})"));
  groups.read_core(parsed(R"([])"));
  EXPECT_EQ(groups.path("policy", {"v1", "v1beta1"}), "/apis/policy/v1");
  EXPECT_EQ(groups.path("", {"v1"}), "/api/v1");
}

TEST(KubeHeaders, EncodesTheKeysOfExtras) {
  KubeUser user;
  user.impersonate = "jane";
  user.impersonate_extra = {{"a/b c%é", "x"}};
  const auto headers = identity_headers(user, {});
  ASSERT_EQ(headers.size(), 2U);
  EXPECT_EQ(headers.back().first, "Impersonate-Extra-a%2Fb%20c%25%C3%A9");
}

TEST(KubeHeaders, PrefersTheTokenToThePassword) {
  KubeCredential credential;
  credential.token = "t";
  credential.username = "u";
  const auto headers = identity_headers({}, credential);
  ASSERT_EQ(headers.size(), 1U);
  EXPECT_EQ(headers.front().second, "Bearer t");
}

TEST(KubeHeaders, KnowThePathsOfSecrets) {
  EXPECT_TRUE(is_of_secrets("/api/v1/secrets?limit=5"));
  EXPECT_TRUE(is_of_secrets("/api/v1/namespaces/a/secrets"));
  EXPECT_TRUE(is_of_secrets("/api/v1/namespaces/a/secrets/b"));
  EXPECT_TRUE(is_of_secrets("/api/v1/watch/namespaces/a/secrets"));
  EXPECT_FALSE(is_of_secrets("/api/v1/namespaces/secrets/pods"));
  EXPECT_FALSE(is_of_secrets("/api/v1/namespaces/secrets"));
  EXPECT_FALSE(is_of_secrets("/apis/apps/v1/secrets"));
  EXPECT_FALSE(is_of_secrets(""));
}

TEST(KubeHeaders, LeaveThePlaceInAListOutOfTheRecord) {
  EXPECT_EQ(recorded_path("/a?limit=5&continue=abc&x=1"), "/a?limit=5&continue=…&x=1");
  EXPECT_EQ(recorded_path("/a?continue=abc"), "/a?continue=…");
  EXPECT_EQ(recorded_path("/a"), "/a");
}

TEST(KubeHeaders, EncodePiecesOfAPath) {
  EXPECT_EQ(kube_segment("a/../b?c#d e"), "a%2F..%2Fb%3Fc%23d%20e");
  EXPECT_EQ(kube_segment("plain-name.1"), "plain-name.1");
}

}  // namespace
}  // namespace sgw::collector
