#include "collector/log_until.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <string>

namespace sgw::collector {
namespace {

constexpr std::string_view k_log =
    "2026-11-23T10:00:00.000000001Z first\n"
    "  at a stack frame without a stamp\n"
    "\n"
    "2026-11-23T10:00:05Z second\n"
    "2026-11-23T10:00:05.001Z third\n"
    "  of the third\n"
    "2026-11-23T10:00:04Z out of order, after the end\n";

struct Ended {
  std::string text;
  bool wants_more = true;
};

Ended until(std::string_view log, std::optional<UtcTime> time, std::size_t chunk) {
  Ended ended;
  LogUntil window(time);
  const auto emit = [&ended](std::string_view bytes) { ended.text += bytes; };
  for (; ended.wants_more && !log.empty(); log.remove_prefix(std::min(chunk, log.size()))) {
    ended.wants_more = window.feed(log.substr(0, chunk), emit);
  }
  window.finish(emit);
  return ended;
}

TEST(LogUntil, EndsBeforeTheFirstLaterLineWhereverChunksAreCut) {
  const std::string wanted(k_log.substr(0, k_log.find("2026-11-23T10:00:05.001Z")));
  for (std::size_t chunk = 1; chunk <= k_log.size(); ++chunk) {
    const Ended ended = until(k_log, parse_time("2026-11-23T10:00:05Z"), chunk);
    EXPECT_EQ(ended.text, wanted) << chunk;
    EXPECT_FALSE(ended.wants_more) << chunk;
  }
}

TEST(LogUntil, PassesEverythingWithoutATime) {
  const Ended ended = until(k_log, std::nullopt, 7);
  EXPECT_EQ(ended.text, k_log);
  EXPECT_TRUE(ended.wants_more);
}

TEST(LogUntil, PassesALogThatEndsInTime) {
  const Ended ended = until(k_log, parse_time("2026-11-24T00:00:00Z"), 5);
  EXPECT_EQ(ended.text, k_log);
  EXPECT_TRUE(ended.wants_more);
}

TEST(LogUntil, KeepsALastLineWithoutItsEnd) {
  EXPECT_EQ(until("2026-11-23T10:00:00Z", parse_time("2026-11-24T00:00:00Z"), 3).text, "2026-11-23T10:00:00Z");
  EXPECT_EQ(until("2026-11-25T10:00:00Z x", parse_time("2026-11-24T00:00:00Z"), 3).text, "");
}

}  // namespace
}  // namespace sgw::collector
