#include "collector/kube_session.hpp"

#include "tests/collector/kube_api_fixture.hpp"
#include "tests/support/temp_dir.hpp"

#include <gmock/gmock.h>
#include <atomic>
#include <functional>
#include <thread>
#include <vector>

// What KubeApi does besides asking once: wait, ask again, log in again, keep to its limits, stop.
namespace sgw::collector {
namespace {

const std::string k_pods = "/api/v1/namespaces/sgw-healthy/pods";

class KubeSessionTest : public KubeFixture {
 protected:
  // So many threads that each ask `times` times; how many answers were good.
  std::size_t ask_from_threads(KubeApi& api, std::size_t threads, int times = 1) {
    std::atomic<std::size_t> good = 0;
    std::vector<std::jthread> all;
    for (std::size_t i = 0; i < threads; ++i) {
      all.emplace_back([&] {
        for (int time = 0; time < times; ++time) good += api.get(k_pods, context()) ? 1 : 0;
      });
    }
    all.clear();
    return good;
  }
  // How often the credential of that token was fetched.
  std::size_t fetched(const std::string& token) const {
    std::size_t count = 0;
    for (const auto& [value, what] : sink.learnt) count += value == token ? 1 : 0;
    return count;
  }
  KubeAccess access_by_file() const {
    KubeAccess access = server.access();
    access.user.token.clear();
    access.user.token_file = folder / "token";
    return access;
  }
  void write_token(const std::string& token) { folder.write("token", token); }

  // Asks while `stop` is requested as soon as `when` holds; what came of it, which is soon.
  KubeFailure stopped_while(KubeApi& api, const std::function<bool()>& when) {
    const std::jthread stopper([&] {
      while (!when()) std::this_thread::sleep_for(1ms);
      stop.request_stop();
    });
    auto answer = api.get(k_pods, context());
    if (!answer) return std::move(answer).error();
    return {};
  }

  test::TempDir folder;
};

TEST_F(KubeSessionTest, WaitsWhenTheServerIsBusyAndAsksAgain) {
  KubeApi& api = connect();
  server.fault(k_pods, {.kind = KubeFault::Kind::busy, .times = 2, .retry_after = "0"});
  EXPECT_TRUE(api.get(k_pods, context()));
  EXPECT_EQ(count_calls(k_pods), 3U);
}

TEST_F(KubeSessionTest, AsksABusyServerThreeTimesMoreAndNotForEver) {
  KubeApi& api = connect();
  server.fault(k_pods, {.kind = KubeFault::Kind::busy, .retry_after = "0"});
  const auto answer = api.get(k_pods, context());
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().status, 429);
  EXPECT_EQ(answer.error().reason, "TooManyRequests");
  EXPECT_EQ(count_calls(k_pods), 4U);
}

TEST_F(KubeSessionTest, WaitsForAServerThatSaysWhenItIsBackOnly) {
  KubeApi& api = connect();
  server.fault(k_pods, {.kind = KubeFault::Kind::unavailable, .times = 1, .retry_after = "0"});
  EXPECT_TRUE(api.get(k_pods, context()));
  EXPECT_EQ(count_calls(k_pods), 2U);
  server.fault("/api/v1/nodes", {.kind = KubeFault::Kind::unavailable, .times = 1});
  const auto answer = api.get("/api/v1/nodes", context());
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().error.kind, ErrorKind::unreachable);
  EXPECT_EQ(count_calls("/api/v1/nodes"), 1U);
}

TEST_F(KubeSessionTest, DoesNotWaitLongerThanTheDeadline) {
  KubeApi& api = connect();
  server.fault(k_pods, {.kind = KubeFault::Kind::busy, .retry_after = "3600"});
  const auto answer = api.get(k_pods, context(5s));
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().status, 429) << "what the server said is told, not that time is over";
  EXPECT_EQ(count_calls(k_pods), 1U);
}

TEST_F(KubeSessionTest, WaitsNoLongerThanItsOwnLimit) {
  limits.longest_wait = 10ms;
  KubeApi& api = connect();
  server.fault(k_pods, {.kind = KubeFault::Kind::busy, .times = 1, .retry_after = "20"});
  const auto start = Deadline::Clock::now();
  EXPECT_TRUE(api.get(k_pods, context()));
  EXPECT_LT(Deadline::Clock::now() - start, 15s);
}

TEST_F(KubeSessionTest, AsksAgainOnceWhenTheConnectionBrokeBeforeTheAnswer) {
  KubeApi& api = connect();
  server.fault(k_pods, {.kind = KubeFault::Kind::closed, .times = 1});
  EXPECT_TRUE(api.get(k_pods, context()));
  server.fault("/api/v1/nodes", {.kind = KubeFault::Kind::closed});
  const auto answer = api.get("/api/v1/nodes", context());
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().error.kind, ErrorKind::protocol);
  EXPECT_EQ(server.most_at_once(), 1U);
}

