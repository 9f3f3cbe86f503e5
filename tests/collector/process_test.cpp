#include "collector/process.hpp"

#include "tests/collector/kube_fixture.hpp"
#include "tests/support/child_process.hpp"
#include "tests/support/temp_dir.hpp"

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <csignal>
#include <cstdlib>
#include <sstream>
#include <thread>

namespace sgw::collector {
namespace {

using test::words_of;
using testing::HasSubstr;
using testing::Not;

Deadline soon() { return Deadline::after(std::chrono::seconds(20)); }

ProcessRequest shell(const std::string& script) {
  ProcessRequest request;
  request.program = "sh";
  request.arguments = {"-c", script};
  return request;
}

ProcessResult ran(const ProcessRequest& request) {
  auto result = run_process(request, soon(), {});
  if (result) return *std::move(result);
  ADD_FAILURE() << words_of(result.error());
  return {};
}

RawError failed(const ProcessRequest& request, Deadline deadline = soon(), const std::stop_token& stop = {}) {
  auto result = run_process(request, deadline, stop);
  if (!result) return std::move(result).error();
  ADD_FAILURE() << "it ended by itself: " << result->exit_code;
  return {};
}

// The numbers that a script wrote into a file.
std::vector<pid_t> numbers_in(const std::filesystem::path& file) {
  std::istringstream in(test::read_file(file));
  std::vector<pid_t> numbers;
  for (pid_t number = 0; in >> number;) numbers.push_back(number);
  return numbers;
}

TEST(Process, GivesOutputErrorsAndExitCode) {
  const ProcessResult result = ran(shell("echo out; echo err >&2; exit 7"));
  EXPECT_EQ(result.output, "out\n");
  EXPECT_EQ(result.errors, "err\n");
  EXPECT_EQ(result.exit_code, 7);
  EXPECT_EQ(result.signal, 0);
}

TEST(Process, TellsTheSignalThatEndedIt) {
  const ProcessResult result = ran(shell("kill -SEGV $$"));
  EXPECT_EQ(result.signal, SIGSEGV);
  EXPECT_EQ(result.exit_code, 128 + SIGSEGV);
}

TEST(Process, PassesArgumentsAsTheyAre) {
  ProcessRequest request = shell("printf '%s|' \"$@\"");
  request.arguments.insert(request.arguments.end(), {"sh", "a b", "$(id)", "'\"", "", "*"});
  EXPECT_EQ(ran(request).output, "a b|$(id)|'\"||*|");
}

TEST(Process, HasNothingOnItsStandardInput) { EXPECT_EQ(ran(shell("cat; echo $?")).output, "0\n"); }

TEST(Process, ReadsItsInputToTheEnd) {
  ProcessRequest request = shell("wc -c; cat; echo $?");
  request.input = std::string(1'000'000, 'x');
  EXPECT_EQ(ran(request).output, "1000000\n0\n");
}

TEST(Process, NeedNotReadItsInput) {
  ProcessRequest request = shell("exec <&-; echo done");
  request.input = std::string(1'000'000, 'x');
  EXPECT_EQ(ran(request).output, "done\n");
  request.arguments = {"-c", "head -c 3"};
  EXPECT_EQ(ran(request).output, "xxx");
}

TEST(Process, SeesFewVariablesUnlessAllAreAskedFor) {
  ::setenv("SGW_TEST_INHERITED", "here", 1);
  ProcessRequest request = shell("echo \"$SGW_TEST_INHERITED|$GIVEN|${PATH:+path}\"");
  request.environment = {{"GIVEN", "x=y"}};
  EXPECT_EQ(ran(request).output, "|x=y|path\n");
  request.inherit = Inherit::all;
  EXPECT_EQ(ran(request).output, "here|x=y|path\n");
  request.environment.emplace_back("SGW_TEST_INHERITED", "replaced");
  EXPECT_EQ(ran(request).output, "replaced|x=y|path\n");
  ::unsetenv("SGW_TEST_INHERITED");
}

TEST(Process, HasNoDescriptorOfOurs) {
  const int open = ::open("/dev/null", O_RDONLY);  // without O_CLOEXEC, as a library may
  ASSERT_GE(open, 0);
  const ProcessResult result = ran(shell("ls /proc/self/fd | tr '\\n' ' '"));
  ::close(open);
  EXPECT_EQ(result.output, "0 1 2 3 ") << "3 is the folder that ls reads";
}

TEST(Process, LeavesNoDescriptorOpenHere) {
  const auto count = [] {
    return std::distance(std::filesystem::directory_iterator("/proc/self/fd"), std::filesystem::directory_iterator());
  };
  const auto before = count();
  for (int i = 0; i < 20; ++i) ran(shell("echo x"));
  failed(shell("sleep 60"), Deadline::after(std::chrono::milliseconds(50)));
  EXPECT_EQ(count(), before);
}

TEST(Process, StartsWithDefaultSignals) {
  EXPECT_NE(std::signal(SIGPIPE, SIG_IGN), SIG_ERR);
  EXPECT_EQ(ran(shell("sh -c 'kill -PIPE $$; echo survived'; echo $?")).output, "141\n");
  EXPECT_NE(std::signal(SIGPIPE, SIG_DFL), SIG_ERR);
}

TEST(Process, HasNoTerminalToAskOn) {
  const auto result =
      ran(shell("read -r id name state parent group session terminal rest < /proc/$$/stat; "
                "echo $((group - $$)) $((session - $$)) $terminal; (: < /dev/tty) 2> /dev/null || echo none"));
  EXPECT_EQ(result.output, "0 0 0\nnone\n");
}

TEST(Process, IsKilledAtTheDeadlineWithItsGrandchildren) {
  const test::TempDir folder;
  ProcessRequest request;
  request.program = test::kube_data("plugins/hangs.sh");
  request.environment = {{"PLUGIN_SEEN", (folder / "seen").string()}};
  const auto begin = std::chrono::steady_clock::now();
  const RawError error = failed(request, Deadline::after(std::chrono::milliseconds(700)));
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(10));
  EXPECT_EQ(error.kind, ErrorKind::timeout);
  const std::vector<pid_t> numbers = numbers_in(folder / "seen");
  ASSERT_EQ(numbers.size(), 2U);
  for (const pid_t number : numbers) {
    EXPECT_TRUE(test::wait_until([&] { return !test::is_alive(number); })) << number;
  }
  EXPECT_FALSE(test::has_children()) << "a zombie is left";
}

TEST(Process, IsKilledWhenItIsStopped) {
  std::stop_source source;
  std::jthread stopper([&source] {
    std::this_thread::sleep_for(std::chrono::milliseconds(200));
    source.request_stop();
  });
  const auto begin = std::chrono::steady_clock::now();
  EXPECT_EQ(failed(shell("sleep 60"), soon(), source.get_token()).kind, ErrorKind::cancelled);
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(10));
  EXPECT_EQ(failed(shell("echo x"), soon(), source.get_token()).kind, ErrorKind::cancelled);
  EXPECT_EQ(failed(shell("echo x"), Deadline::after(std::chrono::milliseconds(0))).kind, ErrorKind::timeout);
  EXPECT_FALSE(test::has_children());
}

