#include "src/app/stop_signals.hpp"

#include "src/package/temporary_name.hpp"
#include "tests/support/child_process.hpp"
#include "tests/support/temp_dir.hpp"

#include <gtest/gtest.h>

#include <unistd.h>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <optional>

namespace sgw::app {
namespace {

TEST(StopSignals, TurnTheFirstSignalIntoAStop) {
  const StopSignals signals([] {});
  EXPECT_FALSE(signals.stopped());
  ::kill(::getpid(), SIGTERM);
  EXPECT_TRUE(test::wait_until([&] { return signals.stopped(); }));
  EXPECT_TRUE(signals.token().stop_requested());
}

TEST(StopSignalsDeathTest, LeaveASignalThatWasIgnoredAlone) {
  testing::FLAGS_gtest_death_test_style = "threadsafe";
  EXPECT_EXIT(
      {
        if (std::signal(SIGHUP, SIG_IGN) == SIG_ERR) std::exit(9);  // nohup
        const StopSignals signals([] {});
        ::kill(::getpid(), SIGHUP);
        if (test::wait_until([&] { return signals.stopped(); }, std::chrono::milliseconds(500))) std::exit(1);
        ::kill(::getpid(), SIGTERM);
        std::exit(test::wait_until([&] { return signals.stopped(); }) ? 0 : 2);
      },
      testing::ExitedWithCode(0), "");
}

TEST(StopSignalsDeathTest, TakeTemporaryFilesAlongAtTheSecond) {
  // The child runs the test from its start: the folder is handed down, so that this one can look into it.
  testing::FLAGS_gtest_death_test_style = "threadsafe";
  std::optional<test::TempDir> folder;
  if (std::getenv("SGW_TEST_FOLDER") == nullptr) {
    folder.emplace();
    ASSERT_EQ(::setenv("SGW_TEST_FOLDER", folder->path().c_str(), 1), 0);
  }
  EXPECT_EXIT(
      {
        if (std::signal(SIGINT, SIG_DFL) == SIG_ERR) std::exit(9);
        const StopSignals signals([] {});
        const auto file = package::TemporaryFile::make(std::getenv("SGW_TEST_FOLDER"), ".part", "no");
        if (!file) std::exit(1);
        ::kill(::getpid(), SIGINT);
        test::wait_until([&] { return signals.stopped(); });
        ::kill(::getpid(), SIGINT);
        test::wait_until([] { return false; });
      },
      testing::ExitedWithCode(130), "");
  ASSERT_TRUE(folder);
  EXPECT_TRUE(std::filesystem::is_empty(folder->path()));
}

TEST(StopSignalsDeathTest, EndTheProcessAtTheSecond) {
  testing::FLAGS_gtest_death_test_style = "threadsafe";
  EXPECT_EXIT(
      {
        if (std::signal(SIGINT, SIG_DFL) == SIG_ERR)
          std::exit(9);  // a background shell ignores it, and what is ignored is handed down
        const StopSignals signals([] {
          constexpr char text[] = "cleared";
          (void)!::write(2, text, 7);
        });
        ::kill(::getpid(), SIGINT);
        test::wait_until([&] { return signals.stopped(); });
        ::kill(::getpid(), SIGINT);
        test::wait_until([] { return false; });
      },
      testing::ExitedWithCode(130), "cleared");
}

}  // namespace
}  // namespace sgw::app
