#include "redaction/pseudonym_map.hpp"

#include "redaction/block_masker.hpp"
#include "tests/redaction/oracle.hpp"
#include "tests/redaction/redactor_fixture.hpp"

#include <sgw_diag/json_reader.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace sgw::redaction {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr std::string_view k_user = "<redacted:user:0123abcd>";

std::string text_of(const PseudonymMap& map) {
  return map_text(test::key_of('a'), map, [](std::string_view) { return false; });
}

TEST(PseudonymMap, GivesBackWhatAPseudonymStandsFor) {
  PseudonymMap map;
  map.record(k_user, "jane");
  map.record("10.9.8.7", "10.1.2.3");
  EXPECT_EQ(map.original_of(k_user), "jane");
  EXPECT_EQ(map.original_of("10.9.8.7"), "10.1.2.3");
  EXPECT_EQ(map.original_of("10.9.8.8"), std::nullopt);
  EXPECT_EQ(map.size(), 2U);
}

// Whatever the gate makes of an identifier, a later run with the same map must be able to read.
TEST(PseudonymMap, ReadsBackEveryKindOfPseudonymThatTheGateMakes) {
  const auto map = std::make_shared<PseudonymMap>();
  const auto engine = test::load_packs(Profile::strict);
  engine->pseudonyms = map;
  const std::string text =
      "203.0.113.7 2001:db8:1::7 00:14:25:39:42:5D 0014.2539.425d db01.contoso.corp jane.doe@contoso.com CONTOSO\\jane "
      "/home/jane/x \\\\fileserver7\\share\\x https://intranet7:8443/ 5fa1c2d3-0b1c-4d2e-8f3a-0123456789ab\n";
  Tally tally;
  BlockMasker masker(*engine, tally, TextKind::lines);
  std::string out;
  masker.lines(text, out);
  masker.finish(out);
  ASSERT_GE(map->size(), 9U);
  for (const auto& [pseudonym, original] : map->entries()) EXPECT_TRUE(is_pseudonym(pseudonym)) << pseudonym;
  const auto again = read_map_text(text_of(*map));
  ASSERT_TRUE(again) << again.error().text().view();
  EXPECT_EQ(again->pseudonyms->entries(), map->entries());
}

TEST(PseudonymMap, GivesNothingForATagOfTwoValues) {
  PseudonymMap map;
  map.record(k_user, "jane");
  map.record(k_user, "joan");
  map.record(k_user, "jane");
  EXPECT_EQ(map.original_of(k_user), std::nullopt);
  const auto again = read_map_text(text_of(map));
  ASSERT_TRUE(again);
  again->pseudonyms->record(k_user, "jane");
  EXPECT_EQ(again->pseudonyms->original_of(k_user), std::nullopt) << "what was ambiguous once stays so";
}

TEST(PseudonymMap, TakesNamesThatDifferInCaseForOne) {
  PseudonymMap map;
  map.record(k_user, "jane");
  map.record(k_user, "Jane");
  EXPECT_EQ(map.original_of(k_user), "Jane");
  PseudonymMap other;
  other.record(k_user, "Jane");
  other.record(k_user, "jane");
  EXPECT_EQ(other.original_of(k_user), "Jane");
  other.record(k_user, "joan");
  other.record(k_user, "Joan");
  EXPECT_EQ(other.original_of(k_user), std::nullopt) << "two names were there";
}

TEST(PseudonymMap, KeepsTheSameSpellingOfAnAddressWhateverCameFirst) {
  PseudonymMap one;
  one.record("2001:db8::1", "2001:DB8::7");
  one.record("2001:db8::1", "2001:db8:0::7");
  PseudonymMap other;
  other.record("2001:db8::1", "2001:db8:0::7");
  other.record("2001:db8::1", "2001:DB8::7");
  EXPECT_EQ(one.original_of("2001:db8::1"), other.original_of("2001:db8::1"));
  EXPECT_TRUE(one.original_of("2001:db8::1"));
}

TEST(PseudonymMap, RecordsNothingThatCouldSteerATerminalOrIsNoName) {
  PseudonymMap map;
  map.record(k_user, "ja\x1b[2Jne");
  map.record(k_user, "ja\nne");
  map.record(k_user, std::string(PseudonymMap::k_max_original + 1, 'j'));
  map.record(k_user, "");
  EXPECT_EQ(map.size(), 0U);
}

TEST(PseudonymMap, SaysWhenItHasNoMoreRoom) {
  PseudonymMap map(2);
  map.record("10.0.0.1", "10.1.1.1");
  map.record("10.0.0.2", "10.1.1.2");
  EXPECT_FALSE(map.full());
  map.record("10.0.0.1", "10.1.1.1");
  EXPECT_FALSE(map.full()) << "what is there already needs none";
  map.record("10.0.0.3", "10.1.1.3");
  EXPECT_TRUE(map.full());
  EXPECT_EQ(map.size(), 2U);
  EXPECT_EQ(map.original_of("10.0.0.3"), std::nullopt);
}

TEST(PseudonymMap, AddsWhatAnotherOneHolds) {
  PseudonymMap map;
  map.record(k_user, "jane");
  PseudonymMap other;
  other.record("10.0.0.2", "10.1.1.2");
  map.merge(other);
  EXPECT_EQ(map.original_of(k_user), "jane");
  EXPECT_EQ(map.original_of("10.0.0.2"), "10.1.1.2");
}

