#include "src/app/harden.hpp"

#include <gtest/gtest.h>

#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <algorithm>
#include <csignal>
#include <cstdlib>

namespace sgw::app {
namespace {

bool hardened() {
  rlimit core{1, 1};
  getrlimit(RLIMIT_CORE, &core);
  const bool private_files = (umask(0) & 0777U) == 077U;
  const bool no_core = core.rlim_cur == 0 && core.rlim_max == 0;
  return no_core && private_files && prctl(PR_GET_DUMPABLE) == 0 && signal(SIGPIPE, SIG_DFL) == SIG_IGN;
}

TEST(HardenDeathTest, WaitsForChildrenWhateverItsParentSet) {
  testing::FLAGS_gtest_death_test_style = "threadsafe";
  EXPECT_EXIT(
      {
        std::signal(SIGCHLD, SIG_IGN);
        harden();
        std::exit(std::signal(SIGCHLD, SIG_DFL) == SIG_DFL ? 0 : 1);
      },
      testing::ExitedWithCode(0), "");
}

TEST(HardenDeathTest, MayOpenAsManyFilesAsTheSystemAllows) {
  testing::FLAGS_gtest_death_test_style = "threadsafe";
  EXPECT_EXIT(
      {
        rlimit files{};
        getrlimit(RLIMIT_NOFILE, &files);
        const rlim_t most = std::min<rlim_t>(files.rlim_max, 2048);
        files.rlim_cur = most / 2;
        files.rlim_max = most;
        setrlimit(RLIMIT_NOFILE, &files);
        harden();
        getrlimit(RLIMIT_NOFILE, &files);
        std::exit(files.rlim_cur == most && files.rlim_max == most ? 0 : 1);
      },
      testing::ExitedWithCode(0), "");
}

TEST(HardenDeathTest, LeavesNoCoreDumpNoTracingAndPrivateFiles) {
  testing::FLAGS_gtest_death_test_style = "threadsafe";
  // In a process of its own: what it does cannot be undone.
  EXPECT_EXIT(std::exit(hardened() ? 1 : 0), testing::ExitedWithCode(0), "");
  EXPECT_EXIT(
      {
        harden();
        std::exit(hardened() ? 0 : 1);
      },
      testing::ExitedWithCode(0), "");
}

}  // namespace
}  // namespace sgw::app
