#include "src/report/instance_words.hpp"

#include "tests/report/sample_report.hpp"

#include <gtest/gtest.h>

namespace sgw::report {
namespace {

using test::SampleReport;

TEST(InstanceWords, PutAGatewayOnOneLine) {
  const SampleReport sample;
  EXPECT_EQ(instance_line(sample.evidence.facts[0]).view(),
            "edge-1: running, version 2.8.1, unsupported (VER-WINDOW), restarts 3");
}

TEST(InstanceWords, SayHowAContainerEnded) {
  SampleReport sample;
  triage::InstanceFacts& gateway = sample.evidence.facts[0];
  gateway.facts = {};
  sample.set_fact("state.status", SafeText("exited"));
  sample.set_fact("state.exit_code", std::int64_t{139});
  sample.set_fact("exit.class", SafeText("segfault"), triage::FactOrigin::derived);
  EXPECT_EQ(words_of(gateway).status.view(), "exited (139, segfault)");
  sample.set_fact("state.oom_killed", true);
  EXPECT_EQ(words_of(gateway).status.view(), "exited (OOM-killed)");
}

TEST(InstanceWords, SayWhereAVersionIsFrom) {
  SampleReport sample;
  triage::InstanceFacts& gateway = sample.evidence.facts[0];
  gateway.facts = {};
  sample.set_fact("version.minor", SafeText("2.10"));
  sample.set_fact("version.source", SafeText("banner"));
  EXPECT_EQ(words_of(gateway).version.view(), "2.10 (from the banner)");
  EXPECT_TRUE(words_of(gateway).support.empty());
}

TEST(InstanceWords, SayOfWhatNothingIsKnown) {
  SampleReport sample;
  triage::InstanceFacts& gateway = sample.evidence.facts[0];
  gateway.facts = {};
  EXPECT_EQ(instance_line(gateway).view(), "edge-1");
  sample.set_fact("version.support", SafeText("unknown"), triage::FactOrigin::derived);
  EXPECT_EQ(instance_line(gateway).view(), "edge-1: version unknown");
}

TEST(InstanceWords, TellGatewaysOfOneNameApart) {
  SampleReport sample;
  triage::InstanceFacts& gateway = sample.evidence.facts[0];
  gateway.instance.name = SafeText("edge/1");
  gateway.instance.folder = SafeText("edge-1");
  EXPECT_EQ(words_of(gateway).name.view(), "edge/1");
  gateway.instance.name = SafeText("edge");
  gateway.instance.folder = SafeText("edge-2");
  EXPECT_EQ(words_of(gateway).name.view(), "edge (edge-2)");
}

TEST(InstanceWords, SayWhichGatewaysAreRecorded) {
  SampleReport sample;
  EXPECT_TRUE(recorded_words(sample.evidence).empty());
  sample.facts().erase("state.source");
  sample.set_fact("state.source", SafeText("sample"));
  EXPECT_EQ(recorded_words(sample.evidence).view(), "Recorded sample, not your gateway: edge-1.");
}

TEST(InstanceWords, MarkWhatOnlyTheOperatorSays) {
  SampleReport sample;
  sample.set_fact("tier", SafeText("Premium"), triage::FactOrigin::stated);
  EXPECT_EQ(fact_words(sample.facts(), "tier").view(), "Premium (stated by the operator)");
  EXPECT_EQ(fact_words(sample.facts(), "settings.auth_mode").view(), "token");
  EXPECT_TRUE(fact_words(sample.facts(), "nothing").empty());
}

}  // namespace
}  // namespace sgw::report
