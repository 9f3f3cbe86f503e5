#include "src/triage/stated_words.hpp"

#include "tests/triage/lab.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace sgw::triage {
namespace {

InstanceFacts facts_of(const std::string& stated, const std::string& state = "") {
  test::Lab lab;
  lab.add(Role::stated, "stated-facts.json", stated);
  if (!state.empty()) lab.add(Role::state, "state.json", state);
  Evidence evidence = lab.evidence();
  test::shipped_rules().classify(evidence, {});
  return std::move(evidence.facts.front());
}

std::string text(const InstanceFacts& facts, std::string_view key) {
  const auto value = facts.facts.text(key);
  return value ? std::string(value->view()) : "unknown";
}

TEST(StatedWords, AreTakenForWhatASourceWouldHaveSeen) {
  EXPECT_EQ(text(facts_of(R"({"probes": {"dns": "No such host"}})"), "probe.dns.status"), "nxdomain");
  EXPECT_EQ(text(facts_of(R"({"probes": {"config_endpoint": {"tcp": "timed out"}}})"), "probe.tcp.status"), "timeout");
  EXPECT_EQ(text(facts_of(R"({"exit_code": 139})"), "exit.class"), "segfault");
  EXPECT_EQ(text(facts_of(R"({"k8s_events": ["Scheduled", "OOMKilling"]})"), "exit.class"), "oom");
}

TEST(StatedWords, ReadSizesInTheUnitsThatPeopleUse) {
  for (const auto& [size, bytes] : {std::pair{R"("512Mi")", "536870912"}, std::pair{R"("1.5 GiB")", "1610612736"},
                                    std::pair{R"("500MB")", "500000000"}, std::pair{"268435456", "268435456"},
                                    std::pair{R"("plenty")", "unknown"}, std::pair{R"("-1Gi")", "unknown"}}) {
    const auto facts = facts_of(std::string(R"({"memory_limit": )") + size + "}");
    EXPECT_EQ(text(facts, "state.limits.memory_bytes"), bytes) << size;
  }
  EXPECT_EQ(text(facts_of(R"({"memory_limit_mib": 256})"), "state.limits.memory_bytes"), "268435456");
}

TEST(StatedWords, SayNothingAgainstWhatWasObserved) {
  const auto facts = facts_of(R"({"exit_code": 139})", R"({"exit_code": 1, "running": false})");
  EXPECT_EQ(text(facts, "state.exit_code"), "1");
  EXPECT_EQ(facts.facts.first("state.exit_code")->origin, FactOrigin::observed);
}

TEST(StatedWords, StayStatedAndDecideAtMediumConfidenceAtMost) {
  test::Lab lab;
  lab.add(Role::stated, "stated-facts.json", R"({"oom_killed": true, "memory_limit": "256Mi"})");
  EXPECT_EQ(test::outline(lab.judge()), "customer oom medium");
}

TEST(StatedWords, ThatMeanNothingHereAreLeftAlone) {
  EXPECT_EQ(text(facts_of(R"({"probes": {"dns": "who knows"}})"), "probe.dns.status"), "unknown");
  EXPECT_EQ(text(facts_of(R"({"probes": {"otel_collector": {"dns": "nxdomain"}}})"), "probe.dns.status"), "unknown");
}

}  // namespace
}  // namespace sgw::triage
