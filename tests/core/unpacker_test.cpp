#include <sgw_diag/unpack.hpp>

#include "tests/support/temp_dir.hpp"

#include <gtest/gtest.h>
#include <algorithm>
#include <string>
#include <vector>

namespace sgw {
namespace {

using test::test_data;

struct Member {
  std::string name;
  std::string bytes;
  bool regular = true;
  bool ended = false;
};

class Collecting : public UnpackVisitor {
 public:
  bool begin(const UnpackedMember& member) override {
    members.push_back({member.name, {}, member.regular, false});
    return member.name != skip;
  }
  bool data(std::string_view chunk) override {
    members.back().bytes += chunk;
    return members.back().bytes.size() < enough;
  }
  void end() override { members.back().ended = true; }

  std::vector<Member> members;
  std::string skip = "nothing is called so";
  std::size_t enough = std::string::npos;
};

Result<void> unpack_in_pieces(const std::string& bytes, std::size_t piece, UnpackVisitor& visitor,
                              UnpackLimits limits = {}) {
  std::size_t at = 0;
  const auto read = [&]() -> std::string_view {
    const std::string_view chunk = std::string_view(bytes).substr(at, piece);
    at += chunk.size();
    return chunk;
  };
  return unpack(read, visitor, limits);
}

std::string packed(std::string_view name) { return test_data("core/unpacker/" + std::string(name)); }

TEST(Unpacker, GivesACompressedFileAsOneMemberWithoutName) {
  for (const std::string name : {"line.gz", "line.zst", "line.xz", "line.bz2"}) {
    Collecting found;
    ASSERT_TRUE(unpack_in_pieces(packed(name), 4096, found)) << name;
    ASSERT_EQ(found.members.size(), 1U) << name;
    EXPECT_EQ(found.members[0].name, "") << name;
    EXPECT_EQ(found.members[0].bytes, packed("line.txt")) << name;
    EXPECT_TRUE(found.members[0].ended) << name;
    EXPECT_TRUE(looks_packed(packed(name))) << name;
  }
}

TEST(Unpacker, GivesTheMembersOfAnArchiveInItsOrder) {
  for (const std::string name : {"three.tar", "three.tar.gz", "three-pax.tar.xz"}) {
    Collecting found;
    ASSERT_TRUE(unpack_in_pieces(packed(name), 1000, found)) << name;
    ASSERT_EQ(found.members.size(), 3U) << name;
    EXPECT_EQ(found.members[0].name, "logs/app.log") << name;
    EXPECT_EQ(found.members[0].bytes, "current\n") << name;
    EXPECT_EQ(found.members[1].bytes, "older\n") << name;
    EXPECT_TRUE(looks_packed(found.members[2].bytes)) << name;
  }
}

TEST(Unpacker, ReadsATarFromBeforeItHadAMark) {
  Collecting found;
  EXPECT_TRUE(looks_packed(packed("v7.tar").substr(0, 512)));
  ASSERT_TRUE(unpack_in_pieces(packed("v7.tar"), 512, found));
  ASSERT_EQ(found.members.size(), 1U);
  EXPECT_EQ(found.members[0].bytes, "from before ustar\n");
}

TEST(Unpacker, ReadsAZipWhereverTheChunksAreCut) {
  for (const std::size_t piece : {std::size_t{1}, std::size_t{7}, std::size_t{100}, std::size_t{100000}}) {
    Collecting found;
    ASSERT_TRUE(unpack_in_pieces(packed("two.zip"), piece, found)) << piece;
    ASSERT_EQ(found.members.size(), 2U) << piece;
    EXPECT_EQ(found.members[0].bytes.size(), 300U) << piece;
    EXPECT_EQ(found.members[1].name, "b/c.log") << piece;
    EXPECT_EQ(found.members[1].bytes, "second\n") << piece;
  }
}

TEST(Unpacker, ReadsAllStreamsOfAConcatenatedGzip) {
  Collecting found;
  ASSERT_TRUE(unpack_in_pieces(packed("two-members.gz"), 50, found));
  ASSERT_EQ(found.members.size(), 1U);
  EXPECT_EQ(found.members[0].bytes, packed("line.txt") + packed("line.txt"));
}

TEST(Unpacker, GivesAnEmptyCompressedFileAsAnEmptyMember) {
  Collecting found;
  ASSERT_TRUE(unpack_in_pieces(packed("empty.gz"), 4096, found));
  ASSERT_EQ(found.members.size(), 1U);
  EXPECT_EQ(found.members[0].bytes, "");
  EXPECT_TRUE(found.members[0].ended);
}

TEST(Unpacker, SaysOfLinksAndPipesThatTheyAreNotRegular) {
  Collecting found;
  ASSERT_TRUE(unpack_in_pieces(packed("odd.tar"), 4096, found));
  ASSERT_EQ(found.members.size(), 5U);
  EXPECT_EQ(found.members[0].name, "../../escape.log");
  EXPECT_TRUE(found.members[0].regular);
  for (const std::size_t odd : {2U, 3U, 4U}) {
    EXPECT_FALSE(found.members[odd].regular) << found.members[odd].name;
    EXPECT_EQ(found.members[odd].bytes, "");
  }
}

TEST(Unpacker, SkipsAMemberThatIsNotWanted) {
  Collecting found;
  found.skip = "logs/app.log.1";
  ASSERT_TRUE(unpack_in_pieces(packed("three.tar"), 4096, found));
  ASSERT_EQ(found.members.size(), 3U);
  EXPECT_EQ(found.members[1].bytes, "");
  EXPECT_FALSE(found.members[1].ended);
}

TEST(Unpacker, EndsWhenTheVisitorHasEnough) {
  Collecting found;
  found.enough = 1;
  EXPECT_TRUE(unpack_in_pieces(packed("three.tar"), 4096, found));
  EXPECT_EQ(found.members.size(), 1U);
}

TEST(Unpacker, GivesWhatCouldBeReadOfABrokenArchiveAndThenAnError) {
  Collecting found;
  const auto result = unpack_in_pieces(packed("cut.tar.gz"), 100, found);
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().kind, ErrorKind::protocol);
  ASSERT_GE(found.members.size(), 1U);
  EXPECT_GE(found.members[0].bytes.size(), std::size_t{64} << 10);
  EXPECT_TRUE(found.members[0].bytes.find_first_not_of('x') == std::string::npos);
  if (found.members.size() > 1) {
    EXPECT_FALSE(found.members[1].ended);
  }
}

TEST(Unpacker, RefusesACutGzip) {
  Collecting found;
  const std::string whole = packed("line.gz");
  for (std::size_t size = 11; size + 1 < whole.size(); size += 5) {
    Collecting cut;
    EXPECT_FALSE(unpack_in_pieces(whole.substr(0, size), 4096, cut)) << size;
  }
}

TEST(Unpacker, RefusesWhatIsEncrypted) {
  Collecting found;
  const auto result = unpack_in_pieces(packed("encrypted.zip"), 4096, found);
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().kind, ErrorKind::denied);
  for (const Member& member : found.members) EXPECT_EQ(member.bytes, "");
}

