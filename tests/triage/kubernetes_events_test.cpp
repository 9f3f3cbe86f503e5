#include "src/triage/kubernetes_events.hpp"

#include "src/triage/timeline.hpp"
#include "tests/triage/lab.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <string>

namespace sgw::triage {
namespace {

using test::Lab;

const std::string k_unhealthy =
    R"({"time": "2026-11-23T16:47:05Z", "first": "2026-11-23T16:46:15Z", "count": 6, "level": "Warning", "type": "Pod",)"
    R"( "action": "Unhealthy", "object": "Pod/edge-5f84-sq5tt",)"
    R"( "detail": "Startup probe failed: Get \"http://10.0.0.7:8080/status\": connection refused"})"
    "\n";
const std::string k_started =
    R"({"time": "2026-11-23T16:46:40Z", "first": "2026-11-23T16:46:06Z", "count": 2, "level": "Normal", "type": "Pod",)"
    R"( "action": "Started", "object": "Pod/edge-5f84-sq5tt", "detail": "Started container gateway"})"
    "\n";
const std::string k_back_off =
    R"({"time": "2026-11-23T16:59:00Z", "first": "2026-11-23T16:46:36Z", "count": 40, "level": "Warning",)"
    R"( "type": "Pod", "action": "BackOff", "object": "Pod/edge-5f84-sq5tt",)"
    R"j( "detail": "Back-off restarting failed container gateway in pod edge-5f84-sq5tt_edge(cc23)"})j"
    "\n";

SafeJson event(const std::string& text) { return SafeJson::parse(test::safe(text)).value(); }

std::string words(const std::string& text) { return std::string(words_of_event(event(text)).what.view()); }

FactSet facts_of(const std::string& events) {
  Lab lab;
  lab.add_instance("edge-1");
  lab.add(Role::events, "gateways/edge-1/events.jsonl", events);
  Evidence evidence = lab.evidence("2026-11-23T18:00:00Z");
  test::shipped_rules().classify(evidence, {});
  return evidence.facts.front().facts;
}

TEST(KubernetesEvents, CountAsOftenAsTheyWereSeen) {
  const FactSet facts = facts_of(k_unhealthy + k_unhealthy + k_started);
  EXPECT_EQ(facts.number("events.count.Unhealthy"), 12.0);
  EXPECT_EQ(facts.number("events.count.Started"), 2.0);
}

TEST(KubernetesEvents, KeepACountThatIsNoneWithinBounds) {
  const std::string head = R"({"level": "Warning", "action": "Failed", "count": )";
  EXPECT_EQ(times_seen(event(head + "0}")), 1U);
  EXPECT_EQ(times_seen(event(head + "-5}")), 1U);
  EXPECT_EQ(times_seen(event(head + "9223372036854775807}")), 1'000'000U);
  EXPECT_EQ(times_seen(event(head + "\"many\"}")), 1U);
}

TEST(KubernetesEvents, TellWhenARunBeganAndEnded) {
  const FactSet facts = facts_of(k_started + k_back_off + k_unhealthy);
  EXPECT_EQ(facts.all("events.started").size(), 2U);
  ASSERT_EQ(facts.all("events.ended").size(), 1U);  // the first wait: the others are waits, and no ends
  EXPECT_EQ(facts.time("events.ended"), test::at("2026-11-23T16:46:36Z"));
  EXPECT_EQ(facts.all("events.probe_failed").size(), 2U);
  EXPECT_EQ(facts.number("run.seconds"), 30.0);
}

TEST(KubernetesEvents, OfOtherObjectsAreNoRun) {
  std::string other = k_started;
  other.replace(other.find("\"Pod\""), 5, "\"Job\"");
  EXPECT_TRUE(facts_of(other).all("events.started").empty());
}

TEST(KubernetesEvents, AreSaidInWordsThatPodsShare) {
  EXPECT_EQ(words(k_unhealthy), "Unhealthy: Startup probe failed");
  EXPECT_EQ(words(k_back_off), "BackOff: Back-off restarting failed container gateway");
  EXPECT_EQ(words(k_started), "Started");
  EXPECT_EQ(words(R"({"level": "Warning", "action": "FailedScheduling", "object": "Pod/edge-1",
                      "detail": "0/3 nodes are available: 3 Insufficient cpu."})"),
            "FailedScheduling: 0/3 nodes are available: 3 Insufficient cpu.");
  EXPECT_EQ(words(R"({"level": "Warning", "action": "FailedCreate", "object": "ReplicaSet/edge-5f84",
                      "detail": "Error creating: pods \"edge-5f84-\" is forbidden"})"),
            "FailedCreate: Error creating: pods");
  EXPECT_EQ(words(R"({"level": "Warning"})"), "");
}

