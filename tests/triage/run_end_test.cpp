#include "src/triage/run_end.hpp"

#include "tests/triage/lab.hpp"

#include <gtest/gtest.h>

namespace sgw::triage {
namespace {

using Lines = std::vector<std::string>;

// `lines`: how many have ended before the chunk, and with it.
void add(RunEnd& end, const std::string& chunk, std::uint64_t& lines) {
  std::vector<LineStart> starts;
  for (std::size_t at = 0; at < chunk.size(); ++at) {
    if (at == 0 || chunk[at - 1] == '\n') starts.push_back({at, lines + 1});
    if (chunk[at] == '\n') ++lines;
  }
  end.add(test::redacted(chunk), starts, lines);
}

// "7: text" of each line found, with the log cut at `cut`.
Lines ends(const std::string& log, std::size_t cut = std::string::npos, std::string_view file = "stdout.log") {
  RunEnd end(BundlePath() / test::safe(file));
  std::uint64_t lines = 0;
  add(end, log.substr(0, cut), lines);
  if (cut < log.size()) add(end, log.substr(cut), lines);
  Lines found;
  for (const Place& place : end.take()) {
    found.push_back(std::to_string(place.line.value_or(0)) + ": " + std::string(place.quote.view()));
  }
  return found;
}

const std::string k_banner = "Microsoft Azure API Management self-hosted gateway\nversion: 2.12.3291.0\ncommit: 00\n";

TEST(RunEnd, IsWhatStandsBeforeTheLastBanner) {
  const std::string log =
      k_banner + "one\ntwo\n" + k_banner + "three\nfour\nUnhandled exception. X\n   at A.B()\n\n" + k_banner + "five\n";
  EXPECT_EQ(ends(log), (Lines{"9: three", "10: four", "11: Unhandled exception. X"}));
}

TEST(RunEnd, IsTheSameWhereverAChunkEnds) {
  const std::string log = k_banner + "one\n" + k_banner + "two\nthree\n" + k_banner + "four\n";
  const Lines whole = ends(log);
  EXPECT_EQ(whole, (Lines{"7: commit: 00", "8: two", "9: three"}));
  for (std::size_t cut = log.find('\n') + 1; cut < log.size(); cut = log.find('\n', cut) + 1) {
    EXPECT_EQ(ends(log, cut), whole) << "cut at " << cut;
    if (log.find('\n', cut) == std::string::npos) break;
  }
}

TEST(RunEnd, IsNoneOfALogWithOneRun) {
  EXPECT_EQ(ends(k_banner + "one\n"), Lines{});
  EXPECT_EQ(ends("one\ntwo\n"), Lines{});
  EXPECT_EQ(ends("one\nversion: unknown\ntwo version: 2.1.0.0\n"), Lines{});
}

TEST(RunEnd, IsTheEndOfALogOfThePreviousRun) {
  EXPECT_EQ(ends(k_banner + "one\nlast words", std::string::npos, "previous.log"),
            (Lines{"3: commit: 00", "4: one", "5: last words"}));
}

TEST(RunEnd, LooksAtALineOnceHoweverOftenItHoldsTheWord) {
  std::string line = "said ";
  while (line.size() < 4'000'000) line += "version: 2 ";
  EXPECT_EQ(ends("one\n" + line + "\n" + k_banner + "two\n").size(), 2U);
  EXPECT_EQ(ends("one\n" + line + "\n"), Lines());
}

TEST(RunEnd, ReadsStampsAndStreams) {
  EXPECT_EQ(ends("2026-11-19T06:00:00Z stderr died\n2026-11-19T06:00:01Z stdout version: 2.12.3291.0\n"),
            (Lines{"1: 2026-11-19T06:00:00Z stderr died"}));
}

}  // namespace
}  // namespace sgw::triage
