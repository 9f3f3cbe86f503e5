#include "collector/container_root.hpp"

#include "tests/support/child_process.hpp"
#include "tests/support/temp_dir.hpp"

#include <gtest/gtest.h>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <string>

namespace sgw::collector {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t k_most = 1000;

// A root as a hostile container may have it, and beside it what it must not lead to.
class ContainerRootTest : public testing::Test {
 protected:
  ContainerRootTest() {
    fs::create_directories(root() / "etc/deep/er");
    folder_.write("outside", "of this machine");
    folder_.write("root/etc/resolv.conf", "of the container");
  }

  fs::path root() const { return folder_.path() / "root"; }
  void link(const std::string& target, const std::string& name) const { fs::create_symlink(target, root() / name); }

  RawResult<ProbeFd> find(const std::string& path, std::size_t most = k_most) const {
    return ContainerRoot(ProbeFd(::open(root().c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC))).find(path, most);
  }
  // What is in the file that the path leads to; the kind of error when it leads to none.
  std::string read(const std::string& path) const {
    const auto found = find(path);
    return found ? test::read_file(file_path(*found)) : std::string(to_literal(found.error().kind).view());
  }

  test::TempDir folder_;
};

TEST_F(ContainerRootTest, FindsAFile) {
  EXPECT_EQ(read("/etc/resolv.conf"), "of the container");
  EXPECT_EQ(read("etc//./resolv.conf"), "of the container");
}

TEST_F(ContainerRootTest, FollowsLinksAsTheContainerMeansThem) {
  link("/etc/resolv.conf", "etc/absolute");
  link("../deep/../resolv.conf", "etc/deep/relative");
  link("/etc/deep", "folder");
  link("absolute", "etc/chain");
  EXPECT_EQ(read("/etc/absolute"), "of the container");
  EXPECT_EQ(read("/etc/deep/relative"), "of the container");
  EXPECT_EQ(read("/folder/relative"), "of the container");
  EXPECT_EQ(read("/etc/chain"), "of the container");
}

TEST_F(ContainerRootTest, LeadsToNothingOutsideOfIt) {
  const std::string outside = (folder_.path() / "outside").string();
  link("../../outside", "etc/up");
  link("../../../../../../../../../../.." + outside, "etc/far-up");
  link(outside, "etc/absolute");
  link("..", "parent");
  link(folder_.path().string(), "etc/folder");
  for (const char* path : {"/etc/up", "/etc/far-up", "/etc/absolute", "/parent/outside", "/../outside",
                           "/etc/../../outside", "/etc/folder/outside"}) {
    EXPECT_EQ(read(path), "not found") << path;
  }
  // The same names inside are what they lead to.
  folder_.write("root/outside", "inside");
  EXPECT_EQ(read("/etc/up"), "inside");
  EXPECT_EQ(read("/parent/outside"), "inside");
}

TEST_F(ContainerRootTest, TakesALinkOfProcfsForThePathThatItShows) {
  if (::geteuid() != 0) GTEST_SKIP() << "needs root to mount";
  const fs::path proc = root() / "proc";
  fs::create_directory(proc);
  if (test::run({"mount", "-t", "proc", "proc", proc.string()}).exit_code != 0) {
    GTEST_SKIP() << "procfs cannot be mounted here";
  }
  const std::string by_root = read("/proc/self/root" + (folder_.path() / "outside").string());
  const std::string by_cwd = read("/proc/self/cwd/../outside");
  ASSERT_EQ(test::run({"umount", proc.string()}).exit_code, 0);
  EXPECT_EQ(by_root, "not found");
  EXPECT_EQ(by_cwd, "not found");
}

TEST_F(ContainerRootTest, TakesNothingThatIsNoRegularFile) {
  ASSERT_EQ(::mkfifo((root() / "etc/pipe").c_str(), 0666), 0);
  link("/etc/pipe", "etc/to-pipe");
  for (const char* path : {"/etc/pipe", "/etc/to-pipe"}) EXPECT_EQ(read(path), "denied") << path;
  EXPECT_EQ(read("/etc/deep"), "not found");
  EXPECT_EQ(read("/"), "not found");
  EXPECT_EQ(read("/etc/resolv.conf/x"), "not found");
}

TEST_F(ContainerRootTest, TakesNoDevice) {
  if (::mknod((root() / "etc/zero").c_str(), S_IFCHR | 0666, (1 << 8) | 5) != 0)
    GTEST_SKIP() << "no device can be made";
  EXPECT_EQ(read("/etc/zero"), "denied");
}

TEST_F(ContainerRootTest, TakesNoFileThatIsTooLarge) {
  fs::resize_file(root() / "etc/resolv.conf", std::uintmax_t{1} << 30);
  EXPECT_EQ(read("/etc/resolv.conf"), "too large");
  fs::resize_file(root() / "etc/resolv.conf", k_most);
  EXPECT_EQ(read("/etc/resolv.conf").size(), k_most);
}

TEST_F(ContainerRootTest, EndsWhereLinksHaveNoEnd) {
  link("loop", "loop");
  link("two", "one");
  link("one", "two");
  link("/etc/deep/more/more", "etc/deep/more");
  for (const char* path : {"/loop", "/one", "/etc/deep/more"}) EXPECT_EQ(read(path), "not found") << path;
  std::string steps;
  for (int i = 0; i < 1000; ++i) steps += "etc/../";
  EXPECT_EQ(read(steps + "etc/resolv.conf"), "not found");
}

TEST_F(ContainerRootTest, HoldsTheFileWhateverItsNameMeansLater) {
  const auto found = find("/etc/resolv.conf");
  ASSERT_TRUE(found);
  fs::remove(root() / "etc/resolv.conf");
  link((folder_.path() / "outside").string(), "etc/resolv.conf");
  EXPECT_EQ(test::read_file(file_path(*found)), "of the container");
}

}  // namespace
}  // namespace sgw::collector
