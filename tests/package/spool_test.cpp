#include "src/package/spool.hpp"

#include "tests/package/redacted_from.hpp"

#include <gtest/gtest.h>
#include <sgw_diag/digest.hpp>

#include <malloc.h>
#include <sys/resource.h>

#include <csignal>
#include <filesystem>
#include <random>
#include <sstream>
#include <string>
#include <vector>

namespace sgw::package {
namespace {

using test::redacted_from;

std::string content(const Spool& spool) {
  std::string all;
  EXPECT_TRUE(spool.read([&](std::string_view chunk) -> Result<void> {
    all += chunk;
    return {};
  }));
  return all;
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

// "line 000001 ….\n": `count` lines of 32 bytes each, numbered from 1.
std::string numbered_lines(int first, int count) {
  std::string text;
  for (int number = first; number < first + count; ++number) {
    std::string digits = std::to_string(number);
    text += "line " + std::string(8 - digits.size(), '0') + digits + " of a gateway log.\n";
  }
  return text;
}
constexpr std::uint64_t k_line = 32;

Spool filled(SpoolKind kind, std::uint64_t max_bytes, const std::string& text, std::size_t chunk = 1000) {
  Spool spool(kind, max_bytes);
  for (std::size_t at = 0; at < text.size(); at += chunk) {
    EXPECT_TRUE(spool.add(redacted_from(text.substr(at, chunk))));
  }
  EXPECT_TRUE(spool.finish());
  return spool;
}

// What a cut spool must be, whatever the numbers: the start, one honest line, the newest lines.
void expect_sound_cut(const Spool& spool, const std::string& original, std::uint64_t max_bytes) {
  const std::string kept = content(spool);
  EXPECT_EQ(kept.size(), spool.size());
  EXPECT_LE(kept.size(), max_bytes);
  EXPECT_EQ(Sha256::of(kept), spool.sha256().view());
  const auto before = lines_of(original);
  const auto after = lines_of(kept);
  const std::string marker = "[sgw-diag: " + std::to_string(spool.cut_lines()) + " lines, " +
                             std::to_string(spool.cut_bytes()) +
                             " bytes cut here to keep within the limits of the run]";
  std::size_t seen = 0;
  std::size_t cut_bytes = 0;
  for (std::size_t index = 0; index < before.size(); ++index) {
    const auto line = spool.line_after_cut(index + 1);
    if (!line) {
      cut_bytes += before[index].size() + 1;
      continue;
    }
    ASSERT_LE(*line, after.size());
    ASSERT_EQ(after[*line - 1], before[index]);
    ++seen;
  }
  EXPECT_EQ(cut_bytes, spool.cut_bytes());
  EXPECT_EQ(seen + spool.cut_lines(), before.size());
  EXPECT_EQ(after.size(), seen + 1);
  EXPECT_EQ(std::count(after.begin(), after.end(), marker), 1);
}

TEST(Spool, KeepsWhatFitsAsItIs) {
  const std::string text = numbered_lines(1, 100);
  const Spool spool = filled(SpoolKind::lines, 1 << 20, text, 77);
  EXPECT_EQ(content(spool), text);
  EXPECT_EQ(spool.size(), text.size());
  EXPECT_EQ(spool.sha256().view(), Sha256::of(text));
  EXPECT_EQ(spool.cut_lines(), 0U);
  EXPECT_EQ(spool.line_after_cut(42), 42U);
}

TEST(Spool, IsEmptyAndHasADigestWhenNothingWasAdded) {
  const Spool spool = filled(SpoolKind::lines, 1 << 20, "");
  EXPECT_EQ(content(spool), "");
  EXPECT_EQ(spool.sha256().view(), Sha256::of(""));
}

TEST(Spool, HoldsExactlyItsLimitWithoutACut) {
  const std::string text = numbered_lines(1, 256);  // 8192 bytes
  const Spool spool = filled(SpoolKind::lines, text.size(), text, 31);
  EXPECT_EQ(content(spool), text);
  EXPECT_EQ(spool.cut_bytes(), 0U);
}

TEST(Spool, CutsWholeLinesFromTheMiddleAndSaysSoInPlace) {
  const std::string text = numbered_lines(1, 10000);
  const Spool spool = filled(SpoolKind::lines, 8192, text);
  expect_sound_cut(spool, text, 8192);
  const auto lines = lines_of(content(spool));
  EXPECT_EQ(lines[31], "line 00000032 of a gateway log.");  // the first eighth: 1024 bytes
  EXPECT_TRUE(lines[32].starts_with("[sgw-diag: "));
  EXPECT_EQ(lines.back(), "line 00010000 of a gateway log.");
  EXPECT_GT(spool.size(), 8192U - 256U) << "no more is cut than must be";
}

TEST(Spool, CutsTheSameWhereverAChunkEnds) {
  const std::string text = numbered_lines(1, 700);
  const Spool whole = filled(SpoolKind::lines, 4096, text, text.size());
  for (const std::size_t chunk :
       {std::size_t{1}, std::size_t{7}, std::size_t{32}, std::size_t{4095}, std::size_t{9000}}) {
    const Spool pieces = filled(SpoolKind::lines, 4096, text, chunk);
    EXPECT_EQ(content(pieces), content(whole)) << chunk;
    EXPECT_EQ(pieces.cut_lines(), whole.cut_lines()) << chunk;
  }
}

TEST(Spool, CutsLinesOfEveryLengthSoundly) {
  std::mt19937 random(7);
  for (int round = 0; round < 60; ++round) {
    std::string text;
    const std::size_t longest = 1 + random() % 900;
    while (text.size() < 30000) {
      text += std::to_string(text.size()) + std::string(random() % longest, 'x') + '\n';
    }
    if (round % 2 == 0) text.pop_back();  // the last line without its end
    const std::uint64_t limit = 4096 + random() % 8000;
    const Spool spool = filled(SpoolKind::lines, limit, text, 1 + random() % 5000);
    const std::string original = round % 2 == 0 ? text : text.substr(0, text.size());
    const std::string kept = content(spool);
    EXPECT_LE(kept.size(), limit);
    EXPECT_EQ(lines_of(kept).size(), lines_of(original).size() - spool.cut_lines() + 1) << round;
    EXPECT_EQ(lines_of(kept).back(), lines_of(original).back());
  }
}

TEST(Spool, GivesUpALineThatAloneIsTooLong) {
  const std::string text = "first\n" + std::string(50000, 'x') + "\nlast\n";
  const Spool spool = filled(SpoolKind::lines, 4096, text);
  expect_sound_cut(spool, text, 4096);
  EXPECT_TRUE(content(spool).starts_with("first\n[sgw-diag: 1 lines, 50001 bytes cut"));
  EXPECT_TRUE(content(spool).ends_with("]\nlast\n"));
}

TEST(Spool, SpillsIntoAFileThatHasNoName) {
  const auto folder = std::filesystem::temp_directory_path();
  const auto names_in = [&] {
    std::size_t count = 0;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
      count += entry.path().filename().string().starts_with(".sgw-diag") ? 1 : 0;
    }
    return count;
  };
  const auto before = names_in();
  const std::string text = numbered_lines(1, 60000);  // 1.9 MB
  const Spool spool = filled(SpoolKind::lines, 64 << 20, text, 100000);
  EXPECT_EQ(names_in(), before);
  EXPECT_EQ(Sha256::of(content(spool)), Sha256::of(text));
}

// Of all spools together: a fleet has hundreds.
TEST(Spool, HoldsLittleMemoryWhateverItsSize) {
  const std::string text = numbered_lines(1, 60000);  // 1.9 MB
  std::vector<Spool> spools;
  const auto before = mallinfo2().uordblks + mallinfo2().hblkhd;
  for (int i = 0; i < 40; ++i) spools.push_back(filled(SpoolKind::lines, 64 << 20, text, 50000));
  const auto after = mallinfo2().uordblks + mallinfo2().hblkhd;
  EXPECT_LT(after, before + 40 * (std::size_t{64} << 10));
}

TEST(Spool, CutsALogThatGoesRoundItsFileManyTimes) {
  const std::string text = numbered_lines(1, 200000);  // 6.4 MB through 2 MiB
  const Spool spool = filled(SpoolKind::lines, 2 << 20, text, 77777);
  expect_sound_cut(spool, text, 2 << 20);
}

TEST(Spool, ShrinksStepByStepAndStaysSound) {
  const std::string text = numbered_lines(1, 60000);
  Spool spool = filled(SpoolKind::lines, 1 << 20, text);
  for (const std::uint64_t limit : {900000, 500000, 499999, 60000, 4096, 100}) {
    ASSERT_TRUE(spool.shrink(limit));
    expect_sound_cut(spool, text, std::max<std::uint64_t>(limit, 4096));
  }
  EXPECT_GT(spool.size(), 4096U - 256U);
}

TEST(Spool, LeavesAShortSpoolAloneWhenItIsShrunk) {
  const std::string text = numbered_lines(1, 10);
  Spool spool = filled(SpoolKind::lines, 1 << 20, text);
  ASSERT_TRUE(spool.shrink(4096));
  EXPECT_EQ(content(spool), text);
}

TEST(Spool, RefusesToCutAWholeDocument) {
  Spool spool(SpoolKind::whole, 100);
  ASSERT_TRUE(spool.add(redacted_from(std::string(60, 'a'))));
  const auto second = spool.add(redacted_from(std::string(41, 'b')));
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().kind, ErrorKind::too_large);
  ASSERT_TRUE(spool.finish());
  EXPECT_EQ(content(spool), std::string(60, 'a')) << "what was there before stays";
  Spool large = filled(SpoolKind::whole, 1 << 20, std::string(9000, 'a'));
  EXPECT_EQ(large.shrink(5000).error().kind, ErrorKind::too_large);
}

// Every "secret" becomes a longer word; line counts stay.
RedactedBytes masked(const RedactedBytes& before) {
  std::string text(before.view());
  for (std::size_t at = 0; (at = text.find("00000777", at)) != std::string::npos;) text.replace(at, 8, "<masked>");
  return redacted_from(text);
}

TEST(Spool, RewritesItsContentLineByLine) {
  const std::string text = numbered_lines(1, 60000);
  Spool spool = filled(SpoolKind::lines, 64 << 20, text, 100000);
  std::size_t largest = 0;
  ASSERT_TRUE(spool.rewrite([&](const RedactedBytes& chunk) {
    largest = std::max(largest, chunk.size());
    EXPECT_TRUE(chunk.view().ends_with("\n"));
    return masked(chunk);
  }));
  std::string expected = text;
  expected.replace(776 * k_line + 5, 8, "<masked>");
  EXPECT_EQ(Sha256::of(content(spool)), Sha256::of(expected));
  EXPECT_EQ(spool.sha256().view(), Sha256::of(expected));
  EXPECT_LT(largest, std::size_t{1} << 20);
}

TEST(Spool, RewritesACutSpoolAndKeepsItsNumbers) {
  const std::string text = numbered_lines(1, 10000);
  Spool spool = filled(SpoolKind::lines, 8192, text);
  const auto cut_lines = spool.cut_lines();
  const auto last_line = spool.line_after_cut(10000);
  ASSERT_TRUE(spool.rewrite([](const RedactedBytes& chunk) {
    EXPECT_EQ(chunk.view().find("sgw-diag"), std::string_view::npos) << "the mark is not content";
    return chunk;
  }));
  EXPECT_EQ(spool.cut_lines(), cut_lines);
  EXPECT_EQ(spool.line_after_cut(10000), last_line);
  expect_sound_cut(spool, text, 8192);
}

TEST(Spool, CutsAgainWhenRewritingMadeItLonger) {
  const std::string text = numbered_lines(1, 250);  // 8000 bytes
  Spool spool = filled(SpoolKind::lines, 8192, text);
  ASSERT_TRUE(spool.rewrite([](const RedactedBytes& chunk) {
    std::string longer;
    for (const auto& line : lines_of(std::string(chunk.view()))) longer += line + " and more\n";
    return redacted_from(longer);
  }));
  EXPECT_LE(spool.size(), 8192U);
  EXPECT_GT(spool.cut_lines(), 0U);
  EXPECT_TRUE(content(spool).ends_with("line 00000250 of a gateway log. and more\n"));
}

TEST(Spool, RewritesAWholeDocumentInOnePiece) {
  Spool spool = filled(SpoolKind::whole, 1 << 20, "{\n\"a\": 1\n}\n", 3);
  int calls = 0;
  ASSERT_TRUE(spool.rewrite([&](const RedactedBytes& document) {
    ++calls;
    EXPECT_EQ(document.view(), "{\n\"a\": 1\n}\n");
    return redacted_from("{}\n");
  }));
  EXPECT_EQ(calls, 1);
  EXPECT_EQ(content(spool), "{}\n");
}

TEST(Spool, StopsReadingWhenTheTakerFails) {
  const Spool spool = filled(SpoolKind::lines, 64 << 20, numbered_lines(1, 100000), 100000);
  int calls = 0;
  const auto result = spool.read([&](std::string_view) -> Result<void> {
    ++calls;
    return fail(ErrorKind::io, "enough");
  });
  EXPECT_EQ(result.error().what, Literal("enough"));
  EXPECT_EQ(calls, 1);
}

// A limit on file sizes stands for a full disk: it needs no right to mount, and fails the same call.
class FileSizeLimit {
 public:
  explicit FileSizeLimit(rlim_t bytes) {
    EXPECT_NE(std::signal(SIGXFSZ, SIG_IGN), SIG_ERR);
    getrlimit(RLIMIT_FSIZE, &before_);
    const rlimit lower{bytes, before_.rlim_max};
    setrlimit(RLIMIT_FSIZE, &lower);
  }
  ~FileSizeLimit() { setrlimit(RLIMIT_FSIZE, &before_); }

