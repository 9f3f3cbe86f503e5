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
    for (const SafeText& problem : report.problems()) all += std::string(problem.view()) + "\n";
    return all;
  }

  Result<void> redact_with(const RedactJob& job, const std::stop_token& stop = {}) {
    return redact(session_, job, report_, stop);
  }

  Session session_;
  RedactReport report_;
  test::TempDir in_;
  test::TempDir out_;
};

TEST_F(RedactRun, SaysWhatItLeavesOutOfAFolder) {
  in_.write("a.log", "plain\n");
  std::filesystem::create_symlink("a.log", in_ / "current.log");
  const auto done = redact_with(folder_job());
  ASSERT_TRUE(done) << done.error().text().view();
  EXPECT_FALSE(report_.whole());
  EXPECT_THAT(problems_of(report_), testing::HasSubstr("current.log: left out (a link"));
  EXPECT_EQ(test::read_file(out_ / "tree/a.log"), "plain\n");
  EXPECT_FALSE(std::filesystem::exists(out_ / "tree/current.log"));
}

TEST_F(RedactRun, LeavesTheMapOfTheRunOutOfItsOwnFolder) {
  in_.write("a.log", "from 10.1.2.3\n");
  GivenFiles given;
  given.map = in_ / "home.json";
  for (int run = 0; run < 2; ++run) {
    auto session = Session::open(given, redaction::Profile::support, Needs::redaction);
    ASSERT_TRUE(session) << session.error().text().view();
    RedactReport report;
    const RedactJob job{.inputs = {in_.path()}, .out = out_.path() / std::to_string(run), .print = {}};
    const auto done = redact(*session, job, report, {});
    ASSERT_TRUE(done) << done.error().text().view();
    ASSERT_TRUE(session->save_map());
    EXPECT_FALSE(std::filesystem::exists(*job.out / "home.json"));
    EXPECT_TRUE(std::filesystem::exists(*job.out / "a.log"));
    const bool told = problems_of(report).find("home.json: left out (the map of this run)") != std::string::npos;
    EXPECT_EQ(told, run == 1) << "the first run makes it";
  }
}

TEST_F(RedactRun, ShowsNoUserOfAPathInTheTreeOrTheReport) {
  in_.write("home/jdoe/a.log", "plain\n");
  in_.write("CORP/jdoe.log", "plain\n");
  std::filesystem::create_symlink("a.log", in_ / "home/jdoe/current.log");
  const auto done = redact_with(folder_job());
  ASSERT_TRUE(done) << done.error().text().view();
  for (const auto& entry : std::filesystem::recursive_directory_iterator(out_ / "tree")) {
    EXPECT_THAT(entry.path().native(), testing::Not(testing::HasSubstr("jdoe")));
  }
  EXPECT_THAT(problems_of(report_), testing::HasSubstr("current.log: left out"));
  EXPECT_THAT(std::string(report_.document().view()), testing::Not(testing::HasSubstr("jdoe")));
}

TEST_F(RedactRun, LeavesNoHalfFileInTheTreeWhenStopped) {
  in_.write("a.log", std::string(100, 'a') + "\n");
  std::stop_source stop;
  stop.request_stop();
  const auto done = redact_with(folder_job(), stop.get_token());
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().kind, ErrorKind::cancelled);
  EXPECT_FALSE(std::filesystem::exists(out_ / "tree/a.log"));
}

TEST_F(RedactRun, NamesTheFileThatCannotBeWritten) {
  in_.write("a.log", "new\n");
  std::filesystem::create_directories(out_ / "tree");
  out_.write("tree/a.log", "old\n");
  const auto done = redact_with(folder_job());
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().kind, ErrorKind::io);
  EXPECT_EQ(done.error().text().view(), "there is a file of that name already: a.log");
  EXPECT_EQ(test::read_file(out_ / "tree/a.log"), "old\n");
}

TEST_F(RedactRun, EndsWhenNobodyTakesTheOutput) {
  const auto file = in_.write("a.log", std::string(8 << 20, 'a') + "\n" + std::string(8 << 20, 'b') + "\n");
  int taken = 0;
  const RedactJob job{.inputs = {file}, .out = {}, .print = [&](const RedactedBytes&) { return ++taken < 2; }};
  const auto done = redact_with(job);
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().kind, ErrorKind::io);
  EXPECT_EQ(taken, 2);
}

TEST_F(RedactRun, KeepsFilesOfTheSameNameApart) {
  const RedactJob job{
      .inputs = {in_.write("a/x.log", "one\n"), in_.write("b/x.log", "two\n")}, .out = out_.path(), .print = {}};
  const auto done = redact_with(job);
  ASSERT_TRUE(done) << done.error().text().view();
  EXPECT_EQ(report_.files.size(), 2U);
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator(out_.path()), {}), 2);
}

TEST_F(RedactRun, KeepsAFileAndAFolderApartThatAreCalledTheSameOnceCleaned) {
  in_.write("a-b", "file\n");
  in_.write("a b/c.log", "in the folder\n");
  const auto done = redact_with(folder_job());
  ASSERT_TRUE(done) << done.error().text().view();
  EXPECT_TRUE(report_.whole()) << problems_of(report_);
  std::string all;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(out_ / "tree")) {
    if (entry.is_regular_file()) all += test::read_file(entry.path());
  }
  EXPECT_THAT(all, testing::HasSubstr("file\n"));
  EXPECT_THAT(all, testing::HasSubstr("in the folder\n"));
}

TEST_F(RedactRun, MakesNoFileOfOneThatCannotBeRead) {
  const RedactJob job{.inputs = {"/dev/null"}, .out = out_.path(), .print = {}};
  const auto done = redact_with(job);
  ASSERT_TRUE(done) << done.error().text().view();
  EXPECT_EQ(problems_of(report_), "null: missing (not a plain file)\n");
  EXPECT_TRUE(std::filesystem::is_empty(out_.path()));
}

}  // namespace
}  // namespace sgw::app
