#include <sgw_diag/json_reader.hpp>

#include <gtest/gtest.h>

#include <chrono>
#include <string>

namespace sgw {
namespace {

JsonReader parsed(std::string_view text) {
  const auto reader = JsonReader::parse(text);
  EXPECT_TRUE(reader) << text;
  return reader.value_or(JsonReader());
}

TEST(JsonReader, FollowsAPathAndSaysIt) {
  const JsonReader root = parsed(R"({"Config":{"Env":["a=1","b/c~d=2"]}})");
  const JsonReader value = root["Config"]["Env"].at(1);
  EXPECT_EQ(value.text(), "b/c~d=2");
  EXPECT_EQ(value.pointer(), "/Config/Env/1");
  EXPECT_EQ(root["a/b~c"].pointer(), "/a~1b~0c");
}

TEST(JsonReader, IsEmptyAndNotAnErrorWhereNothingIs) {
  const JsonReader root = parsed(R"({"a":1})");
  EXPECT_FALSE(root["b"]["c"].at(3).exists());
  EXPECT_EQ(root["b"]["c"].text(), std::nullopt);
  EXPECT_EQ(root["a"].text(), std::nullopt);
  EXPECT_EQ(root["b"].items().size(), 0U);
  EXPECT_EQ(JsonReader()["x"].integer(), std::nullopt);
}

TEST(JsonReader, ReadsNumbersInRangeOnly) {
  const JsonReader root = parsed(R"({"i":-5,"u":18446744073709551615,"f":2.5,"w":3.0,"big":1e300})");
  EXPECT_EQ(root["i"].integer(), -5);
  EXPECT_EQ(root["u"].integer(), std::nullopt);
  EXPECT_EQ(root["f"].integer(), std::nullopt);
  EXPECT_EQ(root["w"].integer(), 3);
  EXPECT_EQ(root["big"].integer(), std::nullopt);
  EXPECT_DOUBLE_EQ(root["f"].number().value_or(0), 2.5);
}

TEST(JsonReader, KeepsTheOrderOfTheDocument) {
  std::string keys;
  for (const auto& [key, value] : parsed(R"({"z":1,"a":2,"m":3})").members()) keys += key;
  EXPECT_EQ(keys, "zam");
}

TEST(JsonReader, RefusesBrokenTextAndSaysWhere) {
  std::size_t offset = 0;
  EXPECT_FALSE(JsonReader::parse(R"({"a": 1,, "b": 2})", &offset));
  EXPECT_EQ(offset, 8U);
  for (const char* text : {"", "{", "[1,]", "{\"a\":1} x", "nul", "'a'", "NaN"}) {
    EXPECT_FALSE(JsonReader::parse(text)) << text;
  }
}

TEST(JsonReader, RefusesDepthThatWouldExhaustTheStack) {
  EXPECT_TRUE(JsonReader::parse(std::string(128, '[') + std::string(128, ']')));
  EXPECT_FALSE(JsonReader::parse(std::string(129, '[') + std::string(129, ']')));
  EXPECT_FALSE(JsonReader::parse(std::string(5'000'000, '[')));
}

// Members that are looked through for each new one would take minutes here.
TEST(JsonReader, ReadsAnObjectOfManyMembersInNoTime) {
  std::string text = "{";
  for (int i = 0; i < 250'000; ++i) text += "\"k" + std::to_string(i) + "\":" + std::to_string(i) + ",";
  const auto begin = std::chrono::steady_clock::now();
  const JsonReader root = parsed(text + "\"k7\":-1}");
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(20));
  EXPECT_EQ(root["k249999"].integer(), 249'999);
  EXPECT_EQ(root["k7"].integer(), -1);
  EXPECT_EQ(root.members().size(), 250'000U);
}

TEST(JsonReader, TakesTheLastOfMembersWithTheSameKeyAtThePlaceOfTheFirst) {
  EXPECT_EQ(parsed(R"({"a":1,"b":2,"a":{"x":[]},"c":3,"a":4})").dump(), R"({"a":4,"b":2,"c":3})");
  std::string many = "{";
  for (int i = 0; i < 40; ++i) many += "\"k" + std::to_string(i % 20) + "\":" + std::to_string(i) + ",";
  const JsonReader root = parsed(many + R"("last":0})");
  ASSERT_EQ(root.members().size(), 21U);
  EXPECT_EQ(root.members()[0].first, "k0");
  EXPECT_EQ(root["k0"].integer(), 20);
  EXPECT_EQ(root["k19"].integer(), 39);
}

TEST(JsonReader, RefusesMoreValuesThanMemoryIsFor) {
  const auto zeros = [](std::size_t count) {
    std::string text = "[0";
    for (std::size_t i = 1; i < count; ++i) text += ",0";
    return text + "]";
  };
  EXPECT_TRUE(JsonReader::parse(zeros((1 << 20) - 1)));  // the array is a value too
  EXPECT_FALSE(JsonReader::parse(zeros(1 << 20)));
}

TEST(JsonReader, WritesWhatItRead) {
  const std::string text =
      R"({"n":null,"t":true,"f":false,"i":-5,"u":18446744073709551615,"d":2.5,"w":3.0,"e":1e+300,"s":"ä\"\\\n","a":[1,[],{}],"o":{"":""}})";
  EXPECT_EQ(parsed(text).dump(), text);
  EXPECT_EQ(JsonReader().dump(), "null");
}

TEST(JsonReader, ReplacesInvalidUtf8InsteadOfFailing) {
  EXPECT_EQ(parsed("{\"a\":\"x\xFF\xFEy\"}")["a"].text(), "x\xEF\xBF\xBD\xEF\xBF\xBDy");
  EXPECT_EQ(parsed("{\"a\":\"\xC3\xA4\"}")["a"].text(), "\xC3\xA4");
}

TEST(SafeJson, IsNotMadeOfAnyReader) {
  static_assert(!std::is_constructible_v<SafeJson, const JsonReader&>);
  static_assert(!std::is_constructible_v<SafeJson, JsonReader>);
}

TEST(SafeJson, SaysWhereACompiledInFileIsBroken) {
  ResourceStore store;
  const EmbeddedFile file{"data/broken.json", "{\n \"a\": 1,\n \"b\" 2\n}"};
  store.add({&file, 1});
  const auto resource = store.find("data/broken.json");
  ASSERT_TRUE(resource);
  const auto opened = SafeJson::open(*resource);
  ASSERT_FALSE(opened);
  EXPECT_EQ(opened.error().kind, ErrorKind::bad_data_file);
  EXPECT_NE(opened.error().subject.view().find("data/broken.json: line 3"), std::string_view::npos)
      << opened.error().subject.view();
}

TEST(SafeJson, DoesNotOpenAFileThatHoldsSomethingSecret) {
  ResourceStore store;
  store.add_given("rules", SafeText("mine.json"), R"({"a":"hunter2"})", false);
  const auto opened = SafeJson::open(store.in_folder("rules").at(0));
  ASSERT_FALSE(opened);
  EXPECT_EQ(opened.error().kind, ErrorKind::unsafe);
}

TEST(DataProblems, ListsEveryProblemWithItsPlace) {
  ResourceStore store;
  const EmbeddedFile file{"r.json", R"({"id": 5, "says": "x", "extra": true, "do": ["a", 2]})"};
  store.add({&file, 1});
  const auto root = SafeJson::open(*store.find("r.json"));
  ASSERT_TRUE(root);
  DataProblems problems{SafeText("r.json")};
  problems.only_keys(*root, {"id", "says", "do"});
  EXPECT_EQ(problems.text(*root, "id").view(), "");
  EXPECT_EQ(problems.text(*root, "says").view(), "x");
  EXPECT_EQ(problems.texts(*root, "do").size(), 1U);
  ASSERT_FALSE(problems.none());
  const std::string all(problems.error().subject.view());
  for (const char* expected : {"/extra: unknown key", "/id: a text was expected", "/do/1: a text was expected"}) {
    EXPECT_NE(all.find(expected), std::string::npos) << all;
  }
}

}  // namespace
}  // namespace sgw
