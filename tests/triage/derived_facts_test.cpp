#include "src/triage/derived_facts.hpp"

#include "tests/triage/lab.hpp"

#include <gtest/gtest.h>

namespace sgw::triage {
namespace {

using test::Lab;

constexpr const char* k_loaded = "2026-11-02T09:00:00Z [Info] 2026-11-02T09:00:00.000 [ConfigInitialSyncCompleted]\n";

std::string failed(const std::string& time) {
  return time + " [Warn] 2026-11-02T09:00:00.000 [ConfigurationApiV2NotAvailable], exception: StatusCode: BadGateway\n";
}

InstanceFacts derived(Lab& lab, std::string_view as_of = "2026-11-20T00:00:00Z") {
  Evidence evidence = lab.evidence(as_of);
  test::shipped_rules().classify(evidence, {});
  return std::move(evidence.facts.front());
}

std::optional<bool> failing(const std::string& log) {
  Lab lab;
  lab.add(Role::log, "current.log", log);
  return derived(lab).facts.boolean("config.failing");
}

TEST(DerivedFacts, TakePollsThatNeverFailedForAWayThatWorks) {
  EXPECT_EQ(failing(k_loaded), false);
  EXPECT_EQ(failing("2026-11-02T09:00:00Z [Info] 2026-11-02T09:00:00.000 [HeartbeatSent]\n"), std::nullopt);
}

// Without times of the runtime, the names of the files tell which part of a log is the newest.
TEST(DerivedFacts, TakeARotatedPartForOlderThanTheLog) {
  const std::string good = "[Info] 2026-11-20T09:14:03.655 [ConfigInitialSyncCompleted]\n";
  const std::string bad = "[Warn] 2026-11-19T09:00:00.000 [ConfigurationApiV2NotAvailable], exception: down\n";
  const auto failing_in = [](const std::string& first, const std::string& one, const std::string& second,
                             const std::string& other) {
    Lab lab;
    lab.add(Role::log, first, one);
    lab.add(Role::log, second, other);
    return derived(lab).facts.boolean("config.failing");
  };
  EXPECT_EQ(failing_in("gw.log", good, "gw.log.1", bad), false);
  EXPECT_EQ(failing_in("gw.log", bad, "gw.log.1", good), true);
  EXPECT_EQ(failing_in("gw.log.10", bad, "gw.log.9", good), false);
  EXPECT_EQ(failing_in("0.log", good, "0.log.20261119-161514", bad), false);
}

TEST(DerivedFacts, TakeFailuresForOverOnceTheLogGoesOnWithoutThem) {
  std::string many = k_loaded;
  for (int second = 10; second < 60; ++second) many += failed("2026-11-02T10:00:" + std::to_string(second) + "Z");
  EXPECT_EQ(failing(many), true);
  EXPECT_EQ(failing(many + "2026-11-02T10:10:00Z [Info] 2026-11-02T10:10:00.000 [HeartbeatSent]\n"), true);
  EXPECT_EQ(failing(many + "2026-11-02T10:20:00Z [Info] 2026-11-02T10:20:00.000 [HeartbeatSent]\n"), false);
}

TEST(DerivedFacts, NeverTakeAGatewayForRecoveredThatNeverLoaded) {
  EXPECT_EQ(
      failing(failed("2026-11-02T09:00:00Z") + "2026-11-02T12:00:00Z [Info] 2026-11-02T12:00:00.000 [HeartbeatSent]\n"),
      true);
}

TEST(DerivedFacts, ForgetRestartsThatLieLongBack) {
  const auto settled = [](const std::string& state) {
    Lab lab;
    lab.add(Role::state, "state.json", state);
    return derived(lab).facts.boolean("state.settled");
  };
  EXPECT_EQ(settled(R"({"running": true, "started_at": "2026-11-19T00:00:00Z"})"), true);
  EXPECT_EQ(settled(R"({"running": true, "started_at": "2026-11-19T23:30:00Z"})"), false);
  EXPECT_EQ(settled(R"({"running": true, "restarting": true, "started_at": "2026-11-19T00:00:00Z"})"), std::nullopt);
  EXPECT_EQ(settled(R"({"running": false, "started_at": "2026-11-19T00:00:00Z"})"), std::nullopt);
}

TEST(DerivedFacts, CompareARenewalHoweverItsTimeIsWrittenWithTheStart) {
  const auto after = [](const std::string& stated) {
    Lab lab;
    lab.add(Role::state, "state.json", R"({"running": true, "started_at": "2026-11-19T06:00:00Z"})");
    lab.add(Role::stated, "stated-facts.json", stated);
    return derived(lab).facts.boolean("token.renewed_after_start");
  };
  EXPECT_EQ(after(R"({"token_renewed_at": "2026-11-19T06:00:01Z"})"), true);
  EXPECT_EQ(after(R"({"token_renewed_at": "2026-11-19T05:59Z"})"), false);
  EXPECT_EQ(after(R"({"token_renewed_at": "2026-11-20"})"), true);
  EXPECT_EQ(after(R"({"token_renewed_at": "yesterday"})"), std::nullopt);
  EXPECT_EQ(after("{}"), std::nullopt);
}

TEST(DerivedFacts, SeeARenewalByTheSecretThatWasWrittenAfterTheStart) {
  const auto renewed = [](const std::string& secret, const std::string& stated) {
    Lab lab;
    lab.add(Role::state, "state.json", R"({"running": true, "started_at": "2026-11-19T06:00:00Z"})");
    lab.add(Role::kubernetes, "kubernetes.json", R"({"token_secret": )" + secret + "}");
    lab.add(Role::stated, "stated-facts.json", stated);
    const auto facts = derived(lab).facts;
    return std::pair(facts.boolean("token.renewed_after_start"), facts.time("token.renewed_at"));
  };
  const std::string after = R"({"name": "gw", "exists": true, "changed": "2026-11-19T07:00:00Z"})";
  const std::string before = R"({"name": "gw", "exists": true, "changed": "2026-11-19T05:00:00Z"})";
  const std::string stated = R"({"token_renewed_at": "2026-11-19T06:30:00Z"})";
  EXPECT_EQ(renewed(after, "{}"), std::pair(std::optional(true), parse_time("2026-11-19T07:00:00Z")));
  EXPECT_EQ(renewed(after, stated).second, parse_time("2026-11-19T07:00:00Z")) << "what was observed wins";
  EXPECT_EQ(renewed(before, "{}").first, std::nullopt) << "not written since is no renewal at all";
  EXPECT_EQ(renewed(before, stated), std::pair(std::optional(true), parse_time("2026-11-19T06:30:00Z")));
}

TEST(DerivedFacts, MeasureTheLastRunThatEnded) {
  const auto seconds = [](const std::string& state, const std::string& events, const std::string& stated = "{}") {
    Lab lab;
    lab.add(Role::state, "state.json", state);
    lab.add(Role::events, "events.jsonl", events);
    lab.add(Role::stated, "stated-facts.json", stated);
    return derived(lab).facts.number("run.seconds");
  };
  const std::string ended = R"({"started_at": "2026-11-19T06:00:00Z", "finished_at": "2026-11-19T06:00:36Z"})";
  EXPECT_EQ(seconds(ended, ""), 36);
  EXPECT_EQ(seconds(R"({"started_at": "2026-11-19T06:01:00Z", "finished_at": "2026-11-19T06:00:36Z"})", ""),
            std::nullopt)
      << "the end is of the run before";
  EXPECT_EQ(seconds(ended, R"({"time": "2026-11-19T05:00:00Z", "action": "start"}
{"time": "2026-11-19T05:10:00Z", "action": "start"}
{"time": "2026-11-19T05:10:20Z", "action": "die"}
{"time": "2026-11-19T05:11:00Z", "action": "start"}
)"),
            20);
  // What the operator states under these names is of any type.
  EXPECT_EQ(seconds("{}", "", R"({"events": {"ended": [5], "started": ["x"], "probe_failed": 7}})"), std::nullopt);
}

TEST(DerivedFacts, CompareGatewayIdsAsAzureDoes) {
  const auto mismatch = [](const std::string& name) {
    Lab lab;
    lab.add(Role::settings, "settings.json",
            R"({"token": {"gateway_id": "Edge-A"}, "settings": {"gateway.name": {"value": ")" + name + "\"}}}");
    return derived(lab).facts.boolean("token.gateway_mismatch");
  };
  EXPECT_EQ(mismatch("edge-a"), false);
  EXPECT_EQ(mismatch("edge-b"), true);
}

TEST(DerivedFacts, NameTheSettingThatIsWrong) {
  Lab lab;
  lab.add(Role::settings, "settings.json",
          R"({"settings": {"telemetry.logs.std": {"problems": ["quoted"]}},
              "unknown": [{"name": "logs.std", "problem": "unknown-name"}]})");
  std::vector<std::string> mistakes;
  const InstanceFacts facts = derived(lab);
  for (const Fact& fact : facts.facts.all("settings.mistakes")) mistakes.emplace_back(to_text(fact.value).view());
  EXPECT_EQ(mistakes, (std::vector<std::string>{"telemetry.logs.std: quoted", "logs.std: unknown-name"}));
}