TEST_F(KubeSessionTest, AsksAgainForALogThatBrokeBeforeItsFirstByteOnly) {
  KubeApi& api = connect();
  server.put_text("/api/v1/namespaces/x/pods/a/log", "whole\n");
  std::string text;
  const HttpClient::OnData keep = [&](std::string_view chunk) { return !text.append(chunk).empty(); };
  server.fault("/api/v1/namespaces/x", {.kind = KubeFault::Kind::closed, .times = 1});
  EXPECT_TRUE(api.stream("/api/v1/namespaces/x/pods/a/log", keep, Deadline::after(10s), context()));
  EXPECT_EQ(text, "whole\n");
  server.fault("/api/v1/namespaces/x", {.kind = KubeFault::Kind::cut, .bytes = 2});
  EXPECT_FALSE(api.stream("/api/v1/namespaces/x/pods/a/log", keep, Deadline::after(10s), context()));
  EXPECT_EQ(text, "whole\nwh");
}

TEST_F(KubeSessionTest, GivesAPageMoreTimeThanAnotherAnswerButNoSilence) {
  limits.answer = 250ms;
  limits.parallel = 1;
  KubeApi& api = connect();
  server.fault(k_pods, {.kind = KubeFault::Kind::stall, .bytes = 20});
  const auto given = api.list(
      k_pods, [](const JsonReader&) { return true; }, context());
  ASSERT_FALSE(given);
  EXPECT_EQ(given.error().error.what.view(), "nothing came for too long");
  const auto answer = api.get(k_pods, context());
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().error.kind, ErrorKind::timeout);
}

TEST_F(KubeSessionTest, KeepsToItsNumberOfRequestsAtATime) {
  limits.parallel = 3;
  KubeApi& api = connect();
  server.fault(k_pods, {.kind = KubeFault::Kind::slow, .delay = 30ms});
  EXPECT_EQ(ask_from_threads(api, 12, 2), 24U);
  EXPECT_EQ(server.most_at_once(), 3U);
  EXPECT_LE(server.connections(), 3U) << "connections are kept";
}

TEST_F(KubeSessionTest, FetchesAnExpiredCredentialOnceForAllThreads) {
  write_token("first-token-that-expires");
  server.accept("first-token-that-expires", KubeIdentity::admin);
  KubeApi& api = connect(access_by_file());
  server.revoke("first-token-that-expires");
  server.accept("second-token-that-works", KubeIdentity::admin);
  write_token("second-token-that-works");
  EXPECT_EQ(ask_from_threads(api, 8), 8U);
  EXPECT_EQ(fetched("second-token-that-works"), 1U);
}

TEST_F(KubeSessionTest, FetchesTheCredentialAgainAtEachExpiry) {
  write_token("token-number-0");
  server.accept("token-number-0", KubeIdentity::admin);
  KubeApi& api = connect(access_by_file());
  for (int number = 1; number <= 3; ++number) {
    server.revoke("token-number-" + std::to_string(number - 1));
    server.accept("token-number-" + std::to_string(number), KubeIdentity::admin);
    write_token("token-number-" + std::to_string(number));
    EXPECT_TRUE(api.get(k_pods, context()));
    EXPECT_EQ(fetched("token-number-" + std::to_string(number)), 1U);
  }
}

TEST_F(KubeSessionTest, GivesUpWhenTheNewCredentialIsRefusedToo) {
  write_token("token-that-is-revoked");
  server.accept("token-that-is-revoked", KubeIdentity::admin);
  KubeApi& api = connect(access_by_file());
  server.revoke("token-that-is-revoked");
  EXPECT_EQ(ask_from_threads(api, 8), 0U);
  EXPECT_EQ(fetched("token-that-is-revoked"), 2U) << "at the start, and once anew";
  const auto answer = api.get(k_pods, context());
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().status, 401);
  EXPECT_EQ(answer.error().error.kind, ErrorKind::denied);
}

TEST_F(KubeSessionTest, TellsWhyThereIsNoNewCredential) {
  write_token("token-that-goes-away");
  server.accept("token-that-goes-away", KubeIdentity::admin);
  KubeApi& api = connect(access_by_file());
  server.revoke("token-that-goes-away");
  std::filesystem::remove(folder / "token");
  const auto answer = api.get(k_pods, context());
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().status, 401);
  EXPECT_EQ(answer.error().error.kind, ErrorKind::io);
}

TEST_F(KubeSessionTest, DoesNotLogInAgainForWhatAPodRefuses) {
  KubeApi& api = connect();
  const std::string path = "/api/v1/namespaces/x/pods/a:8080/proxy/status";
  server.put(path, test::kube_status(401, "Unauthorized", "the pod wants something else"));
  const auto answer = api.get(path, context());
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().status, 401);
  EXPECT_EQ(fetched(KubeReplay::token(KubeIdentity::admin)), 1U);
}

