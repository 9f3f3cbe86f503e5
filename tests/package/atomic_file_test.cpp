#include "src/package/atomic_file.hpp"

#include "tests/package/in_child.hpp"
#include "tests/package/redacted_from.hpp"
#include "tests/support/temp_dir.hpp"

#include <gtest/gtest.h>

#include <sys/resource.h>
#include <sys/stat.h>

#include <csignal>
#include <filesystem>

namespace sgw::package {
namespace {

using test::redacted_from;
using test::TempDir;

std::size_t names_in(const std::filesystem::path& folder) {
  return static_cast<std::size_t>(std::distance(std::filesystem::directory_iterator(folder), {}));
}

unsigned mode_of(const std::filesystem::path& path) {
  struct stat status {};
  return stat(path.c_str(), &status) == 0 ? status.st_mode & 0777U : 0U;
}

TEST(AtomicFile, WritesASmallPrivateFile) {
  const TempDir folder;
  ASSERT_TRUE(write_file(folder / "map", redacted_from("key\n"), Overwrite::no));
  EXPECT_EQ(test::read_file(folder / "map"), "key\n");
  EXPECT_EQ(mode_of(folder / "map"), 0600U);
  EXPECT_EQ(names_in(folder.path()), 1U);
}

TEST(AtomicFile, OverwritesOnlyWhenAskedTo) {
  const TempDir folder;
  folder.write("map", "old");
  std::filesystem::permissions(folder / "map", std::filesystem::perms::all);
  const auto refused = write_file(folder / "map", redacted_from("new"), Overwrite::no);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().what, Literal("there is a file of that name already"));
  EXPECT_EQ(test::read_file(folder / "map"), "old");
  ASSERT_TRUE(write_file(folder / "map", redacted_from("new"), Overwrite::yes));
  EXPECT_EQ(test::read_file(folder / "map"), "new");
  EXPECT_EQ(mode_of(folder / "map"), 0600U);
  EXPECT_EQ(names_in(folder.path()), 1U);
}

TEST(AtomicFile, WritesIntoTheFolderWhereWeAre) {
  const TempDir folder;
  EXPECT_EQ(test::in_child([&] {
              std::filesystem::current_path(folder.path());
              return write_file("plain-name", redacted_from("x"), Overwrite::yes) ? 0 : 1;
            }),
            0);
  EXPECT_EQ(test::read_file(folder / "plain-name"), "x");
}

TEST(AtomicFile, LeavesTheOldFileWhenTheNewOneFails) {
  const TempDir folder;
  folder.write("map", "old");
  EXPECT_EQ(test::in_child([&] {
              if (std::signal(SIGXFSZ, SIG_IGN) == SIG_ERR) return 9;
              const rlimit limit{100, 100};
              setrlimit(RLIMIT_FSIZE, &limit);
              const auto written = write_file(folder / "map", redacted_from(std::string(5000, 'x')), Overwrite::yes);
              return written || written.error().kind != ErrorKind::io ? 1 : 0;
            }),
            0);
  EXPECT_EQ(test::read_file(folder / "map"), "old");
  EXPECT_EQ(names_in(folder.path()), 1U);
}

TEST(AtomicFile, SaysWhenTheTargetIsAFolderOrItsFolderIsMissing) {
  const TempDir folder;
  EXPECT_EQ(write_file(folder.path(), redacted_from("x"), Overwrite::yes).error().what,
            Literal("there is a folder of that name"));
  EXPECT_EQ(write_file(folder / "a/b", redacted_from("x"), Overwrite::yes).error().what,
            Literal("the folder does not exist"));
}

}  // namespace
}  // namespace sgw::package
