#include "src/app/stated_facts.hpp"

#include "tests/support/temp_dir.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace sgw::app {
namespace {

using testing::HasSubstr;

class StatedFacts : public testing::Test {
 protected:
  StatedFacts() : session_(open()) {}
  static Session open() {
    auto session = Session::open({}, redaction::Profile::support);
    EXPECT_TRUE(session);
    return *std::move(session);
  }
  Result<std::string> read(std::string_view text) { return read_stated_facts(session_, dir_.write("f.json", text)); }
  std::string refused(std::string_view text) {
    const auto facts = read(text);
    if (facts) return "taken";
    EXPECT_EQ(facts.error().kind, ErrorKind::bad_data_file);
    return std::string(facts.error().text().view());
  }
  std::string warnings(const std::string& text) {
    triage::Evidence evidence;
    warn_of_stated_facts(session_, text, evidence);
    std::string all;
    for (const Remark& remark : evidence.remarks) {
      EXPECT_EQ(remark.kind, Remark::Kind::warning);
      all += std::string(remark.text.view()) + ": " + std::string(remark.subject.view()) + "\n";
    }
    return all;
  }

  test::TempDir dir_;
  Session session_;
};

TEST_F(StatedFacts, AreTakenAsTheyAreWhereTheirTypesFit) {
  for (const std::string good :
       {R"({"tier": "Premium", "rollback_cures": true, "restarts": 5, "tag_reported": ["2.1.0", "2.2.0"]})",
        R"({"tier": null, "unheard-of": [1, {"a": 2}], "probes": {"dns": "ok"}})", "{}"}) {
    const auto facts = read(good);
    ASSERT_TRUE(facts) << facts.error().text().view();
    EXPECT_EQ(*facts, good);
  }
}

TEST_F(StatedFacts, OfAnotherTypeAreRefusedWithTheirPlace) {
  const std::string both = refused(R"({"tier": 5, "rollback_cures": "maybe"})");
  EXPECT_THAT(both, HasSubstr("f.json"));
  EXPECT_THAT(both, HasSubstr("/tier: a text was expected"));
  EXPECT_THAT(both, HasSubstr("/rollback_cures: true or false was expected"));
  EXPECT_THAT(refused(R"({"tag": 2.10})"), HasSubstr("/tag: a text was expected"));
  EXPECT_THAT(refused(R"({"starts": {"a": 1}})"), HasSubstr("/starts: true or false was expected"));
  EXPECT_THAT(refused(R"({"healthy": [true, 1]})"), HasSubstr("/healthy/1: true or false was expected"));
}

TEST_F(StatedFacts, ThatDecideNothingAreWarnedOf) {
  EXPECT_EQ(warnings(R"({"tier": "standard v2", "rollback_cures": false})"), "");
  EXPECT_THAT(warnings(R"({"teir": "Premium"})"), HasSubstr("no rule reads (misspelt?); it is kept: teir"));
  EXPECT_THAT(warnings(R"({"tier": "Preemium"})"),
              HasSubstr("none that is known (misspelt?); it decides nothing: Pre"));
}

}  // namespace
}  // namespace sgw::app
