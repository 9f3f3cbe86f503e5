#include "collector/docker_log_lines.hpp"

#include "tests/support/temp_dir.hpp"

#include <sgw_diag/docker_frames.hpp>

#include <gtest/gtest.h>
#include <algorithm>
#include <random>
#include <string>
#include <vector>

namespace sgw::collector {
namespace {

constexpr std::string_view k_one = "2026-11-23T19:11:12.916838834Z ";
constexpr std::string_view k_two = "2026-11-23T19:11:13.000000001Z ";

std::string stamped(std::string_view stamp, std::string_view text) { return std::string(stamp).append(text); }

std::string joined(const std::vector<std::string>& pieces) {
  std::string out;
  DockerLogLines lines(DockerLogLines::Kind::framed, [&out](const std::string& bytes) { out += bytes; });
  for (const std::string& piece : pieces) lines.piece(piece, true);
  lines.finish();
  return out;
}

std::string joined_raw(const std::vector<std::string_view>& chunks) {
  std::string out;
  DockerLogLines lines(DockerLogLines::Kind::terminal, [&out](const std::string& bytes) { out += bytes; });
  for (const std::string_view chunk : chunks) lines.raw(chunk);
  lines.finish();
  return out;
}

// stdout of a recorded stream, cut into chunks of `step` bytes.
std::string recorded(const std::string& name, std::size_t step) {
  const std::string bytes = test::test_data("collector/docker/" + name);
  std::string out;
  DockerLogLines lines(DockerLogLines::Kind::framed, [&out](const std::string& text) { out += text; });
  DockerFrames frames;
  for (std::size_t at = 0; at < bytes.size(); at += step) {
    EXPECT_TRUE(frames.add(std::string_view(bytes).substr(at, step),
                           [&lines](DockerFrames::Stream stream, std::string_view part, bool begins) {
                             if (stream == DockerFrames::Stream::output) lines.piece(part, begins);
                           }));
  }
  lines.finish();
  return out;
}

TEST(DockerLogLines, LeavesWholeLinesAsTheyAre) {
  EXPECT_EQ(joined({stamped(k_one, "a\n"), stamped(k_two, "b\n")}), stamped(k_one, "a\n") + stamped(k_two, "b\n"));
}

TEST(DockerLogLines, RemovesTheStampsOfLaterPiecesOfALine) {
  const std::string full(16384, 'a');
  EXPECT_EQ(joined({stamped(k_one, full), stamped(k_one, full), stamped(k_one, "END\n"), stamped(k_two, "next\n")}),
            stamped(k_one, full + full + "END\n") + stamped(k_two, "next\n"));
}

TEST(DockerLogLines, JoinsAFullPieceAlsoUnderAnotherStamp) {
  const std::string full(16384, 'a');
  EXPECT_EQ(joined({stamped(k_one, full), stamped(k_two, "END\n")}), stamped(k_one, full + "END\n"));
}

TEST(DockerLogLines, KeepsTheLastWordsOfARunApartFromTheNextRun) {
  EXPECT_EQ(joined({stamped(k_one, "dying"), stamped(k_two, "boot\n")}),
            stamped(k_one, "dying\n") + stamped(k_two, "boot\n"));
}

TEST(DockerLogLines, JoinsPodmansShortPiecesOfTheSameFewSeconds) {
  EXPECT_EQ(joined({"2026-11-23T19:13:18Z sec", "2026-11-23T19:13:19Z ret\n"}), "2026-11-23T19:13:18Z secret\n");
  EXPECT_EQ(joined({"2026-11-23T19:13:18Z dying", "2026-11-23T19:15:18Z boot\n"}),
            "2026-11-23T19:13:18Z dying\n2026-11-23T19:15:18Z boot\n");
}

TEST(DockerLogLines, TakesALineThatEndsExactlyAtThePieceBorder) {
  const std::string full(16384, 'a');
  EXPECT_EQ(joined({stamped(k_one, full), stamped(k_one, "\n"), stamped(k_two, "b\n")}),
            stamped(k_one, full + "\n") + stamped(k_two, "b\n"));
}

TEST(DockerLogLines, PassesPiecesWithoutStamps) {
  EXPECT_EQ(joined({"plain\n", "", "2026-11-23 not a stamp\n", "x"}), "plain\n2026-11-23 not a stamp\nx");
}

TEST(DockerLogLines, GivesTheSameFramedLinesWhereverAPieceIsCut) {
  const std::vector<std::string> pieces{stamped(k_one, "one"), stamped(k_one, " more\n"), stamped(k_two, "two\n"),
                                        "odd\n"};
  const std::string whole = joined(pieces);
  for (std::size_t cut = 0; cut < 40; ++cut) {
    std::string out;
    DockerLogLines lines(DockerLogLines::Kind::framed, [&out](const std::string& bytes) { out += bytes; });
    for (const std::string& piece : pieces) {
      lines.piece(std::string_view(piece).substr(0, cut), true);
      if (cut < piece.size()) lines.piece(std::string_view(piece).substr(cut), false);
    }
    lines.finish();
    EXPECT_EQ(out, whole) << "cut at " << cut;
  }
}

TEST(DockerLogLines, PutsARealDockerStreamTogether) {
  const std::string expected =
      stamped(k_one, std::string(40000, 'a') + "END\n") + "2026-11-23T19:11:12.917399935Z next\n";
  for (const std::size_t step : {std::size_t{1}, std::size_t{7}, std::size_t{4096}, std::size_t{1} << 20}) {
    EXPECT_EQ(recorded("longline.frames", step), expected) << step;
  }
}

TEST(DockerLogLines, KeepsTheRunsOfARealCrashLoopApart) {
  const std::string text = recorded("restarts.frames", 1000);
  EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), 7);  // four runs of two lines; the very last has no end
  EXPECT_EQ(text.find("newlinefirst"), std::string::npos);
}

