#include "src/app/session.hpp"

#include "tests/support/temp_dir.hpp"

#include <sgw_diag/json_reader.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sys/stat.h>

namespace sgw::app {
namespace {

TEST(Session, KeepsTheKeyInAPrivateMapAndUsesItAgain) {
  const test::TempDir dir;
  GivenFiles given;
  given.map = dir / "map.json";
  const auto tag_of = [&given] {
    const auto session = Session::open(given, redaction::Profile::support);
    EXPECT_TRUE(session) << (session ? "" : session.error().text().view());
    EXPECT_TRUE(session->save_map());
    return std::string(session->shown("password=Pa55word-Pa55word").view());
  };
  const std::string first = tag_of();
  EXPECT_NE(first.find("<redacted:"), std::string::npos) << first;
  EXPECT_EQ(tag_of(), first);
  struct stat info {};
  ASSERT_EQ(::stat(given.map->c_str(), &info), 0);
  EXPECT_EQ(info.st_mode & 0777U, 0600U);

  GivenFiles other;
  const auto without = Session::open(other, redaction::Profile::support);
  EXPECT_NE(std::string(without->shown("password=Pa55word-Pa55word").view()), first);
}

class SessionMap : public testing::Test {
 protected:
  SessionMap() { given_.map = dir_ / "map.json"; }
  Session open() const {
    auto session = Session::open(given_, redaction::Profile::support, Needs::redaction);
    EXPECT_TRUE(session) << (session ? "" : session.error().text().view());
    return *std::move(session);
  }
  std::string file() const { return test::read_file(*given_.map); }

  test::TempDir dir_;
  GivenFiles given_;
};

TEST_F(SessionMap, HoldsWhatIdentifiersWereAndNoSecret) {
  const Session session = open();
  const auto shown = session.shown("jane.doe@contoso.example at 203.0.113.7 password=hunter2hunter2");
  EXPECT_EQ(shown.view().find("jane"), std::string_view::npos);
  ASSERT_TRUE(session.save_map());
  EXPECT_THAT(file(), testing::HasSubstr("jane.doe@contoso.example"));
  EXPECT_THAT(file(), testing::HasSubstr("203.0.113.7"));
  EXPECT_THAT(file(), testing::Not(testing::HasSubstr("hunter2")));
  const auto map = JsonReader::parse(file());
  ASSERT_TRUE(map);
  EXPECT_EQ((*map)["pseudonyms"].items().size(), 2U) << "the self-test's canaries are not in it: " << file();
}

TEST_F(SessionMap, LeavesOutWhatIsFoundToBeASecretLater) {
  const Session session = open();
  EXPECT_NE(session.shown("mail svc.account.77@contoso.example").view(), "");
  session.redactor().learn(RawText("svc.account.77@contoso.example"), "password");
  ASSERT_TRUE(session.save_map());
  EXPECT_THAT(file(), testing::Not(testing::HasSubstr("svc.account")));
}

TEST_F(SessionMap, KeepsWhatEarlierAndOtherRunsPutIn) {
  const Session first = open();
  EXPECT_NE(first.shown("first@contoso.example").view(), "");
  ASSERT_TRUE(first.save_map());
  const Session second = open();
  const Session third = open();
  EXPECT_NE(second.shown("second@contoso.example").view(), "");
  EXPECT_NE(third.shown("third@contoso.example").view(), "");
  ASSERT_TRUE(second.save_map());
  ASSERT_TRUE(third.save_map());
  for (const char* name : {"first@", "second@", "third@"}) EXPECT_THAT(file(), testing::HasSubstr(name));
  struct stat info {};
  ASSERT_EQ(::stat(given_.map->c_str(), &info), 0);
  EXPECT_EQ(info.st_mode & 0777U, 0600U);
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator(dir_.path()), {}), 1) << "no temporary file stays";
}

TEST_F(SessionMap, LeavesAMapOfAnotherKeyAsItIs) {
  const Session mine = open();
  ASSERT_TRUE(open().save_map());  // another run was faster
  const std::string theirs = file();
  const auto saved = mine.save_map();
  ASSERT_FALSE(saved);
  EXPECT_THAT(std::string(saved.error().text().view()), testing::HasSubstr("another key"));
  EXPECT_EQ(file(), theirs);
}

TEST_F(SessionMap, KeepsALinkToIt) {
  ASSERT_TRUE(open().save_map());
  std::filesystem::create_symlink("map.json", dir_ / "link.json");
  given_.map = dir_ / "link.json";
  const Session session = open();
  EXPECT_NE(session.shown("jane@contoso.example").view(), "");
  ASSERT_TRUE(session.save_map());
  EXPECT_TRUE(std::filesystem::is_symlink(dir_ / "link.json"));
  EXPECT_THAT(test::read_file(dir_ / "map.json"), testing::HasSubstr("jane@"));
}

