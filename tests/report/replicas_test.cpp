#include "src/report/replicas.hpp"

#include "tests/report/sample_report.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <string>

namespace sgw::report {
namespace {

using test::SampleReport;
using testing::HasSubstr;
using testing::Not;

// So many replicas of one workload, in place of the sample's gateway; the first `hit` of them have the primary finding.
SampleReport workload_of(std::size_t replicas, std::size_t hit) {
  SampleReport sample;
  const triage::InstanceFacts pattern = sample.evidence.facts.front();
  sample.evidence.facts.clear();
  sample.evidence.instances.clear();
  for (triage::Finding& finding : sample.verdict.findings) finding.instances.clear();
  for (std::size_t index = 0; index < replicas; ++index) {
    triage::InstanceFacts one = pattern;
    one.instance.folder = SafeText("edge-") + SafeText(1000 + index);
    one.instance.name = one.instance.folder;
    const auto add = [&](std::string_view key, const SafeText& text) {
      one.facts.add(key, {text, triage::FactOrigin::observed, {}});
    };
    add("kubernetes.workload.kind", SafeText("Deployment"));
    add("kubernetes.workload.name", SafeText("edge"));
    add("kubernetes.namespace", SafeText("apim"));
    add("kubernetes.node", SafeText("node1"));
    if (index < hit) sample.primary().instances.push_back(one.instance.folder);
    sample.evidence.instances.push_back(one.instance);
    sample.evidence.facts.push_back(std::move(one));
  }
  return sample;
}

std::size_t lines_with(const std::string& page, std::string_view text) {
  std::size_t count = 0;
  for (std::size_t at = page.find(text); at != std::string::npos; at = page.find(text, at + 1)) ++count;
  return count;
}

TEST(Replicas, ShareALineWhenTheVerdictSaysTheSameOfThem) {
  const std::string page = workload_of(5, 3).document("SUMMARY.md");
  EXPECT_THAT(page, HasSubstr("| 3 of 5 replicas of Deployment apim/edge: edge-1000, edge-1001, … | "));
  EXPECT_THAT(page, HasSubstr("| the configuration endpoint's name does not resolve |\n"
                              "| 2 of 5 replicas of Deployment apim/edge: edge-1003, edge-1004 | "));
}

TEST(Replicas, NameWhereASinglePodRuns) {
  EXPECT_THAT(workload_of(1, 1).document("SUMMARY.md"), HasSubstr("| edge-1000 (Deployment apim/edge, node node1) | "));
}

TEST(Replicas, StandWithWhatIsWorseFirst) {
  SampleReport sample = workload_of(3, 0);
  sample.primary().instances = {SafeText("edge-1002")};
  const auto groups = replica_groups(sample.input());
  ASSERT_EQ(groups.size(), 2U);
  EXPECT_EQ(groups[0].names.front().view(), "edge-1002");
  EXPECT_EQ(groups[0].count, 1U);
  EXPECT_EQ(groups[1].count, 2U);
  EXPECT_EQ(gateways_from(groups, 1), 2U);
}

TEST(Replicas, OfTwoClustersAreNotPutTogether) {
  SampleReport sample = workload_of(2, 2);
  for (std::size_t index = 0; index < 2; ++index) {
    const SafeText context = SafeText("cluster-") + SafeText(index);
    sample.evidence.facts[index].facts.add("kubernetes.context", {context, triage::FactOrigin::observed, {}});
  }
  EXPECT_EQ(replica_groups(sample.input()).size(), 2U);
}

TEST(Replicas, AreOneLineOnTheScreenToo) {
  EXPECT_THAT(workload_of(5, 3).screen(), HasSubstr("3 of 5 replicas of Deployment apim/edge: running, version 2.8.1"));
}

TEST(Replicas, GatewaysThatAreNoneKeepALineEach) {
  SampleReport sample = workload_of(30, 30);
  for (auto& one : sample.evidence.facts) one.facts.erase("kubernetes.workload.name");
  const std::string page = sample.document("SUMMARY.md");
  EXPECT_EQ(lines_with(page, "\n| edge-10"), 20U);
  EXPECT_THAT(page, HasSubstr("… and 10 more"));
}

// The pages of five hundred pods are those of three, and are made in a moment.
TEST(Replicas, OfAFleetCostAPageAndNoMore) {
  const SampleReport fleet = workload_of(500, 300);
  const auto start = std::chrono::steady_clock::now();
  const std::string page = fleet.document("SUMMARY.md");
  const std::string request = fleet.document("support-request.md");
  const std::string verdict = fleet.document("verdict.json");
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(20));
  EXPECT_THAT(page, HasSubstr("| 300 of 500 replicas of Deployment apim/edge: "));
  EXPECT_THAT(page, Not(HasSubstr("edge-1002")));
  EXPECT_LT(page.size(), workload_of(3, 3).document("SUMMARY.md").size() + 2000);
  EXPECT_LT(request.size(), workload_of(3, 3).document("support-request.md").size() + 2000);
  EXPECT_EQ(lines_with(verdict, "\"edge-1"), 300U);
}

TEST(Replicas, AreCutInVerdictJsonWithTheirNumberSaid) {
  const std::string verdict = workload_of(2100, 2100).document("verdict.json");
  EXPECT_EQ(lines_with(verdict, "\"edge-"), 2000U);
  EXPECT_THAT(verdict, HasSubstr("\"instances_left_out\": 100"));
}

}  // namespace
}  // namespace sgw::report