TEST_F(KubeSessionTest, DoesNotLogInAgainForWhatAPodOfANamespaceThatIsCalledPodsRefuses) {
  KubeApi& api = connect();
  server.put("/api/v1/namespaces/pods/pods/a:8080/proxy/status",
             test::kube_status(401, "Unauthorized", "the pod wants something else"));
  const auto answer = api.get("/api/v1/namespaces/pods/pods/a:8080/proxy/status", context());
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().status, 401);
  EXPECT_EQ(fetched(KubeReplay::token(KubeIdentity::admin)), 1U);
}

TEST_F(KubeSessionTest, LogsInAgainForANamespaceThatIsCalledProxy) {
  write_token("token-of-before");
  server.accept("token-of-before", KubeIdentity::admin);
  server.put_json("/api/v1/namespaces/proxy/pods", R"({"kind":"PodList","items":[]})");
  KubeApi& api = connect(access_by_file());
  server.revoke("token-of-before");
  server.accept("token-of-now", KubeIdentity::admin);
  write_token("token-of-now");
  EXPECT_TRUE(api.get("/api/v1/namespaces/proxy/pods", context()));
}

TEST_F(KubeSessionTest, RenewsACredentialInTheMiddleOfAList) {
  write_token("token-of-the-first-page");
  server.accept("token-of-the-first-page", KubeIdentity::admin);
  server.many_pods("crowd", 1500);
  KubeApi& api = connect(access_by_file());
  std::size_t count = 0;
  const auto given = api.list(
      "/api/v1/namespaces/crowd/pods",
      [&](const JsonReader&) {
        if (++count == 500) {
          server.revoke("token-of-the-first-page");
          server.accept("token-of-the-others", KubeIdentity::admin);
          write_token("token-of-the-others");
        }
        return true;
      },
      context());
  EXPECT_EQ(given.value_or(0), 1500U);
}

TEST_F(KubeSessionTest, StopsWhileAnAnswerIsAwaited) {
  KubeApi& api = connect();
  server.fault(k_pods, {.kind = KubeFault::Kind::silent});
  const auto failure = stopped_while(api, [&] { return server.calls().size() == 4; });
  EXPECT_EQ(failure.error.kind, ErrorKind::cancelled);
}

TEST_F(KubeSessionTest, StopsWhileABusyServerIsWaitedFor) {
  limits.longest_wait = 25s;
  KubeApi& api = connect();
  server.fault(k_pods, {.kind = KubeFault::Kind::busy, .retry_after = "25"});
  const auto start = Deadline::Clock::now();
  const auto failure = stopped_while(api, [&] { return server.calls().size() == 4; });
  EXPECT_EQ(failure.error.kind, ErrorKind::cancelled);
  EXPECT_LT(Deadline::Clock::now() - start, 20s);
}

TEST_F(KubeSessionTest, StopsWhileNoConnectionIsFree) {
  limits.parallel = 1;
  KubeApi& api = connect();
  server.fault("/api/v1/nodes", {.kind = KubeFault::Kind::silent});
  std::jthread busy([&] { EXPECT_FALSE(api.get("/api/v1/nodes", context())); });
  while (server.calls().size() < 4) std::this_thread::sleep_for(1ms);
  const auto failure = stopped_while(api, [] { return true; });
  EXPECT_EQ(failure.error.kind, ErrorKind::cancelled);
  busy.join();  // it records its call, too
  EXPECT_EQ(count_calls(k_pods), 0U) << "it was never asked for";
}

TEST_F(KubeSessionTest, StopsWhileItIsNotItsTurn) {
  limits.per_second = 0.04;  // the next one in 25 s
  limits.parallel = 4;
  limits.longest_wait = 1ms;
  auto connected = KubeApi::connect(server.access(), limits, context(300ms), sink);
  ASSERT_TRUE(connected) << "the version was had in time";
  const auto failure = stopped_while(**connected, [] { return true; });
  EXPECT_EQ(failure.error.kind, ErrorKind::cancelled);
  EXPECT_EQ(count_calls(k_pods), 0U);
}

TEST_F(KubeSessionTest, EndsAtTheDeadlineWhileNoConnectionIsFree) {
  limits.parallel = 1;
  KubeApi& api = connect();
  server.fault("/api/v1/nodes", {.kind = KubeFault::Kind::silent});
  const std::jthread busy([&] { EXPECT_FALSE(api.get("/api/v1/nodes", context())); });
  while (server.calls().size() < 4) std::this_thread::sleep_for(1ms);
  const auto answer = api.get(k_pods, context(100ms));
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().error.kind, ErrorKind::timeout);
  stop.request_stop();
}

}  // namespace
}  // namespace sgw::collector
