#include "collector/yaml_json.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <string>

namespace sgw::collector {
namespace {

std::string json_of(std::string_view yaml) {
  const auto json = yaml_to_json(yaml);
  if (!json) {
    return std::to_string(json.error().line) + ":" + std::to_string(json.error().column) + " " +
           std::string(json.error().what.view());
  }
  return json->substr(0, json->find_last_not_of('\n') + 1);
}

std::string repeated(std::string_view text, std::size_t times) {
  std::string all;
  for (std::size_t i = 0; i < times; ++i) all += text;
  return all;
}

TEST(YamlJson, KeepsTextAsItIsWritten) {
  EXPECT_EQ(json_of("a: 0123\nb: 1e5\nc: yes\nd: '~'\ne: \"true\"\nf: 2026-11-26"),
            R"({"a":"0123","b":"1e5","c":"yes","d":"~","e":"true","f":"2026-11-26"})");
}

TEST(YamlJson, KnowsNullAndBooleans) {
  EXPECT_EQ(json_of("[~, null, , true, False, TRUE, !!str true]"), R"([null,null,null,true,false,true,"true"])");
  EXPECT_EQ(json_of("a:\nb: "), R"({"a":null,"b":null})");
}

TEST(YamlJson, TakesTheFirstDocumentAlone) {
  EXPECT_EQ(json_of("---\na: b\n---\nc: [\n"), R"({"a":"b"})");
  EXPECT_EQ(json_of(""), "null");
  EXPECT_EQ(json_of("# only a comment\n"), "null");
}

TEST(YamlJson, WritesAliasesInFull) {
  EXPECT_EQ(json_of("a: &x [1, {b: c}]\nd: *x\n*x : e"), "3:1 a key is not text");
  EXPECT_EQ(json_of("a: &x [1, {b: c}]\nd: *x"), R"({"a":["1",{"b":"c"}],"d":["1",{"b":"c"}]})");
  EXPECT_EQ(json_of("&k a: b\nc: *k"), R"({"a":"b","c":"a"})");
}

TEST(YamlJson, MergesWithoutReplacingWhatIsThere) {
  EXPECT_EQ(json_of("x: &x {a: 1, b: 2}\ny: {<<: *x, b: 3}"), R"({"x":{"a":"1","b":"2"},"y":{"b":"3","a":"1"}})");
  EXPECT_EQ(json_of("y: {<<: [{a: 1}, {a: 2, c: 3}]}"), R"({"y":{"a":"1","c":"3"}})");
  EXPECT_EQ(json_of("y: {\"<<\": x}"), R"({"y":{"<<":"x"}})");
}

TEST(YamlJson, RefusesABombOfAliases) {
  std::string bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n";
  for (int i = 1; i < 20; ++i) {
    const std::string before = "*a" + std::to_string(i - 1);
    bomb += "a" + std::to_string(i) + ": &a" + std::to_string(i) + " [" + repeated(before + ", ", 9) + before + "]\n";
  }
  EXPECT_NE(json_of(bomb).find("there are more than 200000 values, those of aliases counted"), std::string::npos);
  const std::string merges =
      "a: &a {k: v}\nb: &b {<<: [" + repeated("*a, ", 2000) + "*a]}\nc: {<<: [" + repeated("*b, ", 2000) + "*b]}\n";
  EXPECT_NE(json_of(merges).find("there are more than 200000 values"), std::string::npos);
  const std::string text = "a: &a '" + std::string(1 << 20, 'x') + "'\nb: [" + repeated("*a, ", 100) + "]\n";
  EXPECT_NE(json_of(text).find("there is more than 16 MiB of text"), std::string::npos);
}

TEST(YamlJson, RefusesWhatIsTooDeepTooManyOrTooLarge) {
  EXPECT_EQ(json_of(repeated("[", 64) + repeated("]", 64)), repeated("[", 64) + repeated("]", 64));
  EXPECT_EQ(json_of(repeated("[", 65) + repeated("]", 65)), "1:65 it is nested more than 64 deep");
  EXPECT_FALSE(yaml_to_json(repeated("[", 3'000'000)));
  EXPECT_EQ(json_of(repeated("- ", 100'000) + "x"), "1:129 it is nested more than 64 deep");
  EXPECT_NE(json_of("[" + repeated("x,", 300'000) + "]").find("there are more than 200000 values"), std::string::npos);
  EXPECT_EQ(json_of(std::string(k_max_yaml_bytes + 1, ' ')), "0:0 it is larger than 4 MiB");
}

// What would take long if it were read carelessly. The limit is generous: the machine may be busy.
TEST(YamlJson, EndsSoonWhateverItIsGiven) {
  constexpr std::size_t k_size = std::size_t{1} << 20;
  const std::string hostile[] = {
      std::string(k_size, '['),
      std::string(k_size, '{'),
      std::string(k_size, '!'),
      std::string(k_size, '&'),
      std::string(k_size, '-'),
      repeated("- ", k_size / 2),
      repeated("? ", k_size / 2),
      repeated("a: ", k_size / 3),
      repeated("'", k_size),
      "\"" + repeated("\\u0041", k_size / 6),
      repeated("a\n", k_size / 2),
      repeated("&a ", k_size / 3),
      "|\n" + repeated(" \n", k_size / 2),
      repeated("#\n", k_size / 2),
      repeated("%T a b\n", k_size / 7),
      repeated("\t", k_size),
      "[" + repeated("a,", k_size / 2),
      repeated("{a: ", k_size / 4),
      std::string(k_size, '\0'),
      std::string(k_size, '\x04'),
      repeated("a:\n ", k_size / 4),
      "a: " + std::string(k_size, 'x') + ": b",
  };
  for (const std::string& text : hostile) {
    const auto begin = std::chrono::steady_clock::now();
    json_of(text);
    const auto took = std::chrono::steady_clock::now() - begin;
    EXPECT_LT(took, std::chrono::seconds(15)) << text.substr(0, 8);
  }
}

TEST(YamlJson, SeesAQuoteThatDoesNotEnd) {
  EXPECT_EQ(json_of("a: \"b\nc: d"), "2:5 a quoted text does not end");
  EXPECT_EQ(json_of("a: \"b\nc: d\n"), "1:4 a quoted text does not end");
  EXPECT_EQ(json_of("a: 'b\nc: d\n"), "1:4 a quoted text does not end");
  EXPECT_EQ(json_of("a: |\n  b\n"), R"({"a":"b\n"})") << "a block ends where the file does";
  EXPECT_EQ(json_of("a: |+\n  b\n\n"), R"({"a":"b\n\n"})");
  EXPECT_EQ(json_of("a: |\n  b"), R"({"a":"b"})");
}

TEST(YamlJson, RefusesTextThatIsNotUtf8) {
  EXPECT_EQ(json_of("a: \"\xff\""), "1:4 there is text that is not UTF-8");
  EXPECT_EQ(json_of("a: \xef\xbf\xbd"), "{\"a\":\"\xef\xbf\xbd\"}") << "U+FFFD itself is a character";
}

}  // namespace
}  // namespace sgw::collector
