#include "src/app/bundle_run.hpp"

#include "src/verify/bundle_check.hpp"
#include "tests/support/temp_dir.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <functional>

namespace sgw::app {
namespace {

// Does something when a stage begins: the operator whose patience is over.
class AtStage : public NoProgress {
 public:
  AtStage(Literal stage, std::function<void()> act) : stage_(stage), act_(std::move(act)) {}
  void stage(Literal what) override {
    ++stages_;
    if (what == stage_) act_();
  }
  int stages() const { return stages_; }

 private:
  Literal stage_;
  std::function<void()> act_;
  int stages_ = 0;
};

class WriteBundle : public testing::Test {
 protected:
  WriteBundle() : session_(*Session::open({}, redaction::Profile::support)) {
    std::string log;
    for (int i = 0; i < 4000; ++i)
      log += "[Info] 2026-11-23T07:00:00.000 [ConfigurationLoaded] " + std::to_string(i) + "\n";
    options_.selection.logs = {dir_.write("gw.log", log)};
    options_.selection.probes = false;
    plan_.folder = out_.path();
  }

  Diagnosis diagnosed(const std::stop_token& stop) {
    NoProgress progress;
    auto diagnosis = diagnose(session_, options_, Keep::spools, end_, stop, progress);
    EXPECT_TRUE(diagnosis);
    return *std::move(diagnosis);
  }
  Result<Packed> write(Diagnosis& diagnosis, const std::stop_token& stop, Progress& progress) {
    return write_bundle(session_, diagnosis, {}, plan_, options_.limits, end_, stop, progress);
  }
  static std::string gaps_of(const Diagnosis& diagnosis) {
    std::string all;
    for (const report::Gap& gap : report::gaps(diagnosis.evidence)) all += std::string(gap.reason.view()) + "\n";
    return all;
  }

  test::TempDir dir_;
  test::TempDir out_;
  Session session_;
  RunOptions options_;
  OutputPlan plan_;
  Deadline end_ = Deadline::after(std::chrono::minutes(1));
};

TEST_F(WriteBundle, StoppedInItsCheckIsCutSmallAndCheckedAnew) {
  std::stop_source stop;
  Diagnosis diagnosis = diagnosed(stop.get_token());
  AtStage progress("checking the bundle", [&stop] { stop.request_stop(); });
  const auto packed = write(diagnosis, stop.get_token(), progress);
  ASSERT_TRUE(packed) << packed.error().text().view();
  EXPECT_EQ(progress.stages(), 3);  // written once, checked twice
  EXPECT_TRUE(diagnosis.interrupted);
  EXPECT_THAT(gaps_of(diagnosis), testing::HasSubstr("the run was interrupted"));
  EXPECT_TRUE(verify::check_bundle(packed->path, {}).sound());
}

TEST_F(WriteBundle, StoppedWhileCollectingIsPackedWhole) {
  std::stop_source stop;
  Diagnosis diagnosis = diagnosed(stop.get_token());
  diagnosis.interrupted = true;
  stop.request_stop();
  NoProgress progress;
  const auto packed = write(diagnosis, stop.get_token(), progress);
  ASSERT_TRUE(packed) << packed.error().text().view();
  EXPECT_EQ(gaps_of(diagnosis), "");
  EXPECT_TRUE(verify::check_bundle(packed->path, {}).sound());
}

}  // namespace
}  // namespace sgw::app
