
#include "tests/support/temp_dir.hpp"

#include <sgw_diag/docker_frames.hpp>

#include <gtest/gtest.h>
#include <string>
#include <vector>

namespace sgw {
namespace {

using Stream = DockerFrames::Stream;

std::string frame(unsigned char stream, std::string_view payload) {
  std::string bytes{static_cast<char>(stream), '\0', '\0', '\0'};
  for (int shift = 24; shift >= 0; shift -= 8) bytes += static_cast<char>((payload.size() >> shift) & 255);
  return bytes.append(payload);
}

struct Piece {
  Stream stream{};
  std::string text;
  friend bool operator==(const Piece&, const Piece&) = default;
};

struct Split {
  std::vector<Piece> pieces;
  bool good = true;
  bool at_border = true;
};

Split split(const std::vector<std::string_view>& chunks) {
  Split result;
  DockerFrames frames;
  for (const std::string_view chunk : chunks) {
    result.good = frames.add(chunk, [&](Stream stream, std::string_view part, bool begins) {
      if (begins) result.pieces.push_back({stream, {}});
      ASSERT_FALSE(result.pieces.empty());
      EXPECT_EQ(result.pieces.back().stream, stream);
      result.pieces.back().text += part;
    });
  }
  result.at_border = frames.at_border();
  return result;
}

TEST(DockerFrames, GivesTheSameFramesWhereverAChunkEnds) {
  const std::string bytes = frame(1, "one\n") + frame(2, "") + frame(2, "two") + frame(1, std::string(300, 'x'));
  const std::vector<Piece> expected{
      {Stream::output, "one\n"}, {Stream::error, ""}, {Stream::error, "two"}, {Stream::output, std::string(300, 'x')}};
  for (std::size_t cut = 0; cut <= bytes.size(); ++cut) {
    const std::string_view text = bytes;
    const Split result = split({text.substr(0, cut), text.substr(cut)});
    EXPECT_EQ(result.pieces, expected) << "cut at " << cut;
    EXPECT_TRUE(result.good && result.at_border) << "cut at " << cut;
  }
}

TEST(DockerFrames, GivesTheSameFramesByteByByte) {
  const std::string bytes = frame(1, "first\n") + frame(3, "broken") + frame(0, "in");
  std::vector<std::string_view> chunks;
  for (std::size_t i = 0; i < bytes.size(); ++i) chunks.push_back(std::string_view(bytes).substr(i, 1));
  const std::vector<Piece> expected{{Stream::output, "first\n"}, {Stream::engine, "broken"}, {Stream::input, "in"}};
  EXPECT_EQ(split(chunks).pieces, expected);
}

TEST(DockerFrames, SaysWhereItWasCut) {
  const std::string bytes = frame(1, "abcdef");
  for (std::size_t size = 1; size < bytes.size(); ++size) {
    EXPECT_FALSE(split({std::string_view(bytes).substr(0, size)}).at_border) << size;
  }
  EXPECT_TRUE(split({bytes}).at_border);
  EXPECT_TRUE(split({}).at_border);
}

TEST(DockerFrames, RefusesAnUnknownStreamAndKeepsWhatCameBefore) {
  const Split result = split({frame(1, "good") + frame(4, "bad")});
  EXPECT_FALSE(result.good);
  EXPECT_FALSE(result.at_border);
  EXPECT_EQ(result.pieces, (std::vector<Piece>{{Stream::output, "good"}}));
}

TEST(DockerFrames, RefusesAHeaderWithoutItsZeros) {
  std::string bytes = frame(1, "text");
  bytes[2] = 'x';
  EXPECT_FALSE(split({bytes}).good);
}

TEST(DockerFrames, RefusesAnAbsurdLengthWithoutTakingMemoryForIt) {
  const std::string bytes("\x01\0\0\0\xff\xff\xff\xff", 8);
  const Split result = split({bytes, "text"});
  EXPECT_FALSE(result.good);
  EXPECT_TRUE(result.pieces.empty());
}

TEST(DockerFrames, StaysBrokenOnceItIs) {
  DockerFrames frames;
  int parts = 0;
  const auto count = [&parts](Stream, std::string_view, bool) { ++parts; };
  EXPECT_FALSE(frames.add("plain text, no frames", count));
  EXPECT_FALSE(frames.add(frame(1, "text"), count));
  EXPECT_TRUE(frames.broken());
  EXPECT_EQ(parts, 0);
}

TEST(DockerFrames, SplitsWhatARealEngineSent) {
  const std::string bytes = test::test_data("collector/docker/longline.frames");
  const Split result = split({bytes});
  ASSERT_TRUE(result.good && result.at_border);
  ASSERT_EQ(result.pieces.size(), 6U);
  EXPECT_EQ(result.pieces[0].text.size(), 16415U);  // a stamp of 31 bytes and 16 KiB
  EXPECT_EQ(result.pieces[4].stream, Stream::error);
}

}  // namespace
}  // namespace sgw
