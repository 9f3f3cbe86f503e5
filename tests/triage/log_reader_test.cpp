#include "src/triage/log_reader.hpp"

#include "src/triage/rule_book.hpp"
#include "tests/triage/lab.hpp"

#include <gtest/gtest.h>
#include <algorithm>

namespace sgw::triage {
namespace {

using test::safe;

LogSummary read(const std::string& text) {
  LogReader reader(test::shipped_rules().log_patterns(), BundlePath() / "current.log");
  reader.add(safe(text));
  return reader.take();
}

const EventCount* event(const LogSummary& summary, std::string_view name) {
  const auto found = std::find_if(summary.events.begin(), summary.events.end(),
                                  [&](const EventCount& one) { return one.name.view() == name; });
  return found == summary.events.end() ? nullptr : &*found;
}

TEST(LogReader, CountsEventsWithTheirFirstAndLastTimeByTheRuntimesClock) {
  const LogSummary summary = read(
      "2026-11-23T16:00:00Z stdout [Info] 2026-11-23T04:00:00.000 [NoNewEvents]\n"
      "2026-11-23T16:00:10Z stdout [Info] 2026-11-23T04:00:10.000 [NoNewEvents]\n");
  const EventCount* found = event(summary, "NoNewEvents");
  ASSERT_NE(found, nullptr);
  EXPECT_EQ(found->count, 2U);
  EXPECT_TRUE(found->known);
  EXPECT_TRUE(found->benign);
  EXPECT_EQ(found->first_seen, test::at("2026-11-23T16:00:00Z"));
  EXPECT_EQ(found->last_seen, test::at("2026-11-23T16:00:10Z"));
  EXPECT_EQ(found->first_place.line, 1U);
  EXPECT_EQ(found->last_place.line, 2U);
  EXPECT_EQ(found->first_place.file.view(), "current.log");
  EXPECT_NE(found->first_place.quote.view().find("16:00:00Z"), std::string_view::npos);
}

TEST(LogReader, TakesTheTimeOfAJsonRecordWhenTheRuntimeGaveNone) {
  const LogSummary summary =
      read(R"({"level":"Verbose","timestamp":"2031-03-30T02:15:35.9530413Z","eventType":"NoNewEvents"})"
           "\n");
  EXPECT_EQ(event(summary, "NoNewEvents")->last_seen, test::at("2031-03-30T02:15:35.953Z"));
  EXPECT_EQ(summary.last_time, test::at("2031-03-30T02:15:35.953Z"));
}

TEST(LogReader, TakesNoTimeOfAnotherCenturyForTheLogs) {
  const LogSummary summary = read("2026-11-23T16:00:00Z stdout a\n9999-12-31T23:59:59Z stdout b\n");
  EXPECT_EQ(summary.last_time, test::at("2026-11-23T16:00:00Z"));
  EXPECT_EQ(read("1970-01-01T00:00:00Z stdout a\n").first_time, std::nullopt);
}

TEST(LogReader, GivesNoTimeFromTheTextStamp) {
  const LogSummary summary = read("[Info] 2026-11-23T04:00:00.000 [NoNewEvents]\n");
  EXPECT_FALSE(event(summary, "NoNewEvents")->first_seen);
}

TEST(LogReader, CountsAnEventThatNobodyKnows) {
  const LogSummary summary = read("[Warn] 2026-11-23T04:00:00.000 [NeverHeardOf], a: b\n");
  ASSERT_NE(event(summary, "NeverHeardOf"), nullptr);
  EXPECT_FALSE(event(summary, "NeverHeardOf")->known);
  EXPECT_EQ(event(summary, "NeverHeardOf")->level.view(), "warning");
}

TEST(LogReader, GivesTheLinesOfAnExceptionToTheirRecord) {
  const LogSummary summary = read(
      "[Warn] 2026-03-04T09:14:12.362 [ConfigurationApiV2NotAvailable], message: m, exception: "
      "System.Net.Http.HttpRequestException: x\n"
      " ---> System.Net.Sockets.SocketException (111): Connection refused\n"
      "   at System.Net.Sockets.SocketException (111): Connection refused\n");
  EXPECT_EQ(event(summary, "ConfigurationApiV2NotAvailable")->count, 1U);
  ASSERT_NE(event(summary, "ConfigurationApiV2NotAvailable (connection)"), nullptr);
  EXPECT_EQ(event(summary, "ConfigurationApiV2NotAvailable (connection)")->count, 1U);
}

TEST(LogReader, CountsTheReasonOfARequestWhateverTheFormat) {
  const std::string text =
      "[Info] 2026-03-04T09:39:54.666 [GatewayLogs], isRequestSuccess: False, lastError: {\n  \"reason\": "
      "\"OperationNotFound\",\n}, a: b\n";
  EXPECT_EQ(event(read(text), "GatewayLogs: OperationNotFound")->count, 1U);
  const std::string json =
      R"({"isRequestSuccess":false,"category":"GatewayLogs","lastError":{"reason":"OperationNotFound"}})"
      "\n";
  EXPECT_EQ(event(read(json), "GatewayLogs: OperationNotFound")->count, 1U);
}

TEST(LogReader, DoesNotTakeACallersTextForTheGateways) {
  const LogSummary summary =
      read("[Info] 2026-03-04T09:39:54.666 [GatewayLogs], isRequestSuccess: True, url: https://x/AADSTS7000215\n");
  EXPECT_EQ(event(summary, "(Entra sign-in failed)"), nullptr);
}

TEST(LogReader, KeepsTheStreamsApart) {
  const LogSummary summary = read(
      "2026-11-23T16:00:00Z stdout [Info] 2026-11-23T04:00:00.000 [GatewayLogs], isRequestSuccess: False, lastError: "
      "{\n"
      "2026-11-23T16:00:00Z stderr Unhandled exception. System.Exception: x\n"
      "2026-11-23T16:00:00Z stdout   \"reason\": \"Timeout\"\n");
  EXPECT_NE(event(summary, "GatewayLogs: Timeout"), nullptr);
  EXPECT_NE(event(summary, "(unhandled exception)"), nullptr);
}

TEST(LogReader, ReadsSeveralRecordsOfOneLine) {
  const LogSummary summary = read(
      "[Info] 2026-03-04T09:14:01.002 [A], s: X[Warn] 2026-03-04T09:14:01.003 [B][Error]2026-03-04T09:14:01.003 [C]\n");
  EXPECT_NE(event(summary, "A"), nullptr);
  EXPECT_NE(event(summary, "B"), nullptr);
  EXPECT_NE(event(summary, "C"), nullptr);
  EXPECT_EQ(summary.shared_lines, 1U);
}

TEST(LogReader, MakesAnUnhandledExceptionARecordOfItsOwn) {
  const LogSummary summary = read(
      "[Warn] 2026-03-04T09:14:12.362 [ConfigurationApiV2NotAvailable], exception: x\n"
      " ---> System.Net.Sockets.SocketException (111): Connection refused\n"
      "Unhandled exception. System.NullReferenceException: x\n"
      "   at Gateway.Run()\n");
  ASSERT_NE(event(summary, "(unhandled exception)"), nullptr);
  for (const auto& [key, hits] : summary.matched) {
    EXPECT_FALSE(key.starts_with("(unhandled exception) ~ ") && key.find("SocketException") != std::string::npos)
        << key;
  }
  const LogSummary inner = read(
      "Unhandled exception. System.AggregateException: One or more errors occurred.\n"
      " ---> System.Net.Sockets.SocketException (111): Connection refused\n");
  EXPECT_TRUE(std::any_of(inner.matched.begin(), inner.matched.end(), [](const auto& one) {
    return one.first.starts_with("(unhandled exception) ~ ") && one.first.find("SocketException") != std::string::npos;
  }));
}

TEST(LogReader, CountsTheRecordsOfTheEventSinceTheLastMatch) {
  const std::string refused =
      "[Warn] 2026-03-04T09:14:12.362 [ConfigurationApiV2NotAvailable], StatusCode: Unauthorized\n";
  const std::string forbidden =
      "[Warn] 2026-03-04T09:14:12.362 [ConfigurationApiV2NotAvailable], StatusCode: Forbidden\n";
  const std::string other = "[Info] 2026-03-04T09:14:12.362 [NoNewEvents]\n";
  const auto since = [](const LogSummary& summary, std::string_view word) {
    for (const auto& [key, hits] : summary.matched) {
      if (key.starts_with("ConfigurationApiV2NotAvailable ~ ") && key.find(word) != std::string::npos)
        return hits.since;
    }
    return std::uint64_t{999};
  };
  const LogSummary summary = read(refused + other + forbidden + other + other + forbidden);
  EXPECT_EQ(since(summary, "Unauthorized"), 2U);
  EXPECT_EQ(since(summary, "Forbidden"), 0U);
}

TEST(LogReader, BeginsAQuoteWithAWholeWord) {
  const LogSummary summary =
      read("[Warn] 2026-03-04T09:14:12.362 [ConfigurationApiV2NotAvailable], message: " + std::string(200, 'x') +
           " <redacted:secret-value:0011aabb>, exception: " + std::string(50, 'y') + ": StatusCode: Unauthorized\n");
  const auto found = std::find_if(summary.matched.begin(), summary.matched.end(),
                                  [](const auto& one) { return one.first.find("Unauthorized") != std::string::npos; });
  ASSERT_NE(found, summary.matched.end());
  EXPECT_TRUE(found->second.places.front().quote.view().starts_with("exception: "));
}

TEST(LogReader, FindsTheBanner) {
  const LogSummary summary = read("version: 2.10.3197.0\ncommit: 0a1b\nversion: not one\n");
  ASSERT_TRUE(summary.banner);
  EXPECT_EQ(to_text(summary.banner->value).view(), "2.10.3197.0");
  EXPECT_EQ(summary.banner->place.line, 1U);
}

TEST(LogReader, GivesTheSameWhereverAChunkEnds) {
  const std::string text =
      "2026-11-23T16:00:00Z [Warn] 2026-03-04T09:14:12.362 [ConfigurationApiV2NotAvailable], exception: StatusCode: "
      "Forbidden\r\n"
      "2026-11-23T16:00:01Z [Info] 2026-03-04T09:14:12.362 [NoNewEvents]\n2026-11-23T16:00:02Z [Info] "
      "2026-03-04T09:14:12.362 [NoNewEvents]\n";
  for (std::size_t first = 0; first < text.size(); first = text.find('\n', first) + 1) {
    LogReader reader(test::shipped_rules().log_patterns(), BundlePath() / "a");
    reader.add(safe(text.substr(0, first)));
    reader.add(safe(text.substr(first)));
    const LogSummary summary = reader.take();
    EXPECT_EQ(summary.lines, 3U);
    EXPECT_EQ(event(summary, "NoNewEvents")->count, 2U);
    EXPECT_EQ(event(summary, "NoNewEvents")->last_place.line, 3U);
    EXPECT_EQ(event(summary, "ConfigurationApiV2NotAvailable (403 Forbidden)")->count, 1U);
  }
}

TEST(LogReader, CountsALineInPiecesOnce) {
  LogReader reader(test::shipped_rules().log_patterns(), BundlePath() / "a");
  reader.add(safe("[Info] 2026-03-04T09:14:12.362 [A] " + std::string(1000, 'x')));
  reader.add(safe(std::string(1000, 'y') + "\n[Info] 2026-03-04T09:14:12.362 [A]\n"));
  const LogSummary summary = reader.take();
  EXPECT_EQ(summary.lines, 2U);
  EXPECT_EQ(event(summary, "A")->count, 2U);
}

TEST(LogReader, BoundsQuotesAndKindsOfEvents) {
  std::string text = "[Error]2026-03-04T09:14:12.362 [A], " + std::string(5000, 'x') + " AADSTS7000215: \x01\x02 end\n";
  for (int number = 0; number < 2000; ++number)
    text += "[Info] 2026-03-04T09:14:12.362 [E" + std::to_string(number) + "]\n";
  const LogSummary summary = read(text);
  EXPECT_LE(summary.events.size(), LogReader::k_max_events + 1);
  EXPECT_GT(event(summary, "(other events)")->count, 1000U);
  ASSERT_NE(event(summary, "(Entra sign-in failed)"), nullptr);
  for (const auto& [key, hits] : summary.matched) {
    for (const Place& place : hits.places) {
      EXPECT_LE(place.quote.view().size(), 300U);
      EXPECT_EQ(
          std::count_if(place.quote.view().begin(), place.quote.view().end(), [](unsigned char c) { return c < 32; }),
          0);
    }
  }
}

TEST(LogReader, QuotesWhatMatchedFarIntoALine) {
  const LogSummary summary =
      read("[Error]2026-03-04T09:14:12.362 [A], " + std::string(5000, 'x') + " AADSTS7000215: secret\n");
  const auto found = std::find_if(summary.matched.begin(), summary.matched.end(),
                                  [](const auto& one) { return one.first.find("AADSTS") != std::string::npos; });
  ASSERT_NE(found, summary.matched.end());
  EXPECT_NE(found->second.places.front().quote.view().find("AADSTS7000215"), std::string_view::npos);
}

}  // namespace
}  // namespace sgw::triage