TEST(MapText, IsReadAsItWasWritten) {
  PseudonymMap map;
  map.record(k_user, "jané \"x\"");
  map.record("10.0.0.2", "10.1.1.2");
  const auto read = read_map_text(text_of(map));
  ASSERT_TRUE(read) << read.error().text().view();
  EXPECT_EQ(read->key.bytes(), test::key_of('a').bytes());
  EXPECT_EQ(read->pseudonyms->entries(), map.entries());
  EXPECT_EQ(text_of(*read->pseudonyms), text_of(map));
}

TEST(MapText, OfAFullMapIsReadBack) {
  PseudonymMap map;
  for (std::uint32_t i = 0; i <= PseudonymMap::k_max_entries; ++i) {
    const std::string tail =
        std::to_string(i >> 16 & 255U) + "." + std::to_string(i >> 8 & 255U) + "." + std::to_string(i & 255U);
    map.record("10." + tail, "11." + tail);
  }
  ASSERT_TRUE(map.full());
  const auto again = read_map_text(text_of(map));
  ASSERT_TRUE(again) << again.error().text().view();
  EXPECT_EQ(again->pseudonyms->size(), PseudonymMap::k_max_entries);
}

TEST(MapText, PassesTheGateInNoFormat) {
  PseudonymMap map;
  map.record(k_user, "somebody");
  const std::string file = text_of(map);
  const auto read = JsonReader::parse(file);
  ASSERT_TRUE(read);
  const std::string sorted =
      R"({"key":")" + (*read)["key"].text_or("") + R"(","pseudonyms":[],"schema":"sgw-diag/map/1"})";
  for (const std::string& text : {file, "\xEF\xBB\xBF " + file, sorted, read->dump()}) {
    for (const Format format : {Format::text, Format::json, Format::jsonl, Format::env}) {
      const std::string out = test::masked(text, format);
      EXPECT_THAT(out, HasSubstr("<withheld:map>"));
      EXPECT_THAT(out, Not(testing::AnyOf(HasSubstr("aaaaaaaa"), HasSubstr("somebody"))));
    }
  }
  const std::string about = "The schema is sgw-diag/map/1, and its \"key\" and \"pseudonyms\" stay at home.\n";
  EXPECT_EQ(test::masked(about), about);
}

TEST(MapText, LeavesOutWhatIsASecret) {
  PseudonymMap map;
  map.record(k_user, "jane");
  map.record("<redacted:email:00000000>", "secret@contoso.example");
  const auto text =
      map_text(test::key_of('a'), map, [](std::string_view value) { return value.starts_with("secret"); });
  EXPECT_THAT(text, HasSubstr("jane"));
  EXPECT_THAT(text, Not(HasSubstr("secret@")));
  EXPECT_THAT(text, Not(HasSubstr("00000000")));
}

TEST(MapText, MayHoldAKeyAlone) {
  const auto read = read_map_text(R"({"schema":"sgw-diag/map/1","key":")" + std::string(64, '1') + R"("})");
  ASSERT_TRUE(read);
  EXPECT_EQ(read->pseudonyms->size(), 0U);
}

TEST(MapText, IsRefusedWithThePlaceAndWhatWasExpected) {
  const std::string head = R"({"schema":"sgw-diag/map/1","key":")" + std::string(64, '1') + R"(","pseudonyms":)";
  const std::vector<std::pair<std::string, std::string>> bad = {
      {"{", "not a map file: expected a JSON document: byte 1"},
      {"[]", "not a map file of this program: expected sgw-diag/map/1: /schema"},
      {R"({"schema":"somebody/else/1"})", "not a map file of this program: expected sgw-diag/map/1: /schema"},
      {R"({"schema":"sgw-diag/map/1","key":"short"})",
       "the map file holds no key: expected 64 hexadecimal digits: /key"},
      {head + R"({"a":"b"}})", "the map file is damaged: expected a list: /pseudonyms"},
      {head + R"(["a"]})", "the map file is damaged: expected a pair: /pseudonyms/0"},
      {head + R"([["10.0.0.1","10.0.0.2"],["jane","x"]]})",
       "the map file is damaged: expected a pseudonym, such as <redacted:user:01234567>: /pseudonyms/1/0"},
      {head + R"([["127.0.0.1","x"]]})",
       "the map file is damaged: expected a pseudonym, such as <redacted:user:01234567>: /pseudonyms/0/0"},
      {head + R"([["10.0.0.1",7]]})",
       "the map file is damaged: expected what the pseudonym stands for, or null: /pseudonyms/0/1"},
      {head + R"([["10.0.0.1","a\u001b[2J"]]})",
       "the map file is damaged: expected what the pseudonym stands for, or null: /pseudonyms/0/1"},
  };
  for (const auto& [text, expected] : bad) {
    const auto read = read_map_text(text);
    ASSERT_FALSE(read) << text;
    EXPECT_EQ(read.error().kind, ErrorKind::bad_usage) << text;
    EXPECT_EQ(read.error().text().view(), expected) << text;
  }
}

}  // namespace
}  // namespace sgw::redaction