TEST_F(SessionMap, MustBeThereToTurnSomethingBack) {
  given_.map_must_be_there = true;
  const auto session = Session::open(given_, redaction::Profile::support, Needs::redaction);
  ASSERT_FALSE(session);
  EXPECT_EQ(session.error().kind, ErrorKind::bad_usage);
  EXPECT_THAT(std::string(session.error().text().view()), testing::HasSubstr("there is no such map file: "));
}

TEST_F(SessionMap, IsRefusedWhenItIsALinkThatLeadsNowhere) {
  given_.map = dir_ / "link.json";
  std::filesystem::create_symlink("nothing.json", *given_.map);
  const auto session = Session::open(given_, redaction::Profile::support, Needs::redaction);
  ASSERT_FALSE(session);
  EXPECT_EQ(session.error().kind, ErrorKind::bad_usage);
  EXPECT_THAT(std::string(session.error().text().view()), testing::HasSubstr("a link that leads nowhere"));
}

TEST(Session, RefusesAMapThatIsNone) {
  const test::TempDir dir;
  GivenFiles given;
  given.map = dir.write("map.json", R"({"schema":"sgw-diag/map/1","key":"short"})");
  const auto session = Session::open(given, redaction::Profile::support);
  ASSERT_FALSE(session);
  EXPECT_EQ(session.error().kind, ErrorKind::bad_usage);
  EXPECT_EQ(session.error().text().view(),
            "the map file holds no key: expected 64 hexadecimal digits: " + given.map->string() + ": /key");
}

TEST(Session, RefusesAMapThatCannotBeMadeBeforeAnythingElseIsDone) {
  GivenFiles given;
  given.map = "/nowhere/map.json";
  const auto session = Session::open(given, redaction::Profile::support);
  ASSERT_FALSE(session);
  EXPECT_EQ(session.error().kind, ErrorKind::io);
  EXPECT_EQ(session.error().text().view(), "the folder does not exist: /nowhere/map.json");
}

TEST(Session, RefusesRulesThatHoldSomethingSecret) {
  const test::TempDir dir;
  GivenFiles given;
  given.rules.push_back(dir.write("mine.json", R"({"rules":[{"says":"password=Pa55word-Pa55word"}]})"));
  const auto session = Session::open(given, redaction::Profile::support);
  ASSERT_FALSE(session);
  EXPECT_EQ(session.error().text().view().find("Pa55word"), std::string_view::npos);
  EXPECT_NE(session.error().text().view().find("mine.json: /rules/0/says (secret-value)"), std::string_view::npos)
      << session.error().text().view();
}

TEST(Session, ReadsRulesThatNameAMachineAsTheGateShowsThem) {
  const test::TempDir dir;
  GivenFiles given;
  given.rules.push_back(dir.write("mine.json", R"({"rules": [{"id": "mine", "owner": "customer", "category": "c",
    "clauses": ["RESP-CU-HOSTING"], "confidence": "low", "when": {"line": "no route to 203.0.113.7"},
    "title": "No way to 203.0.113.7", "says": "Ask jane@contoso.example.", "next_steps": ["Look."],
    "examples": {"fires": ["no route to 203.0.113.7"], "silent": ["no route to host"]}}]})"));
  const auto session = Session::open(given, redaction::Profile::support);
  ASSERT_TRUE(session) << session.error().text().view();
  const auto rule = session->rules().rule(*SafeName::parse(SafeText("mine")));
  ASSERT_TRUE(rule);
  const std::string address(session->shown("203.0.113.7").view());
  EXPECT_NE(address, "203.0.113.7");
  EXPECT_EQ(rule->title.view(), "No way to " + address);
  EXPECT_EQ(rule->says.view().find("jane"), std::string_view::npos);
  EXPECT_TRUE(session->rules().test_examples().empty());
}

TEST(Session, SaysWhichFileCannotBeRead) {
  GivenFiles given;
  given.packs.emplace_back("/nowhere/pack.json");
  const auto session = Session::open(given, redaction::Profile::support);
  ASSERT_FALSE(session);
  EXPECT_EQ(session.error().kind, ErrorKind::bad_usage);
  EXPECT_NE(session.error().text().view().find("/nowhere/pack.json"), std::string_view::npos);
}

}  // namespace
}  // namespace sgw::app