TEST(DerivedFacts, ReadTheTagInTheReferenceThatTheOperatorGave) {
  const auto tag = [](const std::string& image) {
    Lab lab;
    lab.add(Role::stated, "stated-facts.json", R"({"image": ")" + image + "\"}");
    return derived(lab).facts.text("version.tag").value_or(SafeText());
  };
  EXPECT_EQ(tag("mirror.example:5000/azure-api-management/gateway:2.10.1").view(), "2.10.1");
  EXPECT_EQ(tag("mcr.microsoft.com/azure-api-management/gateway:2.10.1@sha256:00ff").view(), "2.10.1");
  EXPECT_EQ(tag("mirror.example:5000/azure-api-management/gateway").view(), "");
  EXPECT_EQ(tag("gateway@sha256:00ff").view(), "");
}

TEST(DerivedFacts, TakeOnlyATierThatThereIs) {
  const auto supported = [](const std::string& tier) {
    Lab lab;
    lab.add(Role::stated, "stated-facts.json", R"({"tier": ")" + tier + "\"}");
    return derived(lab).facts.boolean("tier.supported");
  };
  for (const char* tier : {"Developer", "premium", "PREMIUM"}) EXPECT_EQ(supported(tier), true) << tier;
  for (const char* tier : {"Consumption", "Basic", "Standard", "BasicV2", "Standard v2", "premium-v2"}) {
    EXPECT_EQ(supported(tier), false) << tier;
  }
  for (const char* tier : {"Preemium", "", "free", "Premium plus"}) EXPECT_EQ(supported(tier), std::nullopt) << tier;
}

TEST(DerivedFacts, NameWhatAnswersInTheEndpointsPlaceAsTheGatewaySeesIt) {
  const auto probe = [](const std::string& from, const std::string& answered, bool shadowed) {
    return R"({"purpose":"configuration-endpoint","from":")" + from + R"(","dns":{"search":{"answered":")" + answered +
           R"(","shadowed":)" + (shadowed ? "true" : "false") + "}}}";
  };
  Lab inside;
  inside.add(Role::probe, "probe.json", probe("host", "endpoint.host.example", true));
  inside.add(Role::probe, "inside.json", probe("container", "endpoint.corp.example", true));
  const auto name = derived(inside).facts.text("endpoint.search_name");
  ASSERT_TRUE(name);
  EXPECT_EQ(name->view(), "endpoint.corp.example");
  Lab none;
  none.add(Role::probe, "probe.json", probe("host", "endpoint.host.example", false));
  EXPECT_FALSE(derived(none).facts.text("endpoint.search_name"));
}

}  // namespace
}  // namespace sgw::triage
