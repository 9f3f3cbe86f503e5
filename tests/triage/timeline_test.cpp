#include "src/triage/timeline.hpp"

#include "tests/triage/lab.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>

namespace sgw::triage {
namespace {

using test::Lab;

const std::string k_state = R"({"created": "2026-11-12T15:00:00Z", "started_at": "2026-11-12T15:00:01Z",
  "finished_at": "0001-01-01T00:00:00Z", "exit_code": 0, "restart_count": 2,
  "health": {"log": [{"start": "2026-11-12T15:00:30Z", "exit_code": 1, "output": "refused"},
                     {"start": "2026-11-12T15:01:00Z", "exit_code": 0, "output": "ok"}]}})";

struct Row {
  const TimelineRow* row = nullptr;
  const TimelineSeries* series = nullptr;
};

Row row_of(const Timeline& timeline, std::string_view what) {
  for (const TimelineRow& row : timeline.rows) {
    const TimelineSeries& series = timeline.series[row.series];
    if (series.events.what.view() == what) return {&row, &series};
  }
  return {};
}

std::uint64_t counted(const Timeline& timeline) {
  std::uint64_t sum = timeline.events_left_out;
  for (const TimelineRow& row : timeline.rows) sum += row.count;
  return sum;
}

std::vector<std::string> words(const std::vector<Highlight>& moments) {
  std::vector<std::string> list;
  for (const Highlight& moment : moments) list.emplace_back(moment.what.view());
  return list;
}

std::string line(std::string_view time, std::string_view level, std::string_view event) {
  std::string text(time);
  if (!text.empty()) text += ' ';
  return text + "[" + std::string(level) + "] 2026-11-12T03:00:00.000 [" + std::string(event) + "], message: x\n";
}

TEST(Timeline, MergesLogEngineStateTokenAndProbeInOrderOfTime) {
  Lab lab;
  lab.add(Role::log, "gateway.log", line("2026-11-12T15:00:10Z", "Error", "ConfigInitialSyncFailed"));
  lab.add(Role::events, "events.jsonl",
          "{\"time\": \"2026-11-12T15:00:20Z\", \"action\": \"die\", \"exit_code\": 139}\n"
          "{\"time\": \"2026-11-12T15:00:02Z\", \"action\": \"start\"}\n"
          "{\"time\": \"2026-11-12T15:00:40Z\", \"action\": \"health_status\", \"detail\": \"unhealthy\"}\n");
  lab.add(Role::state, "state.json", k_state);
  lab.add(Role::settings, "settings.json", R"({"token": {"expires": "2026-11-12T14:00:00Z"}})");
  lab.add(Role::probe, "probe.json",
          R"({"destination": "a.example", "port": 443, "time": "2026-11-12T15:05:00Z", "first_broken": "dns"})");
  const Timeline timeline = make_timeline(lab.evidence("2026-11-12T16:00:00Z"));
  std::vector<std::string> what;
  for (const TimelineRow& row : timeline.rows) what.emplace_back(timeline.series[row.series].events.what.view());
  EXPECT_THAT(what, testing::ElementsAre(
                        "the gateway's token expired", "container created", "container started (restart 2)", "start",
                        "ConfigInitialSyncFailed", "die (exit code 139)", "health check failed (exit code 1)",
                        "health_status: unhealthy", "health check passed", "probe of a.example:443 broke at dns"));
  EXPECT_EQ(row_of(timeline, "die (exit code 139)").row->line, 1U);
  EXPECT_EQ(row_of(timeline, "die (exit code 139)").series->events.level.view(), "error");
  EXPECT_EQ(row_of(timeline, "container created").series->events.place.pointer.view(), "/created");
  EXPECT_EQ(counted(timeline), timeline.events);
}

