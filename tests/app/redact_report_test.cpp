#include "src/app/redact_report.hpp"

#include "tests/support/temp_dir.hpp"

#include <sgw_diag/json_reader.hpp>

#include <gtest/gtest.h>

#include <sys/stat.h>

namespace sgw::app {
namespace {

RedactReport sample() {
  RedactReport report;
  report.files.push_back(
      {SafeText("a.log"),
       "complete",
       {},
       0,
       0,
       {{SafeName("token"), SafeName("known-value"), 2}, {SafeName("key"), SafeName("known-value"), 3}}});
  report.files.push_back(
      {SafeText("b.bin"), "withheld", SafeText("it is binary"), 100, 1, {{SafeName("email"), SafeName("email"), 1}}});
  return report;
}

TEST(RedactReport, CountsByRuleForEachFileAndInAll) {
  const auto json = JsonReader::parse(sample().document().view());
  ASSERT_TRUE(json);
  EXPECT_EQ((*json)["schema"].text_or(""), "sgw-diag/redaction-report/1");
  const JsonReader first = (*json)["files"].at(0);
  EXPECT_EQ(first["path"].text_or(""), "a.log");
  EXPECT_EQ(first["outcome"].text_or(""), "complete");
  EXPECT_FALSE(first["why"].exists());
  EXPECT_EQ(first["redacted"]["known-value"].integer_or(0), 5);
  const JsonReader second = (*json)["files"].at(1);
  EXPECT_EQ(second["withheld_bytes"].integer_or(0), 100);
  EXPECT_EQ(second["why"].text_or(""), "it is binary");
  EXPECT_EQ((*json)["totals"]["known-value"].integer_or(0), 5);
  EXPECT_EQ((*json)["totals"]["email"].integer_or(0), 1);
}

TEST(RedactReport, NamesWhatIsNotWhole) {
  const RedactReport report = sample();
  EXPECT_FALSE(report.whole());
  ASSERT_EQ(report.problems().size(), 1U);
  EXPECT_EQ(report.problems()[0].view(), "b.bin: withheld (it is binary)");
  EXPECT_EQ(report.masked(), 6U);
  EXPECT_EQ(report.withheld_pieces(), 1U);
}

TEST(RedactReport, IsWrittenForItsOwnerAloneAndNeverOverAFile) {
  const test::TempDir dir;
  const auto session = Session::open({}, redaction::Profile::support, Needs::redaction);
  ASSERT_TRUE(session);
  const auto file = dir / "report.json";
  ASSERT_TRUE(report_can_be_written(*session, file));
  ASSERT_TRUE(write_report(*session, sample(), file));
  struct stat info {};
  ASSERT_EQ(::stat(file.c_str(), &info), 0);
  EXPECT_EQ(info.st_mode & 0777U, 0600U);
  const std::string written = test::read_file(file);
  const auto again = report_can_be_written(*session, file);
  ASSERT_FALSE(again);
  EXPECT_EQ(again.error().what.view(), "there is a file of that name already");
  EXPECT_FALSE(write_report(*session, RedactReport(), file));
  EXPECT_EQ(test::read_file(file), written);
}

}  // namespace
}  // namespace sgw::app
