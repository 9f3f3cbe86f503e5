#include "tests/end_to_end/program.hpp"

#include <gtest/gtest.h>

#include <csignal>
#include <fstream>
#include <random>

// Time, disk and a user in a hurry; the program is the real one, and there is much to pack.

namespace sgw::test {
namespace {

using Clock = std::chrono::steady_clock;

// Numbers that pack badly: reading them is much quicker than packing them.
std::filesystem::path large_log(const TempDir& folder, std::uint64_t bytes) {
  auto path = folder.path() / "gateway.log";
  std::ofstream out(path, std::ios::binary);
  std::mt19937 random(static_cast<std::mt19937::result_type>(bytes));
  std::string block;
  while (block.size() < (std::size_t{4} << 20)) {
    block += "[Info] 2026-11-23T07:00:00.000 [GatewayLogs], values:";
    for (int i = 0; i < 60; ++i) block += " " + std::to_string(random() % 100000);
    block += "\n";
  }
  for (std::uint64_t written = 0; written < bytes; written += block.size()) out << block;
  return path;
}

std::vector<std::string> collect_of(const std::filesystem::path& log, const std::filesystem::path& out,
                                    const std::vector<std::string>& more) {
  std::vector<std::string> arguments = {"collect", "--logs", log.string(), "--no-probes", "-o", out.string()};
  arguments.insert(arguments.end(), more.begin(), more.end());
  return arguments;
}

TEST(TimeLimit, HoldsForPackagingToo) {
  const TempDir scratch;
  const TempDir bundles;
  const auto log = large_log(scratch, std::uint64_t{512} << 20);
  const auto begin = Clock::now();
  const auto result = run_program(
      collect_of(log, bundles.path(), {"--timeout", "8s", "--max-log-size", "2G", "--max-size", "2G", "--json"}));
  const std::chrono::duration<double> took = Clock::now() - begin;
  EXPECT_LT(took.count(), 8 + 3) << result.err;
  EXPECT_EQ(result.exit_code, 1) << result.err;
  const auto bundle = only_bundle(bundles.path());
  EXPECT_EQ(run_program({"verify", bundle.string()}).exit_code, 0);
  const auto document = document_of(result);
  std::string gaps;
  for (const JsonReader& gap : document["gaps"].items()) gaps += gap.dump();
  EXPECT_NE(gaps.find("gateway.log"), std::string::npos) << gaps;
  EXPECT_NE(gaps.find("cut to fit --timeout"), std::string::npos) << gaps;
  // The cut stands in place, once.
  const auto files = unpacked(bundle, scratch);
  const std::string& packed = files.at("gateways/gateway/logs/gateway.log");
  const auto mark = packed.find(" bytes cut here");
  ASSERT_NE(mark, std::string::npos);
  EXPECT_EQ(packed.find(" bytes cut here", mark + 1), std::string::npos);
}

TEST(FullDisk, CutsLogsUntilTheBundleFits) {
  const TempDir scratch;
  const TempDir disk;
  const auto log = large_log(scratch, std::uint64_t{4} << 20);
  const std::string script =
      "mount -t tmpfs -o size=400k none \"$2\" || exit 77; "
      "\"$0\" collect --logs \"$1\" --no-probes -o \"$2\" --json; code=$?; "
      "ls -A \"$2\"; \"$0\" verify -q \"$2\"/sgw-diag-* >&2 || exit 99; exit $code";
  const auto result = run({"unshare", "-m", "sh", "-c", script, program_path(), log.string(), disk.path().string()});
  if (result.exit_code == 77 || result.err.find("unshare") != std::string::npos) {
    GTEST_SKIP() << "no right to mount a small disk: " << result.err;
  }
  EXPECT_EQ(result.exit_code, 1) << result.out << result.err;
  EXPECT_NE(result.out.find("cut to fit the disk"), std::string::npos) << result.out;
}

TEST(SecondSignal, LeavesNothingWhereEveryFileHasAName) {
  ASSERT_NE(std::signal(SIGINT, SIG_DFL),
            SIG_ERR);  // a background shell ignores it, and what is ignored is handed down
  const TempDir scratch;
  const TempDir bundles;
  const TempDir temporary;
  const auto log = large_log(scratch, std::uint64_t{96} << 20);
  auto command = collect_of(log, bundles.path(), {"--max-log-size", "2G", "--max-size", "2G"});
  command.insert(command.begin(), {SGW_WITHOUT_UNNAMED_FILES, program_path()});
  ProcessOptions options;
  options.more_env = {"TMPDIR=" + temporary.path().string()};
  ChildProcess child(command, scratch.path(), options);
  const auto writes_bundle = [&] { return !std::filesystem::is_empty(bundles.path()) || !child.running(); };
  ASSERT_TRUE(wait_until(writes_bundle, std::chrono::minutes(2))) << child.err();
  if (!child.running()) {
    const auto ended = child.wait(std::chrono::seconds(1));
    ASSERT_TRUE(ended);
    if (ended->exit_code == 77) GTEST_SKIP() << "no seccomp filter can be set";
    FAIL() << "it ended before the signals: " << ended->exit_code << ended->err;
  }
  // Stopped, so that both signals are pending when it goes on: the second cannot come too late.
  for (const int number : {SIGSTOP, SIGINT, SIGTERM, SIGCONT}) child.signal(number);
  const auto result = child.wait(std::chrono::seconds(20));
  ASSERT_TRUE(result);
  EXPECT_EQ(result->exit_code, 130) << result->err;
  EXPECT_TRUE(std::filesystem::is_empty(bundles.path()));
  EXPECT_TRUE(std::filesystem::is_empty(temporary.path()));
}

}  // namespace
}  // namespace sgw::test