TEST(Timeline, GivesAnExitThatWasNoneNoRow) {
  Lab lab;
  lab.add(Role::state, "state.json", k_state);
  const Timeline timeline = make_timeline(lab.evidence());
  EXPECT_EQ(row_of(timeline, "container ended (exit code 0)").row, nullptr);
}

TEST(Timeline, PutsWhatHasNoTimeBehindAllElseAndSaysWhy) {
  Lab lab;
  lab.add(Role::log, "gateway.log",
          line("", "Error", "NoStampAtAll") + line("0001-01-01T00:00:00Z", "Error", "FirstYear") +
              line("9999-12-31T23:59:59Z", "Error", "LastYear") + line("2026-11-12T15:00:00Z", "Error", "Usual"));
  const Timeline timeline = make_timeline(lab.evidence());
  ASSERT_EQ(timeline.rows.size(), 4U);
  EXPECT_EQ(timeline.series[timeline.rows[0].series].events.what.view(), "Usual");
  EXPECT_EQ(row_of(timeline, "NoStampAtAll").row->no_time.view(), "no stamp in the line");
  EXPECT_EQ(row_of(timeline, "NoStampAtAll").row->line, 1U);
  for (const std::string_view odd : {"FirstYear", "LastYear"}) {
    EXPECT_FALSE(row_of(timeline, odd).row->time) << odd;
    EXPECT_EQ(row_of(timeline, odd).row->no_time.view(), "the stamp is no time from 2000 to 2099") << odd;
  }
}

TEST(Timeline, IsTheSameWhereverChunksEnd) {
  std::string text;
  for (int i = 0; i < 500; ++i) {
    const std::string second = std::to_string(10 + i % 50);
    text +=
        line("2026-11-12T15:0" + std::to_string(i % 7) + ":" + second + "Z", "Error", "Kind" + std::to_string(i % 5));
  }
  const auto outline = [&](std::size_t chunk) {
    Lab lab;
    lab.add(Role::log, "gateway.log", text, std::nullopt, chunk);
    const Timeline timeline = make_timeline(lab.evidence());
    std::string rows;
    for (const TimelineRow& row : timeline.rows) {
      rows +=
          format_time(*row.time) + " " + std::to_string(row.count) + " " + std::to_string(row.line.value_or(0)) + "\n";
    }
    return rows;
  };
  const std::string whole = outline(1 << 20);
  EXPECT_EQ(outline(1), whole);
  EXPECT_EQ(outline(777), whole);
  EXPECT_NE(whole, "");
}

