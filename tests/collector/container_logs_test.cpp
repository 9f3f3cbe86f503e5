#include "collector/container_logs.hpp"

#include "tests/collector/engine_fixture.hpp"

#include <gtest/gtest.h>
#include <string>

namespace sgw::collector {
namespace {

class ContainerLogs : public EngineFixture {};

TEST_F(ContainerLogs, AsksForTheLinesThatWereSelected) {
  selection.since = parse_time("2026-11-23T10:00:00.5Z");
  selection.until = parse_time("2026-11-23T11:00:00Z");
  selection.tail = 7;
  collect();
  EXPECT_EQ(server.targets().back(),
            "/v1.41/containers/" + k_id_a +
                "/logs?stdout=1&stderr=1&timestamps=1&since=1795428000.500000000&until=1795431600.000000000&tail=7");
}

TEST_F(ContainerLogs, SaysThatTheSelectionLeftNothing) {
  const auto warned = [this] {
    return std::count_if(sink.remarks.begin(), sink.remarks.end(), [](const auto& remark) {
      return remark.text.find("within --since, --until and --tail") != std::string::npos;
    });
  };
  logs(k_id_a, HttpAnswer::text(""));
  collect();
  EXPECT_EQ(warned(), 0);
  selection.since = parse_time("2026-11-23T10:00:00Z");
  collect();
  EXPECT_EQ(warned(), 1);
}

TEST_F(ContainerLogs, RecordsALogThatCannotBeRead) {
  logs(k_id_a, HttpAnswer::error(501, "configured logging driver does not support reading"));
  collect();
  const auto& log = artifact("logs/stdout.log");
  EXPECT_EQ(log.completeness, Completeness::missing);
  EXPECT_EQ(log.error,
            "the log driver keeps nothing that can be read: configured logging driver does not support reading");
  EXPECT_EQ(sink.find("logs/stderr.log"), nullptr);
}

TEST_F(ContainerLogs, ReadsATerminalWithoutFrames) {
  container(k_id_a, inspect(k_id_a, "one", R"(,"Tty":true)"));
  logs(k_id_a, HttpAnswer::text("2026-11-23T19:00:00.000000001Z text\r\n"));
  collect();
  EXPECT_EQ(artifact("logs/tty.log").bytes, "2026-11-23T19:00:00.000000001Z text\n");
}

TEST_F(ContainerLogs, KeepsWhatCameBeforeACut) {
  const std::string bytes =
      frame(1, "2026-11-23T19:00:00.000000001Z first\n") + frame(1, "2026-11-23T19:00:01.000000001Z second\n");
  logs(k_id_a, HttpAnswer::text(bytes).chunked().cut_after(bytes.size() - 3));
  collect();
  const auto& log = artifact("logs/stdout.log");
  EXPECT_EQ(log.completeness, Completeness::partial);
  EXPECT_EQ(log.error_kind, ErrorKind::protocol);
  EXPECT_TRUE(log.bytes.starts_with("2026-11-23T19:00:00.000000001Z first\n"));
}

TEST_F(ContainerLogs, KeepsWhatCameBeforeABadFrame) {
  logs(k_id_a, HttpAnswer::text(frame(1, "2026-11-23T19:00:00.000000001Z first\n") + frame(9, "bad")));
  collect();
  const auto& log = artifact("logs/stdout.log");
  EXPECT_EQ(log.completeness, Completeness::partial);
  EXPECT_EQ(log.error, "the engine's log stream is not well-formed: ");
  EXPECT_EQ(log.bytes, "2026-11-23T19:00:00.000000001Z first\n");
}

TEST_F(ContainerLogs, TellsAStreamThatEndsInsideAFrame) {
  logs(k_id_a, HttpAnswer::text(frame(1, "2026-11-23T19:00:00.000000001Z first\n").substr(0, 20)));
  collect();
  EXPECT_EQ(artifact("logs/stdout.log").completeness, Completeness::partial);
}

TEST_F(ContainerLogs, TellsTheEnginesOwnWordsInTheStream) {
  logs(k_id_a, HttpAnswer::text(frame(2, "2026-11-23T19:00:00.000000001Z first\n") + frame(3, "error from daemon")));
  collect();
  EXPECT_EQ(artifact("logs/stderr.log").completeness, Completeness::partial);
  EXPECT_EQ(artifact("logs/stderr.log").error, "the engine broke the log off: error from daemon");
  EXPECT_EQ(artifact("logs/stdout.log").completeness, Completeness::missing);
}

TEST_F(ContainerLogs, EndsAnEndlessLogAtTheDeadline) {
  logs(k_id_a, HttpAnswer::text(frame(1, "2026-11-23T19:00:00.000000001Z again\n")).endless());
  collect(1s);
  const auto& log = artifact("logs/stdout.log");
  EXPECT_EQ(log.completeness, Completeness::partial);
  EXPECT_EQ(log.error_kind, ErrorKind::timeout);
  EXPECT_GT(log.bytes.size(), 1000U);
}

TEST_F(ContainerLogs, BringsTheNewestLinesOfALogThatTakesTooLong) {
  logs(k_id_a, HttpAnswer::text(frame(1, "2026-11-23T19:00:00.000000001Z old\n") +
                                frame(2, "2026-11-23T19:00:01.000000001Z old error\n") +
                                frame(1, "2026-11-23T19:00:02.000000001Z password=ha"))
                   .stall_after(135));
  newest_logs(k_id_a, HttpAnswer::text(frame(1, "2026-11-23T21:00:00.000000001Z new\n")));
  collect(2s);
  const auto& log = artifact("logs/stdout.log");
  EXPECT_EQ(log.bytes,
            "2026-11-23T19:00:00.000000001Z old\n"
            "[sgw-diag: lines after 2026-11-23T19:00:01.000000001Z and before 2026-11-23T21:00:00.000000001Z are left "
            "out here: the time was up]\n"
            "2026-11-23T21:00:00.000000001Z new\n");
  EXPECT_EQ(log.completeness, Completeness::truncated);
  EXPECT_EQ(log.error_kind, ErrorKind::timeout);
  const auto& error_log = artifact("logs/stderr.log");
  EXPECT_TRUE(error_log.bytes.starts_with("2026-11-23T19:00:01.000000001Z old error\n[sgw-diag: lines after "));
  EXPECT_EQ(error_log.completeness, Completeness::truncated);
}

TEST_F(ContainerLogs, JoinsTheNewestLinesToTheOldestWithoutAGap) {
  const std::string old =
      frame(1, "2026-11-23T19:00:00.000000001Z one\n") + frame(1, "2026-11-23T19:00:01.000000001Z two\n");
  logs(k_id_a, HttpAnswer::text(old + frame(1, "2026-11-23T19:00:02.000000001Z three\n")).stall_after(old.size() + 40));
  newest_logs(k_id_a, HttpAnswer::text(frame(1, "2026-11-23T19:00:01.000000001Z two\n") +
                                       frame(1, "2026-11-23T19:00:02.000000001Z three\n") +
                                       frame(2, "2026-11-23T19:00:03.000000001Z four\n")));
  collect(2s);
  const auto& log = artifact("logs/stdout.log");
  EXPECT_EQ(log.bytes,
            "2026-11-23T19:00:00.000000001Z one\n2026-11-23T19:00:01.000000001Z two\n"
            "2026-11-23T19:00:02.000000001Z three\n");
  EXPECT_EQ(log.completeness, Completeness::complete);
  EXPECT_EQ(artifact("logs/stderr.log").bytes, "2026-11-23T19:00:03.000000001Z four\n");
}

TEST_F(ContainerLogs, BringsTheNewestLinesOfATerminal) {
  container(k_id_a, inspect(k_id_a, "one", R"(,"Tty":true)"));
  logs(k_id_a, HttpAnswer::text("2026-11-23T19:00:00.000000001Z old\r\n2026-11-23T19:00:01").stall_after(50));
  newest_logs(k_id_a, HttpAnswer::text("2026-11-23T21:00:00.000000001Z new\r\n"));
  collect(2s);
  const auto& log = artifact("logs/tty.log");
  EXPECT_TRUE(log.bytes.starts_with("2026-11-23T19:00:00.000000001Z old\n[sgw-diag: lines after ")) << log.bytes;
  EXPECT_TRUE(log.bytes.ends_with("]\n2026-11-23T21:00:00.000000001Z new\n")) << log.bytes;
  EXPECT_EQ(log.completeness, Completeness::truncated);
}

TEST_F(ContainerLogs, MarksTheGapAlsoInAStreamThatWasSilentOutsideOfIt) {
  logs(k_id_a, HttpAnswer::text(frame(1, "2026-11-23T19:00:00.000000001Z old\n") + frame(1, "x")).stall_after(44));
  newest_logs(k_id_a, HttpAnswer::text(frame(1, "2026-11-23T21:00:00.000000001Z new\n")));
  collect(2s);
  const auto& log = artifact("logs/stderr.log");
  EXPECT_EQ(log.completeness, Completeness::truncated);
  EXPECT_TRUE(log.bytes.starts_with("[sgw-diag: lines after ")) << log.bytes;
}

TEST_F(ContainerLogs, KeepsTheOldestLinesWhenTheNewestCannotBeHad) {
  logs(k_id_a, HttpAnswer::text(frame(1, "2026-11-23T19:00:00.000000001Z old\n") + frame(1, "x")).stall_after(44));
  newest_logs(k_id_a, HttpAnswer::error(500, "broken"));
  collect(2s);
  const auto& log = artifact("logs/stdout.log");
  EXPECT_TRUE(log.bytes.starts_with("2026-11-23T19:00:00.000000001Z old\n[sgw-diag: lines after ")) << log.bytes;
  EXPECT_EQ(log.completeness, Completeness::partial);
  EXPECT_EQ(log.error_kind, ErrorKind::timeout);
}

TEST_F(ContainerLogs, NeverWritesHalfALine) {
  const std::string bytes = frame(1, "2026-11-23T19:00:00.000000001Z first\n") +
                            frame(1, "2026-11-23T19:00:01.000000001Z password=secretvalue\n");
  logs(k_id_a, HttpAnswer::text(bytes).chunked().cut_after(bytes.size() - 6));
  collect();
  EXPECT_EQ(artifact("logs/stdout.log").bytes,
            "2026-11-23T19:00:00.000000001Z first\n[withheld: a line whose end is missing]\n");
}

TEST_F(ContainerLogs, LeavesOutAnEnginesMessageThatIsTooLongToBeShownWhole) {
  logs(k_id_a, HttpAnswer::error(500, std::string(2000, 'x') + " password=hunter2"));
  collect();
  EXPECT_EQ(artifact("logs/stdout.log").error, "the engine reports an error of its own: ");
}

}  // namespace
}  // namespace sgw::collector
