#include "src/report/timeline_record.hpp"

#include "tests/report/sample_report.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace sgw::report {
namespace {

using test::SampleReport;
using testing::HasSubstr;

triage::EventSeries series(Literal what) {
  triage::EventSeries events;
  events.source = "log";
  events.kind = "log";
  events.clock = "runtime";
  events.what = SafeText(what);
  events.level = SafeText("error");
  events.count = 7;
  events.clusters = {{test::at("2026-11-12T15:00:00Z"), test::at("2026-11-12T15:01:00Z"), 7, 42}};
  events.place = {BundlePath() / "gateway.log", 42, SafeText(), SafeText("a \"quoted\" line")};
  return events;
}

TEST(TimelineRecord, IsAHeadAndARowForEachLine) {
  SampleReport sample;
  sample.evidence.facts.front().series.push_back(series("ConfigInitialSyncFailed"));
  EXPECT_EQ(
      sample.document("timeline.jsonl"),
      "{\"schema\":\"sgw-diag/timeline/1\",\"clock\":\"runtime\",\"rows\":1,\"events\":7,\"left_out\":{\"kinds\":0,"
      "\"events\":0},\"clocks\":[]}\n"
      "{\"time\":\"2026-11-12T15:00:00Z\",\"until\":\"2026-11-12T15:01:00Z\",\"instances\":[\"edge-1\"],"
      "\"source\":\"log\",\"kind\":\"log\",\"what\":\"ConfigInitialSyncFailed\",\"level\":\"error\",\"count\":7,"
      "\"clock\":\"runtime\",\"file\":\"gateway.log\",\"line\":42,\"text\":\"a \\\"quoted\\\" line\"}\n");
}

TEST(TimelineRecord, NamesTheLineInThePackedFileOrSaysThatItWasCutAway) {
  SampleReport sample;
  sample.evidence.facts.front().series.push_back(series("Kind"));
  sample.packed_line = [](const BundlePath&, std::uint64_t line) { return std::optional(line - 40); };
  EXPECT_THAT(sample.document("timeline.jsonl"), HasSubstr("\"line\":2,"));
  sample.packed_line = [](const BundlePath&, std::uint64_t) { return std::optional<std::uint64_t>(); };
  EXPECT_THAT(sample.document("timeline.jsonl"), HasSubstr("\"cut\":true"));
}

TEST(TimelineRecord, KeepsTheStampOfARowThatWasMoved) {
  SampleReport sample;
  triage::EventSeries probe = series("probe");
  probe.clock = "host";
  sample.evidence.facts.front().series.push_back(probe);
  sample.evidence.facts.front().clocks.push_back(
      {.clock = "host", .against = "runtime", .of = SafeText("docker"), .least_ms = 60'000, .most_ms = 60'000});
  EXPECT_THAT(
      sample.document("timeline.jsonl"),
      testing::AllOf(HasSubstr("\"time\":\"2026-11-12T14:59:00Z\""), HasSubstr("\"stamp\":\"2026-11-12T15:00:00Z\""),
                     HasSubstr("{\"clock\":\"host\",\"ahead_of\":\"runtime\",\"of\":\"docker\",\"least_ms\":60000,"
                               "\"most_ms\":60000,\"samples\":1}")));
  EXPECT_THAT(sample.document("SUMMARY.md"), HasSubstr("This host's clock is 60.0 s ahead of the runtime's."));
}

TEST(TimelinePart, SaysAClockThatIsBehindWithItsRange) {
  SampleReport sample;
  sample.evidence.facts.front().series.push_back(series("Kind"));
  sample.evidence.facts.front().clocks.push_back({.clock = "gateway",
                                                  .against = "runtime",
                                                  .of = SafeText("gateway.log"),
                                                  .least_ms = -5000,
                                                  .most_ms = -2000,
                                                  .samples = 9,
                                                  .half_days_open = true});
  EXPECT_THAT(sample.document("SUMMARY.md"),
              HasSubstr("The stamps that the gateway writes into its lines are 2.0 s to 5.0 s behind the runtime's (9 "
                        "lines compared; their 12-hour clock leaves multiples of 12 h open)."));
}

TEST(TimelinePart, LeavesThePageWithoutOneWhenNothingHappened) {
  SampleReport sample;
  sample.evidence.facts.front().series.clear();
  EXPECT_THAT(sample.document("SUMMARY.md"), testing::Not(HasSubstr("## Timeline")));
}

}  // namespace
}  // namespace sgw::report