TEST(DockerLogLines, PutsARealPodmanStreamTogether) {
  const std::string text = recorded("podman-longline.frames", 999);
  EXPECT_EQ(text, "2026-11-23T19:13:18Z " + std::string(40000, 'a') +
                      "END\n2026-11-23T19:13:18Z next\n2026-11-23T19:13:18Z partial");
}

TEST(DockerLogLines, PutsARealTerminalStreamTogether) {
  const std::string docker = test::test_data("collector/docker/longtty.raw");
  EXPECT_EQ(joined_raw({docker}),
            "2026-11-23T19:11:13.177580128Z " + std::string(40000, 'a') + "END\n2026-11-23T19:11:13.178215439Z next\n");
  const std::string podman = test::test_data("collector/docker/podman-longtty.raw");
  EXPECT_EQ(joined_raw({podman}), "2026-11-23T19:13:18Z " + std::string(40000, 'a') +
                                      "END\n2026-11-23T19:13:18Z next\n2026-11-23T19:13:18Z partial");
}

TEST(DockerLogLines, GivesTheSameTerminalLinesWhereverAChunkEnds) {
  const std::string bytes = stamped(k_one, std::string(200, 'a')) + stamped(k_one, "b\r\n") +
                            stamped(k_two, "c 2026-1 2026-11-23T\r\n") + stamped(k_two, "\r\n") + "no stamp\r\n" +
                            stamped(k_one, "open");
  const std::string whole = joined_raw({bytes});
  EXPECT_EQ(whole, stamped(k_one, std::string(200, 'a') + "b\n") + stamped(k_two, "c 2026-1 2026-11-23T\n") +
                       stamped(k_two, "\n") + "no stamp\n" + stamped(k_one, "open"));
  for (std::size_t cut = 0; cut <= bytes.size(); ++cut) {
    const std::string_view text = bytes;
    EXPECT_EQ(joined_raw({text.substr(0, cut), text.substr(cut)}), whole) << "cut at " << cut;
  }
}

