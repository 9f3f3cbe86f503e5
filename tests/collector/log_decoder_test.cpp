#include "collector/log_decoder.hpp"

#include <sgw_diag/json_writer.hpp>
#include <sgw_diag/limits.hpp>

#include <gtest/gtest.h>
#include <string>
#include <vector>

namespace sgw::collector {
namespace {

std::string docker(std::string_view time, std::string_view stream, std::string_view text) {
  return R"({"log":)" + json_quoted(text) + R"(,"stream":")" + std::string(stream) + R"(","time":")" +
         std::string(time) + "\"}\n";
}

const std::string k_t1 = "2026-11-23T16:44:57.071123456Z";
const std::string k_t2 = "2026-11-23T16:44:58.071123456Z";
const std::string k_t9 = "2026-11-23T16:55:00.071123456Z";

std::string decoded(LogFormat format, const std::vector<std::string>& chunks, LogRange range = {}) {
  LogDecoder decoder(range);
  std::string lines;
  decoder.begin_part(format, [&](std::string_view block) { lines += block; });
  for (const std::string& chunk : chunks) decoder.add(chunk);
  decoder.finish_log();
  return lines;
}

TEST(LogDecoder, GivesTheSameLinesWhereverAChunkEnds) {
  const std::string text = docker(k_t1, "stdout", "[Info] one\n") + docker(k_t1, "stderr", "half ") +
                           docker(k_t2, "stdout", "two\n") + docker(k_t1, "stderr", "whole\n");
  const std::string expected = k_t1 + " stdout [Info] one\n" + k_t2 + " stdout two\n" + k_t1 + " stderr half whole\n";
  for (std::size_t cut = 0; cut <= text.size(); ++cut) {
    EXPECT_EQ(decoded(LogFormat::docker_json, {text.substr(0, cut), text.substr(cut)}), expected) << cut;
  }
}

TEST(LogDecoder, JoinsPartialLinesOfCriThoughTheOtherStreamIsBetween) {
  const std::string text = k_t1 + " stdout P GatewayKey edge&2026\n" + k_t1 + " stderr F other\n" + k_t2 +
                           " stdout P 11231200&AAAA\n" + k_t2 + " stdout F ==\n";
  EXPECT_EQ(decoded(LogFormat::cri, {text}),
            k_t1 + " stderr other\n" + k_t1 + " stdout GatewayKey edge&202611231200&AAAA==\n");
}

TEST(LogDecoder, JoinsARecordThatTheEngineCutAtSixteenKibibytes) {
  const std::string piece(k_runtime_piece_bytes, 'x');
  EXPECT_EQ(decoded(LogFormat::docker_json, {docker(k_t1, "stdout", piece) + docker(k_t9, "stdout", "end\n")}),
            k_t1 + " stdout " + piece + "end\n");
}

TEST(LogDecoder, BeginsANewLineWhenAProgramEndedWithoutNewline) {
  EXPECT_EQ(decoded(LogFormat::docker_json, {docker(k_t1, "stderr", "Aborted") + docker(k_t9, "stderr", "started\n")}),
            k_t1 + " stderr Aborted\n" + k_t9 + " stderr started\n");
}

TEST(LogDecoder, WithholdsALineOfMoreThanOneMebibyteWhole) {
  const std::string piece(k_runtime_piece_bytes, 's');
  std::string text;
  for (std::size_t count = 0; count <= k_max_line_bytes / piece.size(); ++count) {
    text += docker(k_t1, "stdout", piece);
  }
  text += docker(k_t2, "stdout", "end\n") + docker(k_t2, "stdout", "next\n");
  EXPECT_EQ(decoded(LogFormat::docker_json, {text}),
            k_t1 + " stdout " + std::string(LogJoiner::k_too_long) + "\n" + k_t2 + " stdout next\n");
}

TEST(LogDecoder, WithholdsARecordThatIsItselfTooLong) {
  const std::string text =
      k_t1 + " stdout F " + std::string(k_max_line_bytes + 1, 's') + "\n" + k_t2 + " stdout F next\n";
  EXPECT_EQ(decoded(LogFormat::cri, {text}), std::string(LogJoiner::k_too_long) + "\n" + k_t2 + " stdout next\n");
}

TEST(LogDecoder, WithholdsALineWhoseEndIsMissing) {
  const std::string unfinished(LogJoiner::k_unfinished);
  EXPECT_EQ(decoded(LogFormat::cri, {k_t1 + " stdout P half a val\n"}), k_t1 + " stdout " + unfinished + "\n");
  const std::string piece(k_runtime_piece_bytes, 'x');
  EXPECT_EQ(decoded(LogFormat::docker_json, {docker(k_t1, "stdout", piece)}), k_t1 + " stdout " + unfinished + "\n");
  EXPECT_EQ(decoded(LogFormat::docker_json, {docker(k_t1, "stdout", "last words")}), k_t1 + " stdout last words\n");
}

TEST(LogDecoder, CarriesALineThatRotationSplitIntoTheLaterPart) {
  LogDecoder decoder({});
  std::string first;
  std::string second;
  decoder.begin_part(LogFormat::cri, [&](std::string_view block) { first += block; });
  decoder.add(k_t1 + " stdout F one\n" + k_t1 + " stdout P sec");
  decoder.end_part();
  decoder.begin_part(LogFormat::cri, [&](std::string_view block) { second += block; });
  decoder.add("ret \n" + k_t2 + " stdout F value\n");
  decoder.finish_log();
  EXPECT_EQ(first, k_t1 + " stdout one\n");
  EXPECT_EQ(second, k_t1 + " stdout secret value\n");
}

TEST(LogDecoder, PassesPlainTextAsItIs) {
  const std::string text = "[Error]2026-11-5T02:12:01.002 [X], exception: Y\n   at Z\r\n\n\x1b[0mlast";
  EXPECT_EQ(decoded(LogFormat::plain, {text}), text + "\n");
  const std::string huge(3 * k_max_line_bytes, 'h');
  EXPECT_EQ(decoded(LogFormat::plain, {huge, huge + "\nnext\n"}), huge + huge + "\nnext\n");
}

TEST(LogDecoder, KeepsWhatItCannotReadAsALineOfItsOwn) {
  EXPECT_EQ(decoded(LogFormat::docker_json, {"{\"log\":\"torn\n" + docker(k_t2, "stdout", "next\n")}),
            "{\"log\":\"torn\n" + k_t2 + " stdout next\n");
  EXPECT_EQ(decoded(LogFormat::docker_json, {docker(k_t1, "stdout", "two\nin one\n")}),
            k_t1 + " stdout two\n" + k_t1 + " stdout in one\n");
}

TEST(LogDecoder, LeavesOutWhatIsOutsideTheTimesAndKeepsStackTracesTogether) {
  const std::string text =
      k_t1 + " early\n   at early\n" + k_t2 + " wanted\n   at wanted\n" + k_t9 + " late\n   at late\n";
  LogRange range;
  range.since = parse_time(k_t2);
  range.until = parse_time("2026-11-23T16:50:00Z");
  EXPECT_EQ(decoded(LogFormat::plain, {text}, range), k_t2 + " wanted\n   at wanted\n");
  EXPECT_EQ(decoded(LogFormat::plain, {"no time\nat all\n"}, range), "no time\nat all\n");
}

TEST(LogDecoder, SkipsLines) {
  LogRange range;
  range.skip = 2;
  EXPECT_EQ(decoded(LogFormat::plain, {"1\n2\n3\n4\n"}, range), "3\n4\n");
}

TEST(LogDecoder, TakesTheLineOutOfWhatACollectorOfLogsMadeOfIt) {
  EXPECT_EQ(decoded(LogFormat::shipped, {R"({"TimeStamp":"2026-11-23T16:44:57.12","Log":"F [Info] a"})"
                                         "\n"
                                         R"({"@timestamp":"2026-11-23T16:44:58Z","log":"b\n","stream":"stderr"})"
                                         "\r\n"
                                         R"({"MESSAGE":"c","__REALTIME_TIMESTAMP":"1747640000000000"})"
                                         "\n"
                                         R"({"time":"2026-11-23T16:44:59Z","LogMessage":{"level":"Error"}})"
                                         "\n"}),
            "2026-11-23T16:44:57.12Z stdout [Info] a\n2026-11-23T16:44:58Z stderr b\nc\n"
            "2026-11-23T16:44:59Z stdout {\"level\":\"Error\"}\n");
}

TEST(LogDecoder, JoinsThePiecesThatARuntimeCutBeforeACollectorTookThem) {
  const std::string piece(k_runtime_piece_bytes, 'p');
  EXPECT_EQ(decoded(LogFormat::shipped, {R"({"TimeStamp":"2026-11-23T16:44:57Z","Log":")" + piece + "\"}\n" +
                                         R"({"TimeStamp":"2026-11-23T16:44:57Z","Log":"end"})" + "\n"}),
            "2026-11-23T16:44:57Z stdout " + piece + "end\n");
}

