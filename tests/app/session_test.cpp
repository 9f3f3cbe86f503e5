#include "src/app/session.hpp"

#include "tests/support/temp_dir.hpp"

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

TEST(Session, RefusesAMapThatIsNone) {
  const test::TempDir dir;
  GivenFiles given;
  given.map = dir.write("map.json", R"({"schema":"sgw-diag/map/1","key":"short"})");
  const auto session = Session::open(given, redaction::Profile::support);
  ASSERT_FALSE(session);
  EXPECT_EQ(session.error().kind, ErrorKind::bad_usage);
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