 private:
  rlimit before_{};
};

TEST(Spool, SaysWhenTheDiskIsFullAndKeepsWhatItHad) {
  const std::string text = numbered_lines(1, 50000);  // 1.6 MB: past the memory
  Spool spool(SpoolKind::lines, 64 << 20);
  ASSERT_TRUE(spool.add(redacted_from(text)));
  {
    const FileSizeLimit limit(2 << 20);
    const auto result = spool.add(redacted_from(text));
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().kind, ErrorKind::io);
  }
  ASSERT_TRUE(spool.finish());
  EXPECT_EQ(Sha256::of(content(spool)), Sha256::of(text));
}

TEST(Spool, SaysWhenThereIsNoTemporaryFolder) {
  const char* before = std::getenv("TMPDIR");
  const std::string kept = before == nullptr ? "" : before;
  setenv("TMPDIR", "/nowhere/at/all", 1);
  Spool spool(SpoolKind::lines, 64 << 20);
  ASSERT_TRUE(spool.add(redacted_from("in memory\n")));
  const auto result = spool.add(redacted_from(numbered_lines(1, 40000)));
  if (before == nullptr) {
    unsetenv("TMPDIR");
  } else {
    setenv("TMPDIR", kept.c_str(), 1);
  }
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().kind, ErrorKind::io);
  ASSERT_TRUE(spool.finish());
  EXPECT_EQ(content(spool), "in memory\n");
}

}  // namespace
}  // namespace sgw::package