TEST(KubernetesEvents, TakeWarningsThatEveryPodHasForNone) {
  EXPECT_EQ(words_of_event(event(R"({"level": "Warning", "action": "MissingClusterDNS"})")).level, Literal("info"));
  EXPECT_EQ(words_of_event(event(R"({"level": "Warning", "action": "FailedMount"})")).level, Literal("warning"));
  EXPECT_EQ(words_of_event(event(R"({"level": "Warning", "action": "SystemOOM"})")).level, Literal("error"));
}

TEST(KubernetesEvents, StandInTheTimelineWithExactCounts) {
  Lab lab;
  lab.add(Role::events, "events.jsonl", k_unhealthy + k_started + k_back_off);
  const Timeline timeline = make_timeline(lab.evidence("2026-11-23T18:00:00Z"));
  EXPECT_EQ(timeline.events, 48U);
  std::uint64_t sum = 0;
  for (const TimelineRow& row : timeline.rows) sum += row.count;
  EXPECT_EQ(sum, 48U);
  EXPECT_EQ(timeline.series.front().events.source, Literal("kubernetes"));
}

// A warning that a finding rests on comes before one that no finding cites, whatever is more frequent.
TEST(KubernetesEvents, ThatAFindingRestsOnComeFirstOnThePage) {
  std::string text;
  for (char kind = 'a'; kind <= 'p'; ++kind) {
    text += R"({"time": "2026-11-23T16:40:00Z", "level": "Warning", "type": "Pod", "action": "Other)" +
            std::string(1, kind) + "\", \"count\": 900, \"detail\": \"x\"}\n";
  }
  text += R"({"time": "2026-11-23T16:47:00Z", "level": "Warning", "type": "Pod", "action": "FailedScheduling",)"
          R"( "detail": "0/1 nodes are available: 1 Insufficient cpu."})"
          "\n";
  Lab lab;
  lab.add_instance("edge-1");
  lab.add(Role::events, "gateways/edge-1/events.jsonl", text);
  lab.add(Role::kubernetes, "gateways/edge-1/kubernetes.json",
          R"({"pod": "edge-1", "unschedulable": "0/1 nodes are available: 1 Insufficient cpu."})");
  Evidence evidence = lab.evidence("2026-11-23T18:00:00Z");
  const Verdict verdict = test::shipped_rules().classify(evidence, {});
  const auto lines = highlights(make_timeline(evidence), verdict);
  EXPECT_EQ(lines.size(), k_max_highlights);
  EXPECT_TRUE(std::any_of(lines.begin(), lines.end(),
                          [](const Highlight& line) { return line.what.view().starts_with("FailedScheduling: "); }));
}

// Five hundred replicas of one workload, with events each: bounded lists, and a moment's work.
TEST(KubernetesEvents, OfAFleetAreJudgedInBoundedTime) {
  Lab lab;
  constexpr std::size_t replicas = 500;
  for (std::size_t index = 0; index < replicas; ++index) {
    const std::string name = "edge-" + std::to_string(1000 + index);
    const InstanceId id = lab.add_instance(name);
    const std::string folder = "gateways/" + name + "/";
    lab.add(Role::events, folder + "events.jsonl", k_unhealthy + k_started + k_back_off, id);
    lab.add(Role::state, folder + "state.json",
            R"({"source": "kubernetes", "status": "restarting", "running": false, "restarting": true, "exit_code": 139,
                "restart_count": 9, "image_id": "sha256:)" +
                std::to_string(index % 3) + "\", \"tag\": \"2.12.3\"}",
            id);
    lab.add(Role::kubernetes, folder + "kubernetes.json",
            R"({"context": "c", "namespace": "edge", "ready": false, "workload": {"kind": "Deployment", "name": "edge"},
                "probe_failures": [{"probe": "startup", "count": 6}], "waiting": {"reason": "CrashLoopBackOff"}})",
            id);
  }
  const auto start = std::chrono::steady_clock::now();
  Evidence evidence = lab.evidence("2026-11-23T18:00:00Z");
  const Verdict verdict = test::shipped_rules().classify(evidence, {});
  const Timeline timeline = make_timeline(evidence);
  const auto lines = highlights(timeline, verdict);
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(30));
  ASSERT_TRUE(verdict.primary);
  EXPECT_EQ(verdict.primary->view(), "crash-native");
  EXPECT_EQ(verdict.findings.front().instances.size(), replicas);
  EXPECT_LE(verdict.findings.front().evidence.size(), 8U);
  EXPECT_LE(timeline.rows.size(), k_max_timeline_rows);
  EXPECT_LE(lines.size(), k_max_highlights);
  const auto& drift = evidence.facts.front().facts.all("drift.image");
  ASSERT_EQ(drift.size(), 3U);
  EXPECT_THAT(std::string(to_text(drift.front().value).view()), testing::HasSubstr("edge-1000 and 166 more: "));
}

}  // namespace
}  // namespace sgw::triage
