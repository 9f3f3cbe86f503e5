#pragma once

#include <sys/types.h>

#include <chrono>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace sgw::test {

using Argv = std::vector<std::string>;

// How a program is started: with every signal at its default and none blocked, whatever holds for this process.
struct ProcessOptions {
  std::optional<std::vector<std::string>> env;  // NAME=VALUE, the whole environment; nothing: this process's own
  std::vector<std::string> more_env;            // NAME=VALUE, added to it or replacing a name in it
  std::string input;                            // run() only: its standard input; ChildProcess reads nothing
  std::filesystem::path folder;                 // to run in; empty: where we are
  std::chrono::milliseconds timeout{60000};     // run() only: then the process group is killed
};

struct ProcessResult {
  int exit_code = -1;  // -1 when a signal ended it
  int signal = 0;
  bool timed_out = false;
  std::string out;
  std::string err;
};

// Runs a program to its end and collects what it wrote. `argv[0]` is a path or a name to be found by find_program.
// Throws std::runtime_error when it cannot be started.
ProcessResult run(const Argv& argv, const ProcessOptions& options = {});

// The path of a program in PATH, /usr/local/sbin, /usr/sbin or /sbin; nothing if it is not installed.
std::optional<std::string> find_program(const std::string& name);

// Asks every few milliseconds until `holds` is true; false when `limit` is over first. For what has no event to wait
// for.
bool wait_until(const std::function<bool()>& holds, std::chrono::milliseconds limit = std::chrono::seconds(20));

// Whether a process of that number is there and no zombie.
bool is_alive(pid_t id);
// Whether this process has a child that ended and was not waited for, or one that goes on.
bool has_children();

// A program running in the background, in a process group of its own that is killed by the destructor, and that does
// not outlive the thread that started it. What it writes goes to files in a folder that the caller keeps.
class ChildProcess {
 public:
  // Writes `out` and `err` in `output_folder`. Throws std::runtime_error when it cannot be started.
  ChildProcess(const Argv& argv, std::filesystem::path output_folder, const ProcessOptions& options = {});
  ~ChildProcess();
  ChildProcess(const ChildProcess&) = delete;
  ChildProcess& operator=(const ChildProcess&) = delete;

  pid_t pid() const { return pid_; }
  bool running();
  void signal(int number) const;  // to the process alone, while it runs
  // Waits for its end; nothing when `limit` is over first.
  std::optional<ProcessResult> wait(std::chrono::milliseconds limit);
  std::string out() const;  // what it has written up to now
  std::string err() const;

 private:
  bool reap();
  std::filesystem::path folder_;
  pid_t pid_ = -1;
  bool ended_ = false;
  int status_ = 0;
};

}  // namespace sgw::test