TEST(Process, DoesNotWaitForAChildThatItLeavesBehindAndEndsIt) {
  const test::TempDir folder;
  ProcessRequest request;
  request.program = test::kube_data("plugins/leaves_child.sh");
  request.environment = {{"PLUGIN_SEEN", (folder / "seen").string()}};
  const auto begin = std::chrono::steady_clock::now();
  EXPECT_EQ(ran(request).output, "done\n");
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(10));
  const std::vector<pid_t> numbers = numbers_in(folder / "seen");
  ASSERT_EQ(numbers.size(), 2U);
  EXPECT_TRUE(test::wait_until([&] { return !test::is_alive(numbers[1]); }));
}

TEST(Process, WaitsForWhatComesThroughAPipeBehindIt) {
  ProcessRequest request;
  request.program = "bash";
  request.arguments = {"-c", "exec > >(sleep 0.1; cat); echo late"};
  EXPECT_EQ(ran(request).output, "late\n");
}

TEST(Process, StopsReadingWhatIsTooMuchAndKeepsTheEndOfErrors) {
  ProcessRequest request;
  request.program = test::kube_data("plugins/flood.sh");
  EXPECT_EQ(failed(request).kind, ErrorKind::too_large);
  request = shell("head -c 1000000 /dev/zero");
  EXPECT_EQ(ran(request).output.size(), 1'000'000U);
  request = shell("head -c 300000 /dev/zero >&2; echo last >&2");
  const ProcessResult result = ran(request);
  EXPECT_EQ(result.errors.size(), request.max_errors);
  EXPECT_TRUE(result.errors.ends_with("last\n"));
}

