#include "tests/redaction/corpus/undo.hpp"

#include "tests/redaction/corpus/encode.hpp"
#include "tests/redaction/corpus/escape.hpp"
#include "tests/redaction/corpus/needle_index.hpp"
#include "tests/redaction/corpus/pack.hpp"
#include "tests/redaction/corpus/rng.hpp"

#include <gtest/gtest.h>
#include <algorithm>
#include <array>

namespace sgw::corpus {
namespace {

const std::string k_value = R"(q8%Z"v'r\t&<p>+/=é€🔑wX)";

bool finds(const std::string& bytes, const std::string& value = k_value) {
  bool found = false;
  each_view(bytes, [&](std::string_view view) { found = found || view.find(value) != std::string_view::npos; });
  return found;
}

TEST(Undo, FindsAValueInEveryEscape) {
  const std::array escaped{json(k_value),
                           json_dotnet(k_value),
                           json_ascii(k_value),
                           json_slashed(k_value),
                           json_all(k_value),
                           xml(k_value),
                           xml_numeric(k_value),
                           percent(k_value),
                           percent_all(k_value),
                           percent_lower(k_value),
                           shell_single(k_value),
                           byte_escaped(k_value),
                           properties(k_value),
                           yaml_single(k_value),
                           python(k_value),
                           doubled(k_value, '"'),
                           hex(k_value),
                           quoted_printable(k_value),
                           percent(percent(k_value)),
                           json(json_dotnet(json(k_value))),
                           base64(k_value),
                           base64(base64(k_value)),
                           json_dotnet(base64(k_value))};
  for (const std::string& text : escaped) EXPECT_TRUE(finds("name=" + text + " rest")) << text;
}

TEST(Undo, FindsAValueAtEveryBase64Alignment) {
  for (std::size_t before = 0; before < 6; ++before) {
    const std::string bytes = std::string(before, 'x') + k_value;
    EXPECT_TRUE(finds(base64(bytes, Alphabet::url, Padding::no)));
    EXPECT_TRUE(finds("a: |\n  " + wrapped(base64(std::string(100, ' ') + bytes + std::string(60, ' ')), 64, "  ")));
  }
}

TEST(Undo, FindsAValueInDumpsAndWideText) {
  EXPECT_TRUE(finds(hexdump("GET / " + k_value + " end of the packet")));
  EXPECT_TRUE(finds(xxd("GET / " + k_value + " end of the packet")));
  EXPECT_TRUE(finds(utf16("some words and " + k_value, false, true)));
  EXPECT_TRUE(finds(utf16("some words and " + k_value, true, false)));
}

TEST(Undo, FindsAValueInArchivesInArchives) {
  const std::array inner{Member{"a.log", "x\n" + k_value + "\n"}};
  for (const auto compression :
       {Compression::none, Compression::gzip, Compression::zstd, Compression::xz, Compression::bzip2}) {
    const std::array outer{Member{"b.tar", pack(inner, Container::tar, compression)}};
    EXPECT_TRUE(finds(pack(outer, Container::zip)));
  }
  EXPECT_TRUE(finds(base64(base64(compress("x\n" + k_value, Compression::gzip)))));
}

TEST(Undo, FindsTheNameOfAMember) {
  const std::array members{Member{"dir/glpat-abcdefghij.txt", "nothing"}};
  EXPECT_TRUE(finds(pack(members, Container::tar, Compression::gzip), "glpat-abcdefghij"));
}

TEST(Undo, PutsCutLinesTogether) {
  EXPECT_TRUE(
      finds("2026-11-18T05:02:10.9Z stdout P abcdefgh\n2026-11-18T05:02:10.9Z stderr F other\n2026-11-18T05:02:10.9Z "
            "stdout F ijkl\n",
            "abcdefghijkl"));
  EXPECT_TRUE(
      finds("{\"log\":\"abcd\\u0026efgh\",\"stream\":\"stdout\",\"time\":\"t\"}\n{\"log\":\"ijkl\\n\",\"stream\":"
            "\"stdout\",\"time\":\"t\"}\n",
            "abcd&efghijkl"));
  EXPECT_TRUE(finds("\"abcdefgh\\\n     ijkl\"", "abcdefghijkl"));
  EXPECT_TRUE(finds("abc\x1b[33mdefgh\x1b[0mijkl", "abcdefghijkl"));
}

TEST(Undo, DoesNotFindWhatIsNotThere) {
  EXPECT_FALSE(finds(base64(k_value.substr(0, k_value.size() - 1))));
  EXPECT_FALSE(finds(json(k_value.substr(1))));
}

TEST(NeedleIndex, FindsAPieceOfTheTailsLengthAnywhereAndNoShorterOne) {
  Rng rng(9);
  const std::string value = rng.chars(k_alnum, 60);
  NeedleIndex index;
  index.add(7, value, 20);
  for (std::size_t start = 0; start + 20 <= value.size(); ++start) {
    std::size_t longest = 0;
    const auto see = [&](std::size_t number, std::size_t size) {
      EXPECT_EQ(number, 7U);
      longest = std::max(longest, size);
    };
    index.scan("<" + value.substr(start, 20) + ">", see);
    EXPECT_EQ(longest, 20U) << start;
    longest = 0;
    index.scan("<" + value.substr(start, 19) + ">", see);
    EXPECT_EQ(longest, 0U) << start;
  }
}

}  // namespace
}  // namespace sgw::corpus
