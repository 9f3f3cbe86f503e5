#include "tests/redaction/redactor_fixture.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace sgw::test {
namespace {

using testing::HasSubstr;

Result<redaction::Redactor> load_with(const std::string& pack) {
  ResourceStore store;
  store.add(redaction::packs());
  store.add_given("redaction/packs", SafeText("own.json"), pack, false);
  return redaction::Redactor::load(store, {.profile = redaction::Profile::support, .key = key_of('a')});
}

std::string rule(const std::string& body) {
  return R"x({"pack":"own","rules":[{"id":"ticket","class":"ticket","says":"A ticket",)x" + body + "}]}";
}
constexpr const char* k_examples = R"x("examples":{"masks":["TCK-123456"],"keeps":["TCK-"]})x";

TEST(Pack, OfTheOperatorAddsRules) {
  const auto redactor = load_with(rule(R"x("find":"(?P<secret>TCK-[0-9]{6})",)x" + std::string(k_examples)));
  ASSERT_TRUE(redactor) << redactor.error().text().view();
  EXPECT_THAT(masked(*redactor, "see TCK-654321 password=hunter2x"),
              testing::MatchesRegex("see <redacted:ticket:[0-9a-f]{8}> password=<redacted:secret-value:[0-9a-f]{8}>"));
  EXPECT_TRUE(redactor->self_test());
}

TEST(Pack, CannotTakeAnythingAway) {
  const auto wide = load_with(
      rule(R"x("find":"(?P<secret>word)","identifier":true,"examples":{"masks":["password"],"keeps":["x"]})x"));
  ASSERT_TRUE(wide);
  EXPECT_THAT(masked(*wide, "password=hunter2x"), testing::Not(HasSubstr("hunter2x")));
  const auto twice = load_with(
      R"x({"pack":"own","rules":[{"id":"jwt","class":"x","says":"y","find":"(?P<secret>zzz)","examples":{"masks":["zzz"],"keeps":["a"]}}]})x");
  ASSERT_FALSE(twice);
  EXPECT_THAT(std::string(twice.error().subject.view()), HasSubstr("expected an id that no other pack uses"));
}

struct Bad {
  std::string pack;
  const char* where;
  const char* expected;
};

TEST(Pack, ThatIsWrongNamesFilePlaceAndExpectation) {
  const std::string good = R"x("find":"(?P<secret>TCK-[0-9]{6})",)x";
  for (const Bad& bad :
       {Bad{"{", "own.json: byte ", "expected JSON"}, Bad{"{\"pack\":\"own\"}", "/rules", "expected an array"},
        Bad{rule(R"x("find":"TCK",)x" + std::string(k_examples)), "/rules/0/find", "expected a group (?P<secret>...)"},
        Bad{rule(R"x("find":"(?P<secret>[)",)x" + std::string(k_examples)), "/rules/0/find",
            "expected an RE2 expression"},
        Bad{rule(R"x("find":"(?P<secret>\u00e9+)",)x" + std::string(k_examples)), "/rules/0/find", "in ASCII"},
        Bad{rule(R"x("find":"(?P<secret>x*)",)x" + std::string(k_examples)), "/rules/0/find", "does not match nothing"},
        Bad{rule(R"x("color":1,)x" + good + k_examples), "/rules/0/color", "unknown key"},
        Bad{rule(good + R"x("examples":{"masks":["TCK-123456"]})x"), "/rules/0/examples/keeps", "at least one example"},
        Bad{rule(good + R"x("examples":{"masks":["nothing"],"keeps":["x"]})x"), "/rules/0/examples/masks/0",
            "the rule masks"},
        Bad{rule(good + R"x("examples":{"masks":["TCK-123456"],"keeps":["TCK-123456"]})x"), "/rules/0/examples/keeps/0",
            "the rule keeps"},
        Bad{rule(R"x("detector":"magic",)x" + std::string(k_examples)), "/rules/0/detector",
            "expected the name of a detector"}}) {
    const auto loaded = load_with(bad.pack);
    ASSERT_FALSE(loaded) << bad.pack;
    EXPECT_EQ(loaded.error().kind, ErrorKind::bad_data_file);
    EXPECT_THAT(std::string(loaded.error().subject.view()),
                testing::AllOf(HasSubstr("own.json"), HasSubstr(bad.where), HasSubstr(bad.expected)))
        << bad.pack;
  }
}

TEST(Pack, OfTheOperatorIsMaskedWhenItIsShown) {
  const auto redactor = load_with(rule(
      R"x("find":"(?P<secret>TCK-[0-9]{6})","examples":{"masks":["TCK-123456 password=hunter2x"],"keeps":["password=hunter2x"]})x"));
  ASSERT_TRUE(redactor);
  for (const auto& info : redactor->rules()) {
    if (info.id.view() != "ticket") continue;
    EXPECT_THAT(std::string(info.masks[0].view()), testing::Not(HasSubstr("hunter2x")));
    EXPECT_THAT(std::string(info.keeps[0].view()), testing::Not(HasSubstr("hunter2x")));
  }
}

TEST(Pack, IsRequired) {
  const auto loaded = redaction::Redactor::load(ResourceStore(), {});
  ASSERT_FALSE(loaded);
  EXPECT_EQ(loaded.error().kind, ErrorKind::bad_data_file);
}

}  // namespace
}  // namespace sgw::test
