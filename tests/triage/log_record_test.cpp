#include "src/triage/log_record.hpp"

#include <gtest/gtest.h>
#include <string>

namespace sgw::triage {
namespace {

TEST(LogRecord, TakesTheRuntimesPrefixApart) {
  const LineParts parts = split_line("2026-11-23T16:44:57.071123Z stderr [Error] x");
  EXPECT_EQ(parts.time, "2026-11-23T16:44:57.071123Z");
  EXPECT_TRUE(parts.from_stderr);
  EXPECT_EQ(parts.text, "[Error] x");
  EXPECT_EQ(split_line("2026-11-23T16:44:57+01:00 a").time, "2026-11-23T16:44:57+01:00");
  EXPECT_EQ(split_line("plain").text, "plain");
  EXPECT_EQ(split_line("stdout plain").text, "plain");
  EXPECT_EQ(split_line("").text, "");
}

TEST(LogRecord, DoesNotTakeTheGatewaysOwnStampForATime) {
  EXPECT_EQ(split_line("[Info] 2026-03-04T09:39:54.666 [A]").time, "");
  EXPECT_EQ(split_line("2026-03-04T09:39:54.666 no zone").time, "");
}

TEST(LogRecord, LooksBehindWhatToolsPutBeforeALine) {
  for (const char* line :
       {"store-gw-1  | 2026-11-23T16:44:57Z [Warn] x", "[pod/gw-0/gateway] 2026-11-23T16:44:57Z [Warn] x",
        "\x1b[36mstore-gw-1  |\x1b[0m 2026-11-23T16:44:57Z [Warn] x"}) {
    EXPECT_EQ(split_line(line).time, "2026-11-23T16:44:57Z") << line;
    EXPECT_EQ(split_line(line).text, "[Warn] x") << line;
  }
  for (const char* line : {"a sentence | with a bar", " | x", "|x", "[pod/gw-0", "name |", "[Info] 1 | 2"}) {
    EXPECT_EQ(split_line(line).text, line);
  }
}

TEST(LogRecord, ReadsJsonInColoursAndWithBlanks) {
  const std::string record = R"({"level":"Warning","eventType":"A"})";
  const std::string line = "\x1b[33m" + record + "\x1b[0m";
  const auto coloured = parse_header(split_line(line).text);
  ASSERT_TRUE(coloured);
  EXPECT_EQ(coloured->event, "A");
  const auto spaced = parse_header(R"({"level": "Error", "timestamp": "2026-03-04T14:14:12Z", "eventType": "B"})");
  ASSERT_TRUE(spaced);
  EXPECT_EQ(spaced->level, "error");
  EXPECT_EQ(spaced->event, "B");
  EXPECT_EQ(spaced->timestamp, "2026-03-04T14:14:12Z");
  EXPECT_FALSE(spaced->doubled_quote);
}

struct HeaderCase {
  const char* text;
  const char* level;
  const char* event;
};

class Headers : public testing::TestWithParam<HeaderCase> {};

TEST_P(Headers, AreRead) {
  const auto header = parse_header(split_line(GetParam().text).text);
  ASSERT_TRUE(header) << GetParam().text;
  EXPECT_EQ(header->level, GetParam().level);
  EXPECT_EQ(header->event, GetParam().event);
}

INSTANTIATE_TEST_SUITE_P(
    EveryQuirk, Headers,
    testing::Values(
        HeaderCase{"[Info] 2026-03-04T09:39:54.666 [HostBootstrapperStarting]", "info", "HostBootstrapperStarting"},
        HeaderCase{"[Error]2026-03-04T09:14:12.369 [ConfigInitialSyncFailed], exception: x", "error",
                   "ConfigInitialSyncFailed"},
        HeaderCase{"[Warn] 2023-02-2T04:54:07.276 [DnsDiscoveryFailed]", "warning", "DnsDiscoveryFailed"},
        HeaderCase{"[Error] [GatewayStartup], message: x", "error", "GatewayStartup"},
        HeaderCase{"[Error][GatewayStartup], message: x", "error", "GatewayStartup"},
        HeaderCase{"\x1b[33m[Warn] 2031-02-4T10:17:48.413 [DnsDiscoveryFailed]\x1b[0m", "warning",
                   "DnsDiscoveryFailed"},
        HeaderCase{"[33m[Warn] 2031-02-4T10:17:48.413 [DnsDiscoveryFailed]", "warning", "DnsDiscoveryFailed"},
        HeaderCase{"[Info] 2031-05-9T10:36:44.145, isRequestSuccess: True, totalTime: 17, category: GatewayLogs",
                   "info", "GatewayLogs"},
        HeaderCase{"[Fatal] something", "fatal", ""},
        HeaderCase{
            R"({"level":"Warning","timestamp":"2026-03-04T14:14:12.3622319Z","eventType":"ConfigurationApiV2NotAvailable"})",
            "warning", "ConfigurationApiV2NotAvailable"},
        HeaderCase{R"({"level":"Verbose","timestamp":"2031-03-30T02:15:35.9530413Z"","eventType":"NoNewEvents"})",
                   "debug", "NoNewEvents"},
        HeaderCase{R"({"isRequestSuccess":false,"totalTime":240199,"category":"GatewayLogs"})", "", "GatewayLogs"}));

