#include "src/app/log_cuts.hpp"

#include "src/app/session.hpp"

#include <gtest/gtest.h>

namespace sgw::app {
namespace {

class Cuts : public testing::Test {
 protected:
  Cuts() : session_(*Session::open({}, redaction::Profile::support)), cuts_(artifacts_, evidence_) {}

  Collected& add(Literal name, Role role, std::size_t kibibytes) {
    Collected collected;
    collected.record.header.path = BundlePath() / name;
    collected.record.header.role = role;
    const auto kind = role == Role::log ? package::SpoolKind::lines : package::SpoolKind::whole;
    collected.spool = std::make_shared<package::Spool>(kind, std::uint64_t{1} << 30);
    std::string text;
    while (text.size() < kibibytes << 10U) text += std::string(63, 'x') + "\n";
    EXPECT_TRUE(collected.spool->add(session_.redactor().document(RawBytes(text), Format::text)));
    EXPECT_TRUE(collected.spool->finish());
    evidence_.artifacts.push_back(collected.record);
    artifacts_.push_back(std::move(collected));
    return artifacts_.back();
  }

  std::uint64_t size_of(std::size_t index) const { return artifacts_.at(index).spool->size(); }
  std::string said_of(std::size_t index) const {
    const Outcome& outcome = evidence_.artifacts.at(index).outcome;
    EXPECT_EQ(outcome.completeness, artifacts_.at(index).record.outcome.completeness);
    return std::string(to_literal(outcome.completeness).view()) +
           (outcome.error ? " " + std::string(outcome.error->text().view()) : "");
  }

  Session session_;
  std::vector<Collected> artifacts_;
  triage::Evidence evidence_;
  LogCuts cuts_;
};

TEST_F(Cuts, LeaveSmallLogsAndWhatIsNoLogAlone) {
  add("large.log", Role::log, 512);
  add("middle.log", Role::log, 256);
  add("small.log", Role::log, 16);
  add("state.json", Role::state, 300);
  EXPECT_EQ(cuts_.log_bytes(), std::uint64_t{512 + 256 + 16} << 10);
  EXPECT_EQ(cuts_.other_bytes(), std::uint64_t{300} << 10);
  cuts_.cut_to(std::uint64_t{216} << 10, "cut to fit the test");
  EXPECT_LE(cuts_.log_bytes(), std::uint64_t{216} << 10);
  EXPECT_GT(cuts_.log_bytes(), std::uint64_t{210} << 10);
  EXPECT_EQ(size_of(2), std::uint64_t{16} << 10);
  EXPECT_EQ(size_of(3), std::uint64_t{300} << 10);
  EXPECT_TRUE(said_of(0).starts_with("truncated cut to fit the test: ")) << said_of(0);
  EXPECT_TRUE(said_of(1).starts_with("truncated cut to fit the test: ")) << said_of(1);
  EXPECT_EQ(said_of(2), "complete");
  EXPECT_EQ(said_of(3), "complete");
}

TEST_F(Cuts, HalveUntilThereIsNothingLeftToCut) {
  add("large.log", Role::log, 64);
  int times = 0;
  while (cuts_.halve("cut")) ASSERT_LT(++times, 10);
  EXPECT_EQ(times, 4);
  EXPECT_LE(size_of(0), 4096U);
  EXPECT_FALSE(artifacts_.at(0).spool->line_after_cut(700));
}

TEST_F(Cuts, KeepNoLogBelowItsLeastSize) {
  add("a.log", Role::log, 64);
  cuts_.cut_to(0, "cut");
  EXPECT_GT(size_of(0), 3800U);
  EXPECT_LE(size_of(0), 4096U);
}

TEST_F(Cuts, SayWhatWasWrongBeforeAndEachCutOnce) {
  Collected& log = add("a.log", Role::log, 64);
  log.record.outcome.completeness = Completeness::partial;
  log.record.outcome.error = Error{ErrorKind::timeout, "the time was up", SafeText("gw")};
  cuts_.halve("cut to fit the test");
  cuts_.halve("cut to fit the test");
  EXPECT_EQ(said_of(0), "partial the time was up: gw; cut to fit the test: 48.2 KiB") << said_of(0);
}

TEST_F(Cuts, LeaveOutWithAReason) {
  add("state.json", Role::state, 4);
  cuts_.leave_out(artifacts_.at(0), Completeness::withheld, {ErrorKind::unsafe, "found something", {}});
  EXPECT_FALSE(artifacts_.at(0).spool);
  EXPECT_EQ(said_of(0), "withheld found something");
  EXPECT_EQ(cuts_.other_bytes(), 0U);
}

}  // namespace
}  // namespace sgw::app
