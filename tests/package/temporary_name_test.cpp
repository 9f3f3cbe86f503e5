#include "src/package/temporary_name.hpp"

#include "src/package/atomic_file.hpp"
#include "src/package/spool_file.hpp"
#include "tests/package/in_child.hpp"
#include "tests/package/redacted_from.hpp"
#include "tests/package/without_unnamed_files.hpp"
#include "tests/support/temp_dir.hpp"

#include <gtest/gtest.h>

#include <sys/stat.h>

#include <thread>

namespace sgw::package {
namespace {

using test::in_child;
using test::TempDir;

std::size_t names_in(const std::filesystem::path& folder) {
  return static_cast<std::size_t>(std::distance(std::filesystem::directory_iterator(folder), {}));
}

// Runs `body` in a process that cannot make a file without a name.
int in_old_file_system(const std::function<int()>& body) {
  return in_child([&] { return test::refuse_unnamed_files() ? body() : 77; });
}

TEST(TemporaryName, GoesWithItsObject) {
  const TempDir folder;
  {
    auto made = TemporaryFile::make(folder.path(), ".part", "no");
    ASSERT_TRUE(made);
    EXPECT_TRUE(made->name.text().ends_with(".part"));
    struct stat status {};
    ASSERT_EQ(stat(made->name.text().c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 0777U, 0600U);
    const TemporaryName moved = std::move(made->name);
    EXPECT_TRUE(made->name.empty());
    EXPECT_EQ(names_in(folder.path()), 1U);
  }
  EXPECT_EQ(names_in(folder.path()), 0U);
}

TEST(TemporaryName, LeavesAForgottenNameAlone) {
  const TempDir folder;
  {
    auto made = TemporaryFile::make(folder.path(), "", "no");
    ASSERT_TRUE(made);
    made->name.forget();
  }
  EXPECT_EQ(names_in(folder.path()), 1U);
}

TEST(TemporaryName, SaysWhyThereIsNone) {
  EXPECT_EQ(TemporaryFile::make("/nowhere", "", "no").error().what, Literal("the folder does not exist"));
}

TEST(TemporaryName, RemovesEveryNameOfEveryThreadForAProgramThatEndsAtOnce) {
  const TempDir folder;
  const int code = in_child([&] {
    std::atomic<bool> made_some = false;
    std::jthread busy([&](const std::stop_token& stop) {
      while (!stop.stop_requested()) {
        const auto kept = TemporaryFile::make(folder.path(), ".part", "no");
        const auto more = TemporaryFile::make(folder.path(), "", "no");
        made_some = made_some || (kept && more);
      }
    });
    while (!made_some) std::this_thread::yield();
    remove_temporary_names_for_good();
    // Whoever made names is held from here on, in the middle of whatever it was at.
    _exit(names_in(folder.path()) == 0 ? 0 : 1);
    return 2;
  });
  EXPECT_EQ(code, 0);
  EXPECT_EQ(names_in(folder.path()), 0U);
}

TEST(AtomicFileWithoutUnnamedFiles, HasATemporaryNameBesideTheTargetUntilItIsWhole) {
  const TempDir folder;
  const int code = in_old_file_system([&] {
    auto file = AtomicFile::create(folder / "map");
    if (!file || names_in(folder.path()) != 1 || std::filesystem::exists(folder / "map")) return 1;
    if (!file->publish(Overwrite::no) || !std::filesystem::exists(folder / "map")) return 2;
    return 0;
  });
  if (code == 77) GTEST_SKIP() << "no seccomp filter can be set";
  EXPECT_EQ(code, 0);
}

TEST(AtomicFileWithoutUnnamedFiles, WritesReplacesAndRefusesTheSame) {
  const TempDir folder;
  const int code = in_old_file_system([&] {
    if (!write_file(folder / "map", test::redacted_from("one"), Overwrite::no)) return 1;
    if (write_file(folder / "map", test::redacted_from("two"), Overwrite::no)) return 2;
    if (test::read_file(folder / "map") != "one") return 3;
    if (!write_file(folder / "map", test::redacted_from("three"), Overwrite::yes)) return 4;
    if (test::read_file(folder / "map") != "three") return 5;
    { const auto given_up = AtomicFile::create(folder / "other"); }
    return names_in(folder.path()) == 1 ? 0 : 6;
  });
  if (code == 77) GTEST_SKIP() << "no seccomp filter can be set";
  EXPECT_EQ(code, 0);
}

TEST(AtomicFileWithoutUnnamedFiles, LeavesNothingWhenTheProgramEndsAtOnce) {
  const TempDir folder;
  const int code = in_old_file_system([&] {
    const auto file = AtomicFile::create(folder / "map");
    if (!file || names_in(folder.path()) != 1) return 1;
    remove_temporary_names_for_good();
    _exit(0);
    return 2;
  });
  if (code == 77) GTEST_SKIP() << "no seccomp filter can be set";
  EXPECT_EQ(code, 0);
  EXPECT_EQ(names_in(folder.path()), 0U);
}

TEST(SpoolFileWithoutUnnamedFiles, HasNoNameAllTheSame) {
  const TempDir folder;
  const int code = in_old_file_system([&] {
    const auto file = open_unnamed(folder.path());
    return file && names_in(folder.path()) == 0 ? 0 : 1;
  });
  if (code == 77) GTEST_SKIP() << "no seccomp filter can be set";
  EXPECT_EQ(code, 0);
}

}  // namespace
}  // namespace sgw::package