TEST(Process, SaysWhyItCouldNotBeStarted) {
  ProcessRequest request;
  for (const char* absent : {"sgw-no-such-program", "/nowhere/program", ""}) {
    request.program = absent;
    EXPECT_EQ(failed(request).kind, ErrorKind::not_found) << absent;
  }
  request.program = test::kube_data("plugins/not_executable.sh");
  EXPECT_EQ(failed(request).kind, ErrorKind::denied);
  request.program = "/tmp";
  EXPECT_EQ(failed(request).kind, ErrorKind::denied);

  const test::TempDir folder;
  request.program = folder.write("no-first-line", "echo x\n");
  std::filesystem::permissions(request.program, std::filesystem::perms::owner_all);
  EXPECT_EQ(failed(request).kind, ErrorKind::io);
  request.program = folder.write("no-interpreter", "#!/nowhere/python9\n");
  std::filesystem::permissions(request.program, std::filesystem::perms::owner_all);
  EXPECT_THAT(words_of(failed(request)), HasSubstr("interpreter"));
}

// A program that happens to lie where we are started is not taken for one of PATH.
TEST(Process, DoesNotTakeProgramsFromRelativeFoldersOfPATH) {
  const test::TempDir folder;
  const auto program = folder.write("sgw-test-program", "#!/bin/sh\necho taken\n");
  std::filesystem::permissions(program, std::filesystem::perms::owner_all);
  const std::string before = std::getenv("PATH");
  const auto where = std::filesystem::current_path();
  std::filesystem::current_path(folder.path());
  ProcessRequest request;
  request.program = "sgw-test-program";
  ::setenv("PATH", (".::" + before).c_str(), 1);
  EXPECT_EQ(failed(request).kind, ErrorKind::not_found);
  ::setenv("PATH", (folder.path().string() + ":" + before).c_str(), 1);
  EXPECT_EQ(ran(request).output, "taken\n");
  ::setenv("PATH", before.c_str(), 1);
  std::filesystem::current_path(where);
}

TEST(Process, EndsAlsoWhereChildrenAreNotWaitedFor) {
  EXPECT_NE(std::signal(SIGCHLD, SIG_IGN), SIG_ERR);
  const RawError error = failed(shell("echo x"));
  EXPECT_NE(std::signal(SIGCHLD, SIG_DFL), SIG_ERR);
  EXPECT_EQ(error.kind, ErrorKind::io);
  EXPECT_THAT(words_of(error), HasSubstr("was not told"));
}

TEST(Process, MayBeRunFromManyThreads) {
  std::vector<std::jthread> threads;
  std::array<std::string, 8> outputs;
  for (std::size_t i = 0; i < outputs.size(); ++i) {
    threads.emplace_back([&outputs, i] { outputs[i] = ran(shell("echo " + std::to_string(i))).output; });
  }
  threads.clear();
  for (std::size_t i = 0; i < outputs.size(); ++i) EXPECT_EQ(outputs[i], std::to_string(i) + "\n");
}

}  // namespace
}  // namespace sgw::collector
