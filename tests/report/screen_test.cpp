#include "tests/report/sample_report.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace sgw::report {
namespace {

using test::SampleReport;
using testing::HasSubstr;
using testing::StartsWith;

TEST(Screen, SaysWhoseWhatWhyAndWhatToDo) {
  const std::string screen = SampleReport().screen();
  EXPECT_THAT(screen, StartsWith("CUSTOMER — the configuration endpoint's name does not resolve\n"));
  EXPECT_THAT(screen, HasSubstr("high confidence, policy RESP-CU-NETWORK\n"));
  EXPECT_THAT(screen, HasSubstr("  edge-1: running, version 2.8.1, unsupported (VER-WINDOW), restarts 3\n"));
  EXPECT_THAT(screen, HasSubstr("DNS ✗ nxdomain 12 ms"));
  EXPECT_THAT(screen, HasSubstr("  gateways/edge-1/gateway.log:42  [Error] ConfigurationApi"));
  EXPECT_THAT(screen, HasSubstr("  unsupported-version: 2.8.1 is outside the support window\n"));
  EXPECT_THAT(screen, HasSubstr("  1. Correct the name.\n"));
  EXPECT_THAT(screen, HasSubstr("Not collected: no log: edge-0 (log driver none)\n"));
}

TEST(Screen, StaysOneScreenWhateverThereIsToSay) {
  SampleReport sample;
  const SafeText long_text("a rather long line that says the same again and again, and then once more ");
  SafeText longer;
  for (int i = 0; i < 20; ++i) longer += long_text;
  sample.primary().evidence.assign(50, {BundlePath() / "a.log", 1, {}, longer});
  sample.verdict.next_steps.assign(50, longer);
  sample.verdict.missing.assign(50, {longer, longer});
  for (int i = 0; i < 50; ++i) {
    sample.verdict.findings.push_back(sample.verdict.findings.back());
    sample.evidence.facts.push_back(sample.evidence.facts.front());
  }
  for (const std::size_t clusters : {std::size_t{0}, std::size_t{12}}) {
    sample.verdict.clusters.assign(clusters, {longer, {}, sample.verdict});
    for (const char* source : {"docker", "sample"}) {
      sample.facts().erase("state.source");
      sample.set_fact("state.source",
                      SafeText(source == std::string_view("sample") ? Literal("sample") : Literal("docker")));
      const auto lines = write_screen(sample.input());
      EXPECT_LE(lines.size(), 25U) << source;
      for (const ScreenLine& line : lines) EXPECT_LE(line.text.view().size(), 240U);
    }
  }
}

TEST(Screen, SaysOfEachClusterWhoseItsProblemIs) {
  SampleReport sample;
  triage::Verdict dead;
  dead.summary = SafeText("Nothing could be read of this cluster: the connection was refused.");
  sample.verdict.clusters = {{SafeText("east"), {}, dead}, {SafeText("west"), {SafeText("edge-1")}, sample.verdict}};
  const std::string screen = sample.screen();
  EXPECT_THAT(screen, StartsWith("CUSTOMER — the configuration endpoint's name does not resolve\n"));
  EXPECT_THAT(screen, HasSubstr("  east: UNDETERMINED — Nothing could be read of this cluster: the connection was "
                                "refused. (0 gateways, low confidence)\n"));
  EXPECT_THAT(screen,
              HasSubstr("  west: CUSTOMER — the configuration endpoint's name does not resolve (1 gateway, high "
                        "confidence)\n"));
  sample.verdict.clusters.resize(9, sample.verdict.clusters.back());
  EXPECT_THAT(sample.screen(), HasSubstr("  … and 6 more clusters\n"));
}

TEST(Screen, SaysFirstThatAGatewayIsARecordedSample) {
  SampleReport sample;
  sample.facts().erase("state.source");
  sample.set_fact("state.source", SafeText("sample"));
  EXPECT_THAT(sample.screen(), StartsWith("Recorded sample, not your gateway: edge-1.\nCUSTOMER — "));
}

TEST(Screen, SaysByWhatTheSupportWindowWasJudged) {
  SampleReport sample;
  for (const char* key : {"version.support", "version.basis", "version.stale"}) sample.facts().erase(key);
  sample.set_fact("version.support", SafeText("supported"));
  sample.set_fact("version.basis", SafeText("the table of releases of 2026-11-20 (6 days old)"));
  EXPECT_THAT(sample.screen(), HasSubstr("  Support window by the table of releases of 2026-11-20 (6 days old).\n"));
  sample.set_fact("version.stale", true);
  EXPECT_THAT(sample.screen(), HasSubstr("(6 days old). Newer releases may be out: --check-registry"));
  sample.facts().erase("version.support");
  EXPECT_THAT(sample.screen(), Not(HasSubstr("Support window by")));
}

TEST(Screen, CountsTheGapsThatItDoesNotName) {
  SampleReport sample;
  sample.evidence.remarks.push_back(sample.evidence.remarks.front());
  sample.evidence.remarks.push_back(sample.evidence.remarks.front());
  EXPECT_THAT(sample.screen(), HasSubstr("(log driver none), and 2 more gaps\n"));
}

TEST(Screen, HoldsNoControlCharacters) {
  SampleReport sample;
  sample.primary().evidence[0].quote = SafeText("\x1b[2Jclear\x07 and\nnew line");
  for (const ScreenLine& line : write_screen(sample.input())) {
    for (const char character : line.text.view()) EXPECT_GE(static_cast<unsigned char>(character), 0x20U);
  }
}

TEST(Screen, ColoursTheHeadlineByTheOwner) {
  SampleReport sample;
  EXPECT_EQ(write_screen(sample.input())[0].emphasis, ScreenLine::Emphasis::bad);
  sample.verdict.owner = triage::Owner::none;
  EXPECT_EQ(write_screen(sample.input())[0].emphasis, ScreenLine::Emphasis::good);
  sample.verdict.owner = triage::Owner::undetermined;
  EXPECT_EQ(write_screen(sample.input())[0].emphasis, ScreenLine::Emphasis::warning);
}

}  // namespace
}  // namespace sgw::report