TEST(Timeline, IsBoundedWhateverTheNumberOfKindsAndItsCountsAreExact) {
  Lab lab;
  std::uint64_t lines = 0;
  for (int log = 0; log < 4; ++log) {
    std::string text;
    for (int i = 0; i < 4000; ++i, ++lines) {
      const std::string stamp = format_time(UtcTime(std::chrono::hours(490'000) + std::chrono::minutes(i * 7)));
      text += line(stamp, "Info", "Kind" + std::to_string(i % 400));
    }
    lab.add(Role::log, "gateway-" + std::to_string(log) + ".log", text);
  }
  lab.add(Role::events, "events.jsonl", "{\"time\": \"2026-11-12T15:00:20Z\", \"action\": \"oom\"}\n");
  const Timeline timeline = make_timeline(lab.evidence());
  EXPECT_LE(timeline.rows.size(), k_max_timeline_rows);
  EXPECT_GT(timeline.series_left_out, 0U);
  EXPECT_EQ(timeline.events, lines + 1);
  EXPECT_EQ(counted(timeline), timeline.events);
  EXPECT_NE(row_of(timeline, "oom").row, nullptr);  // what matters most stays
}

TEST(Timeline, BringsStampsOfOtherClocksToTheRuntimes) {
  Lab lab;
  lab.add(Role::engine, "engine.json", R"({"engine": "docker", "clock_skew_seconds": 100})");
  lab.add(Role::settings, "settings.json", R"({"token": {"expires": "2026-11-12T12:00:00Z"}})");
  lab.add(Role::probe, "probe.json",
          R"({"destination": "a.example", "time": "2026-11-12T15:00:00Z", "first_broken": "none",
              "http": {"clock_skew_seconds": 30}})");
  const Timeline timeline = make_timeline(lab.evidence("2026-11-13T00:00:00Z"));
  // This host is 100 s ahead of the runtime, and 30 s ahead of the endpoint.
  EXPECT_EQ(row_of(timeline, "probe of a.example was answered").row->time, test::at("2026-11-12T14:58:20Z"));
  EXPECT_EQ(row_of(timeline, "the gateway's token expired").row->time, test::at("2026-11-12T11:58:50Z"));
  EXPECT_EQ(row_of(timeline, "the gateway's token expired").series->moved_by, std::chrono::seconds(-70));
  ASSERT_EQ(timeline.clocks.size(), 2U);
}

TEST(Timeline, SaysHowFarTheLastStampIsAheadOfTheRun) {
  Lab lab;
  lab.add(Role::log, "gateway.log", line("2026-11-12T15:00:00Z", "Info", "NoNewEvents"));
  Evidence evidence = lab.evidence();
  evidence.finished = test::at("2026-11-12T14:00:00Z");
  const auto ahead = [](const Timeline& timeline) {
    const auto found = std::find_if(timeline.clocks.begin(), timeline.clocks.end(),
                                    [](const ClockReading& clock) { return clock.at_least; });
    return found == timeline.clocks.end() ? 0 : found->least_ms;
  };
  EXPECT_EQ(ahead(make_timeline(evidence)), 3'600'000);
  evidence.as_of_given = true;  // a record
  EXPECT_EQ(ahead(make_timeline(evidence)), 0);
  evidence.as_of_given = false;
  evidence.finished = test::at("2026-11-12T14:59:30Z");
  EXPECT_EQ(ahead(make_timeline(evidence)), 0);
}

TEST(Timeline, HasASharedProbeOnceForAllInstances) {
  Lab lab;
  lab.add_instance("edge-1");
  lab.add_instance("edge-2");
  lab.add(Role::probe, "probe.json",
          R"({"destination": "a.example", "time": "2026-11-12T15:00:00Z", "first_broken": "none"})");
  const Timeline timeline = make_timeline(lab.evidence());
  ASSERT_EQ(timeline.rows.size(), 1U);
  EXPECT_EQ(timeline.events, 1U);
  EXPECT_THAT(timeline.series[0].instances, testing::ElementsAre(test::safe("edge-1"), test::safe("edge-2")));
}

TEST(Timeline, SaysWhatTheGatewaysOwnWebServerAnsweredByThisHostsClock) {
  const auto answered = [](std::string_view answers) {
    Lab lab;
    lab.add(Role::engine, "engine.json", R"({"engine": "docker", "clock_skew_seconds": 100})");
    lab.add(Role::status, "status.json", "{\"time\": \"2026-11-12T15:00:00Z\", " + std::string(answers) + "}");
    const Timeline timeline = make_timeline(lab.evidence("2026-11-13T00:00:00Z"));
    EXPECT_EQ(timeline.rows.size(), 1U);
    if (timeline.rows.empty()) return std::string();
    const EventSeries& events = timeline.series[0].events;
    EXPECT_EQ(timeline.rows[0].time, test::at("2026-11-12T14:58:20Z"));  // this host is ahead
    EXPECT_EQ(events.source.view(), "status");
    EXPECT_EQ(events.place.pointer.view(), "/status_endpoint");
    return std::string(events.level.view()) + ": " + std::string(events.what.view());
  };
  EXPECT_EQ(answered(R"("status_endpoint": {"reached": true, "http_status": 200}, "configuration": "loaded")"),
            "info: status page answered 200, a configuration is loaded");
  EXPECT_EQ(answered(R"("status_endpoint": {"reached": true, "http_status": 200}, "configuration": "not-loaded")"),
            "warning: status page answered 200, no configuration is loaded");
  EXPECT_EQ(answered(R"("status_endpoint": {"reached": true, "http_status": 503}, "configuration": "unknown")"),
            "warning: status page answered 503");
  EXPECT_EQ(answered(R"("status_endpoint": {"reached": false, "error": "x"}, "configuration": "unknown")"),
            "warning: the gateway's web server did not answer");
}

TEST(Timeline, HasNoRowForAStatusThatNobodyAskedFor) {
  Lab lab;
  lab.add(Role::status, "status.json", R"({"configuration": "loaded"})");
  EXPECT_TRUE(make_timeline(lab.evidence()).rows.empty());
}

TEST(Timeline, CountsEngineEventsOverTheLimitOfKindsTogether) {
  std::string text;
  for (int i = 0; i < 200; ++i) text += "{\"action\": \"a" + std::to_string(i) + "\"}\n";
  Lab lab;
  lab.add(Role::events, "events.jsonl", text);
  const Timeline timeline = make_timeline(lab.evidence());
  EXPECT_EQ(timeline.events, 200U);
  EXPECT_EQ(row_of(timeline, "(other events)").row->count, 200U - 64U);
}

TEST(Highlights, AreAtMostADozenTheWeightiestInOrderOfTime) {
  std::string text;
  for (int i = 0; i < 30; ++i) {
    text += line("2026-11-12T15:" + std::to_string(10 + i) + ":00Z", i == 29 ? "Error" : "Warn",
                 "Kind" + std::to_string(10 + i));
  }
  Lab lab;
  lab.add(Role::log, "gateway.log", text);
  const Timeline timeline = make_timeline(lab.evidence());
  const auto moments = highlights(timeline, {});
  ASSERT_EQ(moments.size(), k_max_highlights);
  EXPECT_EQ(moments.back().what.view(), "Kind39");
  EXPECT_TRUE(std::is_sorted(moments.begin(), moments.end(),
                             [](const Highlight& left, const Highlight& right) { return left.first < right.first; }));
}

TEST(Highlights, SayAThingOnce) {
  Lab lab;
  lab.add(Role::state, "state.json", k_state);
  lab.add(Role::events, "events.jsonl", "{\"time\": \"2026-11-12T15:00:01Z\", \"action\": \"start\"}\n");
  lab.add(Role::log, "gateway.log",
          "2026-11-12T15:00:02Z version: 2.10.3197.0\n"
          "2026-11-12T15:00:03Z [Warn] 2026-11-12T03:00:03.000 [ConfigurationApiV2NotAvailable], message: Name or "
          "service not known\n");
  const auto moments = highlights(make_timeline(lab.evidence()), {});
  EXPECT_THAT(words(moments), testing::ElementsAre("start", "ConfigurationApiV2NotAvailable (name resolution)",
                                                   "health check failed (exit code 1)", "health check passed"));
}

TEST(Highlights, ShowWhatAFindingCitesHoweverLowItsLevel) {
  Lab lab;
  lab.add(Role::log, "gateway.log", line("2026-11-12T15:00:00Z", "Info", "NoNewEvents"));
  const Timeline timeline = make_timeline(lab.evidence());
  EXPECT_THAT(words(highlights(timeline, {})), testing::IsEmpty());
  Verdict verdict;
  verdict.findings.emplace_back();
  verdict.findings.back().owner = Owner::customer;
  verdict.findings.back().evidence.push_back({BundlePath() / "gateway.log", 1, {}, {}});
  EXPECT_THAT(words(highlights(timeline, verdict)), testing::ElementsAre("NoNewEvents"));
  verdict.findings.back().owner = Owner::none;
  EXPECT_THAT(words(highlights(timeline, verdict)), testing::IsEmpty());
}

}  // namespace
}  // namespace sgw::triage
