#pragma once

#include <sgw_diag/limits.hpp>
#include <sgw_diag/source.hpp>

#include <cstddef>
#include <filesystem>
#include <stop_token>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace sgw::collector {

// What a started program sees of our environment besides what it is given.
enum class Inherit {
  few,  // PATH, HOME, USER, LOGNAME, LANG, LC_ALL, TZ, TMPDIR, XDG_RUNTIME_DIR
  all,
};

struct ProcessRequest {
  std::filesystem::path
      program;  // looked up in PATH when it has no slash; folders of PATH that are relative do not count
  std::vector<std::string> arguments;                            // without the program's own name
  std::vector<std::pair<std::string, std::string>> environment;  // wins over what is inherited
  Inherit inherit = Inherit::few;
  std::string input;  // standard input: one end of a pair of sockets, closed when all is sent; empty: /dev/null
  std::size_t max_output = std::size_t{1} << 20;   // bytes of standard output; more is ErrorKind::too_large
  std::size_t max_errors = std::size_t{16} << 10;  // bytes of standard error: its end is kept
};

// How a program ended by itself. Raw.
struct ProcessResult {
  int exit_code = 0;  // 0 to 255; of one that was killed 128 + the signal, as a shell has it
  int signal = 0;     // that ended it, or 0
  std::string output;
  std::string errors;

  ProcessResult() = default;
  ProcessResult(ProcessResult&&) noexcept = default;
  ProcessResult& operator=(ProcessResult&&) noexcept = default;
  ~ProcessResult();  // wipes the output: programs are started for what they know
};

// Runs a program and waits for it: no shell, no descriptor of ours but the two pipes and that of the input, default
// signals, a session and process group of its own, without a terminal. What does not read its input is not waited for.
// That group is killed when the program has ended, at the deadline and at a stop, so that what it started ends with it;
// only a grandchild that left the group survives, and is not waited for. Any thread may call.
//
// Errors: not_found (no such program), denied (it may not be run), timeout, cancelled, too_large, io (the system could
// not start it: no memory, too many processes, not an executable for this machine). The subject is the program.
RawResult<ProcessResult> run_process(const ProcessRequest& request, Deadline deadline, const std::stop_token& stop);

}  // namespace sgw::collector
