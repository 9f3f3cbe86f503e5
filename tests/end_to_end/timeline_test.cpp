#include "tests/end_to_end/program.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sys/resource.h>
#include <fstream>
#include <sstream>

namespace sgw::test {
namespace {

using testing::HasSubstr;

struct TimelineFile {
  JsonReader head;
  std::vector<JsonReader> rows;

  std::uint64_t count_of(std::string_view what) const {
    std::uint64_t sum = 0;
    for (const JsonReader& row : rows) {
      if (row["what"].text_or("") == what) sum += static_cast<std::uint64_t>(row["count"].integer_or(0));
    }
    return sum;
  }
};

TimelineFile parsed(const std::string& text) {
  TimelineFile file;
  std::istringstream lines(text);
  std::string line;
  while (std::getline(lines, line)) {
    const auto json = JsonReader::parse(line);
    EXPECT_TRUE(json) << line;
    if (!json) continue;
    if (!file.head.exists()) {
      file.head = *json;
    } else {
      file.rows.push_back(*json);
    }
  }
  return file;
}

// What holds of every timeline: the head's totals are those of the rows, the rows with a time come first and in order.
void expect_sound(const TimelineFile& file) {
  EXPECT_EQ(file.head["schema"].text_or(""), "sgw-diag/timeline/1");
  EXPECT_EQ(file.head["rows"].integer_or(-1), static_cast<std::int64_t>(file.rows.size()));
  EXPECT_LE(file.rows.size(), 1000U);
  std::int64_t events = file.head["left_out"]["events"].integer_or(0);
  std::optional<UtcTime> before;
  bool untimed = false;
  for (const JsonReader& row : file.rows) {
    events += row["count"].integer_or(0);
    const auto time = parse_time(row["time"].text_or(""));
    untimed = untimed || !time;
    EXPECT_EQ(untimed, !time.has_value()) << row.dump();
    EXPECT_EQ(!time.has_value(), row["no_time"].exists()) << row.dump();
    EXPECT_TRUE(!time || !before || *before <= *time) << row.dump();
    before = time;
    EXPECT_TRUE(row["file"].exists()) << row.dump();
  }
  EXPECT_EQ(file.head["events"].integer_or(-1), events);
}

std::string timeline_part(const std::string& page) {
  const std::size_t start = page.find("## Timeline\n");
  if (start == std::string::npos) return {};
  return page.substr(start, page.find("\n## ", start + 4) - start);
}

std::size_t lines_of(const std::string& part) {
  std::size_t count = 0;
  for (std::size_t at = part.find("\n- "); at != std::string::npos; at = part.find("\n- ", at + 1)) ++count;
  return count;
}

struct Told {
  const char* sample;
  std::vector<const char*> lines;  // of the page's part
};

class SampleTimeline : public testing::TestWithParam<Told> {};

TEST_P(SampleTimeline, IsInTheBundleOnThePageAndInWhatInspectSays) {
  const TempDir scratch;
  const std::string from = std::string("sample:") + GetParam().sample;
  ASSERT_EQ(run_program({"collect", "--from", from, "-o", scratch.path().string()}).exit_code, 0);
  const auto bundle = only_bundle(scratch.path());
  const auto files = unpacked(bundle, scratch);
  expect_sound(parsed(files.at("timeline.jsonl")));
  EXPECT_THAT(files.at("manifest.json"), HasSubstr("\"path\": \"timeline.jsonl\""));
  EXPECT_EQ(run_program({"verify", bundle.string()}).exit_code, 0);

  const std::string part = timeline_part(files.at("SUMMARY.md"));
  EXPECT_GE(lines_of(part), 3U);
  EXPECT_LE(lines_of(part), 12U);
  const auto inspected = run_program({"inspect", bundle.string()});
  EXPECT_EQ(inspected.exit_code, 0) << inspected.err;
  for (const char* line : GetParam().lines) {
    EXPECT_THAT(part, HasSubstr(line));
    const std::string said(line);
    EXPECT_THAT(inspected.out, HasSubstr("\n  " + said.substr(2, said.find(": ") - 2) + "  "));
  }
  const auto json = document_of(run_program({"inspect", bundle.string(), "--json"}));
  EXPECT_EQ(json["timeline"].items().size(), lines_of(part));
}

INSTANTIATE_TEST_SUITE_P(
    Every, SampleTimeline,
    testing::Values(
        Told{"crash-loop",
             {"- 2026-11-12T15:31:03Z to 2026-11-12T15:43:45Z: container ended (exit code 139), 9 times (engine) — "
              "`gateways/edge-gw/events.jsonl:2`",
              "- 2026-11-12T15:31:00Z to 2026-11-12T15:43:42Z: container started, 9 times (engine)"}},
        Told{"expired-token",
             {"- 2026-11-01T06:00:00Z: the gateway's token expired (settings)",
              "- 2026-11-01T06:00:09.912Z to 2026-11-02T09:19:43.400Z: ConfigurationApiV2NotAvailable (401 "
              "Unauthorized), 38 times (log)"}},
        Told{"dns-failure",
             {"- 2026-11-09T10:37:03.445Z: ConfigInitialSyncFailed (log)",
              "- 2026-11-09T10:45:00Z: status page answered 200, no configuration is loaded (status)",
              "- 2026-11-09T10:45:00Z: probe of contoso-apim.configuration.azure-api.net:443 broke at dns (probe)"}},
        Told{"oom", {"- 2026-11-03T10:20:49Z to 2026-11-03T10:23:48Z: container ran out of memory, 5 times (engine)"}}),
    [](const testing::TestParamInfo<Told>& row) {
      std::string name(row.param.sample);
      std::erase(name, '-');
      return name;
    });

TEST(Timeline, SaysHowTheClocksCompare) {
  const TempDir scratch;
  ASSERT_EQ(run_program({"collect", "--from", "sample:oom", "-o", scratch.path().string()}).exit_code, 0);
  const auto files = unpacked(only_bundle(scratch.path()), scratch);
  EXPECT_THAT(timeline_part(files.at("SUMMARY.md")),
              testing::AllOf(HasSubstr("The stamps that the gateway writes into its lines agree with the runtime's"),
                             HasSubstr("This host's clock agrees with contoso-apim.configuration.azure-api.net.")));
  const TimelineFile file = parsed(files.at("timeline.jsonl"));
  ASSERT_EQ(file.head["clocks"].items().size(), 2U);
  EXPECT_EQ(file.head["clocks"].at(0)["clock"].text_or(""), "gateway");
  EXPECT_EQ(file.head["clocks"].at(0)["modulo_hours"].integer_or(0), 12);
}

// Returns the finished bundle's files.
std::map<std::string, std::string> collected(const std::filesystem::path& log, const TempDir& scratch) {
  const TempDir bundles;
  ProcessOptions options;
  options.more_env = {"SOURCE_DATE_EPOCH=1790000000"};
  const auto result = run_program({"collect", "--logs", log.string(), "--no-probes", "-o", bundles.path().string(),
                                   "--map", (scratch.path() / "map.json").string()},
                                  options);
  EXPECT_LE(result.exit_code, 1) << result.err;
  const auto bundle = only_bundle(bundles.path());
  EXPECT_EQ(run_program({"verify", bundle.string()}).exit_code, 0);
  EXPECT_LE(run_program({"inspect", bundle.string()}).exit_code, 1);
  return unpacked(bundle, bundles);
}

TEST(Timeline, OfAMillionEventsIsSmallAndItsCountsAreExact) {
  const TempDir scratch;
  const auto log = scratch.path() / "gateway.log";
  constexpr int k_events = 1'000'000;
  {
    std::ofstream out(log, std::ios::binary);
    for (int i = 0; i < k_events; ++i) {
      out << format_time(UtcTime(std::chrono::seconds(1'780'000'000 + i)))
          << " [Error] 2026-05-28T08:26:40.000 [ConfigInitialSyncFailed], message: x\n";
    }
  }
  const auto files = collected(log, scratch);
  const TimelineFile file = parsed(files.at("timeline.jsonl"));
  expect_sound(file);
  EXPECT_EQ(file.count_of("ConfigInitialSyncFailed"), static_cast<std::uint64_t>(k_events));
  EXPECT_EQ(file.rows.size(), 12U);
  EXPECT_EQ(file.rows.front()["time"].text_or(""), format_time(UtcTime(std::chrono::seconds(1'780'000'000))));
  EXPECT_EQ(file.rows.back()["until"].text_or(""),
            format_time(UtcTime(std::chrono::seconds(1'780'000'000 + k_events - 1))));
  EXPECT_LT(files.at("timeline.jsonl").size(), 10'000U);
  EXPECT_THAT(timeline_part(files.at("SUMMARY.md")), HasSubstr("ConfigInitialSyncFailed, 1000000 times (log)"));
  ASSERT_EQ(file.head["clocks"].items().size(), 1U);
  EXPECT_EQ(file.head["clocks"].at(0)["clock"].text_or(""), "gateway");
}

TEST(Timeline, StaysSoundForStampsThatAreOutOfOrderMissingOrNoTimes) {
  std::string text;
  std::uint64_t events = 0;
  for (int i = 0; i < 3000; ++i, ++events) {
    static constexpr std::array k_stamps{"2026-08-01T10:00:00Z ", "",
                                         "0001-01-01T00:00:00Z ", "2026-07-01T10:00:00.123456789Z ",
                                         "9999-12-31T23:59:59Z ", "2026-08-01T09:59:59+02:00 ",
                                         "2026-13-45T99:99:99Z "};
    text += std::string(k_stamps[static_cast<std::size_t>(i) % k_stamps.size()]) +
            "[Error] 2026-08-01T10:00:00.000 [ConfigInitialSyncFailed], message: x\n";
  }
  const TempDir scratch;
  const auto log = scratch.write("gateway.log", text);
  const auto files = collected(log, scratch);
  const TimelineFile file = parsed(files.at("timeline.jsonl"));
  expect_sound(file);
  EXPECT_EQ(file.count_of("ConfigInitialSyncFailed"), events);
  EXPECT_EQ(files.at("timeline.jsonl"), collected(log, scratch).at("timeline.jsonl"));  // to the byte
  std::uint64_t untimed = 0;
  for (const JsonReader& row : file.rows) untimed += row["time"].exists() ? 0U : 1U;
  EXPECT_EQ(untimed, 2U) << files.at("timeline.jsonl");
  for (const JsonReader& row : file.rows) EXPECT_THAT(row["time"].text_or("2026-"), testing::StartsWith("2026-"));
}

TEST(Timeline, OfAGatewayWithoutALineIsEmptyAndTheBundleSound) {
  const TempDir scratch;
  const auto log = scratch.write("gateway.log", "");
  const auto files = collected(log, scratch);
  const TimelineFile file = parsed(files.at("timeline.jsonl"));
  expect_sound(file);
  EXPECT_TRUE(file.rows.empty());
  EXPECT_EQ(timeline_part(files.at("SUMMARY.md")), "");
}

TEST(Timeline, HoldsNoSecretOfAnUnknownEvent) {
  const TempDir scratch;
  const auto log = scratch.write(
      "gateway.log", "2026-08-01T10:00:00Z [Error] 2026-08-01T10:00:00.000 [NewKind], Password=hunter2x; more\n");
  const auto files = collected(log, scratch);
  EXPECT_THAT(files.at("timeline.jsonl"), testing::AllOf(HasSubstr("\"known\":false"), HasSubstr("NewKind")));
  EXPECT_THAT(files.at("timeline.jsonl"), testing::Not(HasSubstr("hunter2x")));
}

}  // namespace
}  // namespace sgw::test
