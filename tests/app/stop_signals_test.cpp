#include "src/app/stop_signals.hpp"

#include "tests/support/child_process.hpp"

#include <gtest/gtest.h>

#include <unistd.h>
#include <csignal>

namespace sgw::app {
namespace {

TEST(StopSignals, TurnTheFirstSignalIntoAStop) {
  const StopSignals signals([] {});
  EXPECT_FALSE(signals.stopped());
  ::kill(::getpid(), SIGTERM);
  EXPECT_TRUE(test::wait_until([&] { return signals.stopped(); }));
  EXPECT_TRUE(signals.token().stop_requested());
}

TEST(StopSignalsDeathTest, EndTheProcessAtTheSecond) {
  testing::FLAGS_gtest_death_test_style = "threadsafe";
  EXPECT_EXIT(
      {
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
