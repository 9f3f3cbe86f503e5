#include "redaction/block_masker.hpp"

#include "tests/redaction/oracle.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

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

std::string repeated(std::string_view word, int count, int deepest) {
  std::string text;
  for (int i = 0; i < count; ++i) text.append(static_cast<std::size_t>(i % (deepest + 1)), ' ').append(word);
  return text;
}

// Names that open a value below without end: looked through anew for each of them, this takes minutes.
TEST(BlockMasker, LooksThroughWhatOpensWithoutEndOnce) {
  const auto lines = [](std::string_view text) { return std::count(text.begin(), text.end(), '\n'); };
  for (const std::string_view word : {"password = @'\n", "password: <<EOF\n", "\"password\": [\n", "- - password:\n",
                                      "- - auth:\n", "token:\n----\n", "<password>\n", "password:\n"}) {
    const std::string text = repeated(word, 10000, 0);
    EXPECT_EQ(lines(masked({text})), lines(text)) << word;
  }
  for (const std::string_view word :
       {"password: |\n", "auth: |\n", "password: {\n", "password: \"x\n", "kind: Secret\n", "data:\n"}) {
    const std::string text = repeated(word, 2100, 699);
    EXPECT_EQ(lines(masked({text})), lines(text)) << word;
  }
}

}  // namespace
}  // namespace sgw::redaction