TEST(Unpacker, StopsABomb) {
  Collecting found;
  UnpackLimits limits;
  limits.max_ratio = 500;
  const auto result = unpack_in_pieces(packed("bomb.gz"), 4096, found, limits);
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().kind, ErrorKind::too_large);
  ASSERT_EQ(found.members.size(), 1U);
  EXPECT_LT(found.members[0].bytes.size(), std::size_t{24} << 20);
}

TEST(Unpacker, UndoesOneLayerOfCompression) {
  Collecting found;
  ASSERT_TRUE(unpack_in_pieces(packed("twice.gz"), 7, found));
  ASSERT_EQ(found.members.size(), 1U);
  EXPECT_TRUE(looks_packed(found.members[0].bytes));
  Collecting inner;
  ASSERT_TRUE(unpack_in_pieces(found.members[0].bytes, 7, inner));
  EXPECT_EQ(inner.members.at(0).bytes, packed("line.txt"));
}

TEST(Unpacker, StopsABombInAMemberThatIsSkipped) {
  Collecting found;
  found.skip = "core.dump";
  UnpackLimits limits;
  limits.max_bytes = std::uint64_t{20} << 20;
  EXPECT_EQ(unpack_in_pieces(packed("skipped-bomb.tar.gz"), 4096, found, limits).error().kind, ErrorKind::too_large);
  EXPECT_EQ(found.members.size(), 1U);
  Collecting whole;
  whole.skip = "core.dump";
  limits.max_ratio = 2000;
  limits.max_bytes = std::uint64_t{40} << 20;
  EXPECT_TRUE(unpack_in_pieces(packed("skipped-bomb.tar.gz"), 4096, whole, limits));
  EXPECT_EQ(whole.members.size(), 2U);
}

