#include "src/app/redact_reveal.hpp"

#include "tests/support/temp_dir.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace sgw::app {
namespace {

// What comes out is looked at by whole programs (tests/end_to_end/redact_map_test.cpp): no test has the console's key.
class RevealRun : public testing::Test {
 protected:
  RevealRun() {
    GivenFiles given;
    given.map = dir_ / "map.json";
    auto session = Session::open(given, redaction::Profile::support, Needs::redaction);
    EXPECT_TRUE(session);
    masked_ = session->shown("mail jane.doe@contoso.example from 203.0.113.7 password=hunter2hunter2").view();
    EXPECT_TRUE(session->save_map());
    given.map_must_be_there = true;
    session_ = std::make_unique<Session>(*Session::open(given, redaction::Profile::support, Needs::redaction));
  }

  Result<RevealCount> reveal_file(const std::string& bytes) {
    const RevealJob job{dir_.write("reply.txt", bytes), [this](const RevealedBytes&) { return ++printed_ < 100000; }};
    return reveal(*session_, job, {});
  }

  test::TempDir dir_;
  std::string masked_;
  std::unique_ptr<Session> session_;
  int printed_ = 0;
};

TEST_F(RevealRun, CountsWhatItTurnsBack) {
  const auto count = reveal_file(masked_ + "\n");
  ASSERT_TRUE(count);
  EXPECT_EQ(count->replaced, 2U) << masked_;
  EXPECT_EQ(count->left, 1U) << "the password stays";
}

TEST_F(RevealRun, CutsNoPseudonymBetweenTwoPieces) {
  std::string all;
  while (all.size() < 3 * k_chunk_bytes) all += R"({"x":")" + masked_ + R"("},)";
  const std::size_t times = all.size() / (masked_.size() + 9);
  const auto count = reveal_file(all);
  ASSERT_TRUE(count);
  EXPECT_EQ(count->replaced, 2 * times);
  EXPECT_EQ(count->left, times);
}

TEST_F(RevealRun, TakesALineOfNothingButLetters) {
  const auto count = reveal_file(std::string(5 << 20, 'a'));
  ASSERT_TRUE(count);
  EXPECT_EQ(count->replaced, 0U);
  EXPECT_GT(printed_, 1) << "it is not held until its end";
}

TEST_F(RevealRun, SaysWhichFileIsNotThere) {
  const RevealJob job{dir_ / "nothing.txt", [](const RevealedBytes&) { return true; }};
  const auto count = reveal(*session_, job, {});
  ASSERT_FALSE(count);
  EXPECT_EQ(count.error().kind, ErrorKind::bad_usage);
  EXPECT_THAT(std::string(count.error().text().view()), testing::HasSubstr("nothing.txt"));
}

TEST_F(RevealRun, EndsWhenNobodyTakesTheOutput) {
  const RevealJob job{dir_.write("long.txt", std::string(4 << 20, ' ')), [this](const RevealedBytes&) {
                        ++printed_;
                        return false;
                      }};
  const auto count = reveal(*session_, job, {});
  ASSERT_FALSE(count);
  EXPECT_EQ(count.error().kind, ErrorKind::io);
  EXPECT_EQ(printed_, 1);
}

}  // namespace
}  // namespace sgw::app
