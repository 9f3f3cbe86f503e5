#include "src/app/redact_run.hpp"

#include "tests/support/temp_dir.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace sgw::app {
namespace {

class RedactRun : public testing::Test {
 protected:
  RedactRun() : session_(*Session::open({}, redaction::Profile::support)) {}

  RedactJob folder_job() const { return {.inputs = {in_.path()}, .out = out_.path() / "tree", .print = {}}; }
  static std::string problems_of(const RedactReport& report) {
    std::string all;
    for (const SafeText& problem : report.problems) all += std::string(problem.view()) + "\n";
    return all;
  }

  Session session_;
  test::TempDir in_;
  test::TempDir out_;
};

TEST_F(RedactRun, SaysWhatItLeavesOutOfAFolder) {
  in_.write("a.log", "plain\n");
  std::filesystem::create_symlink("a.log", in_ / "current.log");
  const auto report = redact(session_, folder_job(), {});
  ASSERT_TRUE(report) << report.error().text().view();
  EXPECT_FALSE(report->whole());
  EXPECT_THAT(problems_of(*report), testing::HasSubstr("current.log: left out: a link"));
  EXPECT_EQ(test::read_file(out_ / "tree/a.log"), "plain\n");
  EXPECT_FALSE(std::filesystem::exists(out_ / "tree/current.log"));
}

TEST_F(RedactRun, LeavesNoHalfFileInTheTreeWhenStopped) {
  in_.write("a.log", std::string(100, 'a') + "\n");
  std::stop_source stop;
  stop.request_stop();
  const auto report = redact(session_, folder_job(), stop.get_token());
  ASSERT_FALSE(report);
  EXPECT_EQ(report.error().kind, ErrorKind::cancelled);
  EXPECT_FALSE(std::filesystem::exists(out_ / "tree/a.log"));
}

TEST_F(RedactRun, NamesTheFileThatCannotBeWritten) {
  in_.write("a.log", "new\n");
  std::filesystem::create_directories(out_ / "tree");
  out_.write("tree/a.log", "old\n");
  const auto report = redact(session_, folder_job(), {});
  ASSERT_FALSE(report);
  EXPECT_EQ(report.error().kind, ErrorKind::io);
  EXPECT_EQ(report.error().text().view(), "there is a file of that name already: a.log");
  EXPECT_EQ(test::read_file(out_ / "tree/a.log"), "old\n");
}

TEST_F(RedactRun, EndsWhenNobodyTakesTheOutput) {
  const auto file = in_.write("a.log", std::string(8 << 20, 'a') + "\n" + std::string(8 << 20, 'b') + "\n");
  int taken = 0;
  const RedactJob job{.inputs = {file}, .out = {}, .print = [&](const RedactedBytes&) { return ++taken < 2; }};
  const auto report = redact(session_, job, {});
  ASSERT_FALSE(report);
  EXPECT_EQ(report.error().kind, ErrorKind::io);
  EXPECT_EQ(taken, 2);
}

TEST_F(RedactRun, KeepsFilesOfTheSameNameApart) {
  const RedactJob job{
      .inputs = {in_.write("a/x.log", "one\n"), in_.write("b/x.log", "two\n")}, .out = out_.path(), .print = {}};
  const auto report = redact(session_, job, {});
  ASSERT_TRUE(report) << report.error().text().view();
  EXPECT_EQ(report->files, 2U);
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator(out_.path()), {}), 2);
}

}  // namespace
}  // namespace sgw::app
