#include "src/app/bundle_run.hpp"

#include "tests/support/temp_dir.hpp"

#include <gtest/gtest.h>

#include <filesystem>

namespace sgw::app {
namespace {

class PlanOutput : public testing::Test {
 protected:
  PlanOutput() : session_(*Session::open({}, redaction::Profile::support)) {}
  Result<OutputPlan> plan(const std::string& typed, std::optional<package::ArchiveFormat> format = {}) {
    OutputOptions options;
    options.output = typed;
    options.format = format;
    return plan_output(session_, options);
  }
  Session session_;
  test::TempDir dir_;
};

TEST_F(PlanOutput, TakesAFolderAndNamesTheFileLater) {
  const auto made = plan(dir_.path().string());
  ASSERT_TRUE(made);
  EXPECT_TRUE(made->target.empty());
  EXPECT_EQ(made->folder, dir_.path());
}

TEST_F(PlanOutput, ReadsTheFormatFromTheNameUnlessItIsGiven) {
  EXPECT_EQ(plan((dir_ / "a.zip").string())->format, package::ArchiveFormat::zip);
  EXPECT_EQ(plan((dir_ / "a.tar.zst").string())->format, package::ArchiveFormat::tar_zst);
  EXPECT_EQ(plan((dir_ / "a.bundle").string())->format, package::ArchiveFormat::tar_gz);
  EXPECT_EQ(plan((dir_ / "a.zip").string(), package::ArchiveFormat::tar_gz)->format, package::ArchiveFormat::tar_gz);
}

TEST_F(PlanOutput, RefusesAnExistingFileEvenADanglingLink) {
  dir_.write("there.zip", "x");
  std::filesystem::create_symlink("nowhere", dir_ / "link.zip");
  EXPECT_EQ(plan((dir_ / "there.zip").string()).error().kind, ErrorKind::io);
  EXPECT_EQ(plan((dir_ / "link.zip").string()).error().kind, ErrorKind::io);
}

TEST_F(PlanOutput, RefusesAFolderThatIsNotThereAndNamesTheFolder) {
  const auto refused = plan((dir_ / "no" / "a.zip").string());
  EXPECT_EQ(refused.error().kind, ErrorKind::io);
  EXPECT_TRUE(refused.error().subject.view().ends_with("/no")) << refused.error().subject.view();
}

}  // namespace
}  // namespace sgw::app