TEST(DockerLogLines, GivesTheSameTerminalLinesForRandomCutsOfARealStream) {
  const std::string bytes = test::test_data("collector/docker/podman-longtty.raw");
  const std::string whole = joined_raw({bytes});
  std::mt19937 random(7);
  for (int round = 0; round < 50; ++round) {
    std::vector<std::string_view> chunks;
    for (std::string_view rest = bytes; !rest.empty();) {
      const std::size_t size = std::min<std::size_t>(rest.size(), 1 + random() % 5000);
      chunks.push_back(rest.substr(0, size));
      rest.remove_prefix(size);
    }
    ASSERT_EQ(joined_raw(chunks), whole) << "round " << round;
  }
}

TEST(DockerLogLines, HandsOutInPiecesOfBoundedSize) {
  std::size_t largest = 0;
  DockerLogLines lines(DockerLogLines::Kind::terminal,
                       [&largest](const std::string& bytes) { largest = std::max(largest, bytes.size()); });
  const std::string chunk(10000, 'x');
  for (int i = 0; i < 1000; ++i) lines.raw(chunk);
  lines.finish();
  EXPECT_GT(largest, 0U);
  EXPECT_LE(largest, DockerLogLines::k_flush_bytes + 2 * chunk.size());
}

TEST(DockerLogLines, AbandonsALineWhoseEndIsMissing) {
  std::string out;
  DockerLogLines lines(DockerLogLines::Kind::framed, [&out](const std::string& bytes) { out += bytes; });
  lines.piece(stamped(k_one, "whole\n"), true);
  lines.piece(stamped(k_two, "password=ha"), true);
  EXPECT_TRUE(lines.abandon());
  EXPECT_EQ(out, stamped(k_one, "whole\n"));
  EXPECT_EQ(lines.first_stamp(), k_one);
  EXPECT_EQ(lines.last_stamp(), k_one);
}

TEST(DockerLogLines, AbandonsATerminalsLineWhoseEndIsMissing) {
  std::string out;
  DockerLogLines lines(DockerLogLines::Kind::terminal, [&out](const std::string& bytes) { out += bytes; });
  lines.raw(stamped(k_one, "whole\r\n") + stamped(k_two, "password=ha"));
  EXPECT_TRUE(lines.abandon());
  EXPECT_EQ(out, stamped(k_one, "whole\n"));
  EXPECT_EQ(lines.last_stamp(), k_one);
}

TEST(DockerLogLines, AbandonsNothingAtTheEndOfALine) {
  std::string out;
  DockerLogLines lines(DockerLogLines::Kind::framed, [&out](const std::string& bytes) { out += bytes; });
  lines.piece(stamped(k_one, "whole\n"), true);
  EXPECT_FALSE(lines.abandon());
  EXPECT_EQ(out, stamped(k_one, "whole\n"));
}

TEST(DockerLogLines, EndsALineOfWhichTheBeginningIsOut) {
  std::string out;
  DockerLogLines lines(DockerLogLines::Kind::framed, [&out](const std::string& bytes) { out += bytes; });
  lines.piece(stamped(k_one, std::string(DockerLogLines::k_flush_bytes, 'x')), true);
  lines.piece("more", false);
  EXPECT_TRUE(lines.abandon());
  EXPECT_EQ(out, stamped(k_one, std::string(DockerLogLines::k_flush_bytes, 'x') + "\n"));
}

TEST(StampLength, KnowsStampsAndNothingElse) {
  EXPECT_EQ(stamp_length("2026-11-23T19:13:18Z text"), 21U);
  EXPECT_EQ(stamp_length("2026-11-23T19:13:18.5+01:00 text"), 28U);
  for (const char* text : {"", "2026-11-23T19:13:18Z", "2026-11-23T19:13:18 x", "2026-11-23 19:13:18Z x",
                           "x2026-11-23T19:13:18Z x", "2026-11-23T19:13:18+1:00 x"}) {
    EXPECT_EQ(stamp_length(text), 0U) << text;
  }
}

}  // namespace
}  // namespace sgw::collector