// A map of two million holes, which would be held in memory: 8 KB unpack to 8 MB and become 96 MB.
TEST(Unpacker, RefusesAHeaderWithoutAnEnd) {
  Collecting found;
  UnpackLimits limits;
  limits.max_ratio = 2000;
  EXPECT_EQ(unpack_in_pieces(packed("sparse-map.tar.gz"), 4096, found, limits).error().kind, ErrorKind::protocol);
  EXPECT_TRUE(found.members.empty());
}

TEST(Unpacker, MakesNoMemberOfBrokenHeaders) {
  Collecting found;
  EXPECT_EQ(unpack_in_pieces(packed("bad-headers.tar"), 4096, found).error().kind, ErrorKind::protocol);
  ASSERT_EQ(found.members.size(), 1U);
  EXPECT_EQ(found.members[0].bytes, packed("line.txt"));
}

TEST(Unpacker, ReadsTheMethodsOfAZipWhoseMemoryIsBounded) {
  Collecting found;
  EXPECT_EQ(unpack_in_pieces(packed("methods.zip"), 4096, found).error().kind, ErrorKind::protocol);
  ASSERT_EQ(found.members.size(), 3U);
  EXPECT_EQ(found.members[0].bytes.size(), 4 * packed("line.txt").size());
  EXPECT_EQ(found.members[1].bytes.size(), 4 * packed("line.txt").size());
  EXPECT_EQ(found.members[2].bytes, "");
  Collecting without;
  without.skip = "lzma.log";
  EXPECT_TRUE(unpack_in_pieces(packed("methods.zip"), 4096, without));
}

TEST(Unpacker, RefusesAnArchiveThatHoldsNothing) {
  Collecting found;
  EXPECT_EQ(unpack_in_pieces(packed("zeros.gz"), 4096, found).error().kind, ErrorKind::protocol);
  EXPECT_TRUE(found.members.empty());
}

TEST(Unpacker, KeepsItsLimitOfBytesAndMembers) {
  Collecting bytes;
  UnpackLimits limits;
  limits.max_bytes = 10;
  EXPECT_EQ(unpack_in_pieces(packed("three.tar"), 4096, bytes, limits).error().kind, ErrorKind::too_large);
  Collecting members;
  limits = {};
  limits.max_members = 2;
  EXPECT_EQ(unpack_in_pieces(packed("three.tar"), 4096, members, limits).error().kind, ErrorKind::too_large);
  EXPECT_EQ(members.members.size(), 2U);
}

TEST(Unpacker, TellsTextFromWhatIsPacked) {
  EXPECT_FALSE(looks_packed(""));
  EXPECT_FALSE(looks_packed("[Info] 2026-11-5T02:12:01.002 [HostBootstrapperStarting]\n"));
  EXPECT_FALSE(looks_packed("BZhello, this is no bzip2"));
  EXPECT_FALSE(looks_packed(std::string(1024, '\0')));
  EXPECT_FALSE(looks_packed(std::string(1024, '7')));
}

TEST(Unpacker, SurvivesEveryDamagedByte) {
  const std::string whole = packed("three.tar.gz");
  std::size_t refused = 0;
  for (std::size_t at = 0; at < whole.size(); ++at) {
    std::string damaged = whole;
    damaged[at] = static_cast<char>(damaged[at] ^ 0x5a);
    Collecting found;
    if (!unpack_in_pieces(damaged, 64, found)) ++refused;
    EXPECT_LE(found.members.size(), 4U);
  }
  EXPECT_GT(refused, whole.size() / 2);
}

}  // namespace
}  // namespace sgw
