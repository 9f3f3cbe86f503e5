#include "redaction/block_masker.hpp"

#include "tests/redaction/oracle.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <chrono>

namespace sgw::redaction {
namespace {

using testing::HasSubstr;
using testing::Not;

const Engine& engine() {
  static const auto instance = test::load_packs();
  return *instance;
}

std::string masked(const std::vector<std::string_view>& blocks) {
  Tally tally;
  BlockMasker masker(engine(), tally, TextKind::lines);
  std::string out;
  for (const auto block : blocks) masker.lines(block, out);
  masker.finish(out);
  return out;
}

class BlockBorders : public testing::TestWithParam<std::string_view> {};

// Two blocks, cut behind every line; and every line a block.
TEST_P(BlockBorders, ChangeNothing) {
  const std::string filler = "one line\nand another one\n";
  for (const std::string& text : {filler + std::string(GetParam()), std::string(GetParam()) + filler}) {
    const std::string whole = masked({text});
    EXPECT_THAT(whole, Not(HasSubstr("hunter")));
    std::vector<std::string_view> lines;
    for (std::size_t begin = 0; begin < text.size();) {
      const std::size_t next = next_line_begin(text, begin);
      lines.push_back(std::string_view(text).substr(begin, next - begin));
      EXPECT_EQ(masked({std::string_view(text).substr(0, next), std::string_view(text).substr(next)}), whole)
          << "cut before offset " << next;
      begin = next;
    }
    EXPECT_EQ(masked(lines), whole) << "every line a block";
  }
}

INSTANTIATE_TEST_SUITE_P(
    Texts, BlockBorders,
    testing::Values("<add key=\"Password\"\n  value=\"hunter2x\" />\n", "--password\nhunter2x\\\n",
                    "password:\n  hunter2x \\\n", "password:\n  - hunter2x\n  - hunter3 \\\n  x\n",
                    "password: |\n  hunter2x\n  hunter3 \\\n  x\n  hunter4x\nb: 1\n",
                    "password = <<EOT\nhunter2x\nhunter3 \\\nx\nEOT\nb = 1\n",
                    "id,password,status\n7,hunter2x,ok\n8,hunter3x,\\\n9,hunter4x,ok\n",
                    "kind: Secret\ndata:\n  any: hunter2x\n  one: hunter3x\\\n  two: hunter4x\nb: 1\n",
                    "data:\n  any: hunter2x\n  one: hunter3x\\\n  two: hunter4x\nkind: Secret\nb: 1\n",
                    "- name: DB_PASSWORD\n  type: x\n  value: hunter2 \\\n  x\n- value: hunter3x\n  name: DB_PWD\n",
                    "2026-01-01T00:00:00Z stdout F password:\n2026-01-01T00:00:00Z stdout F   hunter2x \\\n"
                    "2026-01-01T00:00:00Z stdout F   x\n",
                    "2026-01-01T00:00:00Z stdout F password: |\n2026-01-01T00:00:00Z stderr P a\n"
                    "2026-01-01T00:00:00Z stdout F   hunter2x\n2026-01-01T00:00:00Z stdout F   hunter3x\n"
                    "2026-01-01T00:00:00Z stderr F b\n2026-01-01T00:00:00Z stdout F   hunter4x\n",
                    "-----BEGIN RSA PRIVATE KEY-----\nhunter2x\\\nAbCdhunter3x\n-----END RSA PRIVATE KEY-----\n"));

double seconds_for(const std::string& text) {
  const auto start = std::chrono::steady_clock::now();
  EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), [&] {
    const std::string out = masked({text});
    return std::count(out.begin(), out.end(), '\n');
  }());
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

// Names that open a value below without end: ten times the lines may not take much more than ten times as long.
TEST(BlockMasker, LooksThroughWhatOpensWithoutEndOnce) {
  const auto repeated = [](const auto& line, int count) {
    std::string text;
    for (int i = 0; i < count; ++i) text += line(i);
    return text;
  };
  const auto deeper = [](std::string_view word) {
    return [word](int i) { return std::string(static_cast<std::size_t>(i) % 700, ' ').append(word); };
  };
  const auto same = [](std::string_view word) { return [word](int) { return std::string(word); }; };
  for (const std::string_view word : {"password = @'\n", "password: <<EOF\n", "\"password\": [\n", "- - password:\n",
                                      "- - auth:\n", "token:\n----\n", "<password>\n", "password:\n"}) {
    const double some = seconds_for(repeated(same(word), 1000));
    EXPECT_LT(seconds_for(repeated(same(word), 10000)), 25 * some + 0.05) << word;
  }
  for (const std::string_view word :
       {"password: |\n", "auth: |\n", "password: {\n", "password: \"x\n", "kind: Secret\n", "data:\n"}) {
    const double some = seconds_for(repeated(deeper(word), 700));
    EXPECT_LT(seconds_for(repeated(deeper(word), 7000)), 25 * some + 0.05) << word;
  }
}

}  // namespace
}  // namespace sgw::redaction