TEST(LogRecord, TellsContinuationsFromRecords) {
  for (const char* text : {"   at Namespace.Type.Method()", " ---> System.Exception: x", "}", R"("reason": "x",)",
                           "[10.0.0.1] --> []", R"({ "statusCode": 404 })", "[Notice] x", ""}) {
    EXPECT_FALSE(parse_header(text)) << text;
  }
}

TEST(LogRecord, SeesTheDoubledQuoteAndInterleaving) {
  EXPECT_TRUE(
      parse_header(R"({"level":"Verbose","timestamp":"2031-03-30T02:15:35Z"","eventType":"A"})")->doubled_quote);
  EXPECT_FALSE(
      parse_header(R"({"level":"Verbose","timestamp":"2031-03-30T02:15:35Z","eventType":"A"})")->doubled_quote);
  EXPECT_TRUE(parse_header(R"({"level":"Warning","timestamp":"{2031-03-23T19:44:29.9207223Z","message":""LoggerId)")
                  ->interleaved);
  EXPECT_TRUE(parse_header(R"({"level":"Verbose","timestamp":",2031-03-23T19:44:29Z","eventType":"A"})")->interleaved);
  EXPECT_TRUE(parse_header(R"({"level":"Verbose","timestamp":"2031-03-23T19:44:29Z","eventType":"A"}{)")->interleaved);
  EXPECT_FALSE(parse_header(R"({"level":"Verbose","timestamp":"2031-03-23T19:44:29Z","eventType":"A"})")->interleaved);
}

TEST(LogRecord, FindsFurtherRecordsInALine) {
  const std::string text = "[Info] 2026-03-04T09:14:01.002 [A], source: X[Warn] 2026-03-04T09:14:01.003 [B]";
  EXPECT_EQ(next_record(text), text.find("[Warn]"));
  EXPECT_EQ(next_record("[Info] 2026-03-04T09:14:01.002 [A], message: [Error] is a word"), std::string_view::npos);
  const std::string json = R"({"level":"Info","eventType":"A"}{"level":"Error","eventType":"B"})";
  EXPECT_EQ(next_record(json), json.find("}{") + 1);
}

TEST(LogRecord, SurvivesEveryCutOfALine) {
  const std::string line =
      "2026-11-23T16:44:57.071123Z stdout \x1b[31m[Error]2026-03-04T09:14:12.369 [ConfigInitialSyncFailed], a: {";
  const std::string json =
      R"({"level":"Verbose","timestamp":"2031-03-30T02:15:35.9530413Z"","eventType":"NoNewEvents"})";
  for (const std::string& whole : {line, json}) {
    for (std::size_t from = 0; from < whole.size(); ++from) {
      for (std::size_t to = from; to <= whole.size(); ++to) {
        const std::string part = whole.substr(from, to - from);
        const LineParts parts = split_line(part);
        const auto header = parse_header(parts.text);
        const std::size_t next = next_record(parts.text);
        ASSERT_TRUE(next == std::string_view::npos || (next > 0 && next < parts.text.size()));
        ASSERT_TRUE(!header || header->event.size() <= 80);
      }
    }
  }
}

}  // namespace
}  // namespace sgw::triage