TEST(DetectLogFormat, JudgesByTheFirstLines) {
  const std::string json = docker(k_t1, "stdout", "a\n");
  const std::string cri = k_t1 + " stdout F a\n";
  EXPECT_EQ(detect_log_format(json + json), LogFormat::docker_json);
  EXPECT_EQ(detect_log_format("cut off\"}\n" + json + json), LogFormat::docker_json);
  EXPECT_EQ(detect_log_format(cri), LogFormat::cri);
  EXPECT_EQ(detect_log_format("2026-11-23T16:44:57.071123456+01:00 stderr P a\n"), LogFormat::cri);
  EXPECT_EQ(detect_log_format(k_t1 + " stdout text\n"), LogFormat::plain);
  EXPECT_EQ(detect_log_format("{\"level\":\"Warning\",\"timestamp\":\"2026-03-04T14:14:12.3622319Z\"}\n"),
            LogFormat::plain);
  EXPECT_EQ(detect_log_format(""), LogFormat::plain);
  EXPECT_EQ(detect_log_format("{\"TimeStamp\":\"2026-11-23T16:44:57.12\",\"Log\":\"F a\"}\n"), LogFormat::shipped);
  EXPECT_EQ(detect_log_format("{\"level\":\"Error\",\"eventType\":\"A\",\"Log\":\"x\"}\n"), LogFormat::plain);
}

TEST(RuntimeTime, NeedsATimeOfDayAndAZone) {
  EXPECT_EQ(runtime_time_of(k_t1 + " text"), k_t1);
  EXPECT_EQ(runtime_time_of("2026-11-23T16:44:57+01:00 text"), "2026-11-23T16:44:57+01:00");
  EXPECT_EQ(runtime_time_of("2026-11-23T16:44:57.071 text"), "");
  EXPECT_EQ(runtime_time_of("2026-11-23 text"), "");
  EXPECT_EQ(runtime_time_of("[Info] 2026-11-23T16:44:57Z"), "");
  EXPECT_EQ(runtime_time_of(""), "");
}

}  // namespace
}  // namespace sgw::collector
