#include "src/app/redact_name.hpp"

#include <gtest/gtest.h>

namespace sgw::app {
namespace {

TEST(RedactName, LeadsNowhereOutOfTheArchive) {
  const RedactName archive("logs/a.zip");
  EXPECT_EQ(archive.member("../../etc/passwd").path(), "logs/a.zip/etc/passwd");
  EXPECT_EQ(archive.member("/etc/passwd").path(), "logs/a.zip/etc/passwd");
  EXPECT_EQ(archive.member("..\\..\\app\\a.log").path(), "logs/a.zip/app/a.log");
  EXPECT_EQ(archive.member("./x/.//y").path(), "logs/a.zip/x/y");
  EXPECT_EQ(archive.member("..").path(), "logs/a.zip/unnamed");
}

TEST(RedactName, KeepsABackslashInTheNameOfAFile) { EXPECT_EQ(RedactName("folder/a\\b").path(), "folder/a\\b"); }

TEST(RedactName, IsShortEnoughForAPathHoweverDeepItIs) {
  std::string deep;
  for (int i = 0; i < 1000; ++i) deep += "folder/";
  const RedactName name = RedactName("a.zip").member(deep + "a.json");
  EXPECT_LE(name.header(Format::text).parts.size(), 30U);
  EXPECT_TRUE(name.path().starts_with("a.zip/"));
  EXPECT_TRUE(name.path().ends_with("/a.json"));
}

TEST(RedactName, LosesTheEndingOfWhatWasUnpacked) {
  EXPECT_EQ(RedactName("x/app.log.gz").without_packing().path(), "x/app.log");
  EXPECT_EQ(RedactName("app.json.ZST").without_packing().path(), "app.json");
  EXPECT_EQ(RedactName("app.log").without_packing().path(), "app.log");
  EXPECT_EQ(RedactName(".gz").without_packing().path(), ".gz");
}

TEST(RedactName, TellsTheFormatByTheEnding) {
  EXPECT_EQ(RedactName("a.JSON").format(), Format::json);
  EXPECT_EQ(RedactName("a.ndjson").format(), Format::jsonl);
  EXPECT_EQ(RedactName("config/.env").format(), Format::env);
  EXPECT_EQ(RedactName("a.json.log").format(), Format::text);
}

}  // namespace
}  // namespace sgw::app
