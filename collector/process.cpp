#include "collector/process.hpp"

#include "collector/probe_time.hpp"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <map>
#include <optional>

namespace sgw::collector {

namespace {

constexpr std::array<std::string_view, 9> k_few{"PATH",   "HOME", "USER",   "LOGNAME",        "LANG",
                                                "LC_ALL", "TZ",   "TMPDIR", "XDG_RUNTIME_DIR"};
// How long what a program wrote through a child of its own (a pipe to tee) may take to arrive after its end.
constexpr std::chrono::milliseconds k_last_words{500};
constexpr std::chrono::seconds k_to_die{2};

// The address of a program, or why there is none.
RawResult<std::string> found_program(const std::filesystem::path& program) {
  const std::string name = program.string();
  if (name.empty()) return raw_fail(ErrorKind::not_found, "there is no such program", RawText(name));
  std::vector<std::string> places;
  const bool given = name.find('/') != std::string::npos;
  if (given) {
    places.push_back(name);
  } else {
    const char* variable = std::getenv("PATH");
    std::string_view path = variable == nullptr ? "/usr/local/bin:/usr/bin:/bin" : variable;
    while (!path.empty()) {
      const std::string_view folder = path.substr(0, path.find(':'));
      // A relative folder would mean whatever lies where we happen to be started.
      if (folder.starts_with('/')) places.push_back(std::string(folder) + '/' + name);
      path.remove_prefix(std::min(path.size(), folder.size() + 1));
    }
  }
  bool there = false;
  for (const std::string& place : places) {
    struct stat status {};
    if (::stat(place.c_str(), &status) != 0) {
      there = there || (given && errno == EACCES);
      continue;
    }
    there = true;
    if (S_ISREG(status.st_mode) && ::access(place.c_str(), X_OK) == 0) return place;
  }
  if (there) return raw_fail(ErrorKind::denied, "the program may not be run", RawText(name));
  return raw_fail(ErrorKind::not_found, "there is no such program", RawText(name));
}

std::vector<std::string> environment_of(const ProcessRequest& request) {
  std::map<std::string, std::string, std::less<>> variables;
  for (char** entry = environ; entry != nullptr && *entry != nullptr; ++entry) {
    const std::string_view line(*entry);
    const std::string_view name = line.substr(0, line.find('='));
    const bool wanted = request.inherit == Inherit::all || std::find(k_few.begin(), k_few.end(), name) != k_few.end();
    if (wanted && name.size() < line.size()) variables.emplace(name, line.substr(name.size() + 1));
  }
  for (const auto& [name, value] : request.environment) variables.insert_or_assign(name, value);
  std::vector<std::string> lines;
  lines.reserve(variables.size());
  for (const auto& [name, value] : variables) lines.emplace_back(name).append("=").append(value);
  return lines;
}

std::vector<char*> pointers_to(std::vector<std::string>& texts) {
  std::vector<char*> pointers;
  pointers.reserve(texts.size() + 1);
  for (std::string& text : texts) pointers.push_back(text.data());
  pointers.push_back(nullptr);
  return pointers;
}

struct Pipe {
  ProbeFd read_end;
  ProbeFd write_end;
};

std::optional<Pipe> make_pipe() {
  std::array<int, 2> ends{};
  if (::pipe2(ends.data(), O_CLOEXEC) != 0) return std::nullopt;
  Pipe made{ProbeFd(ends[0]), ProbeFd(ends[1])};
  // Only our end: the other one is shared with the program, which expects to wait when the pipe is full.
  if (::fcntl(ends[0], F_SETFL, O_NONBLOCK) != 0) return std::nullopt;
  return made;
}

// What the program gets to read. A socket, not a pipe: one that was closed at the other end raises no signal here.
class Feed {
 public:
  // Nothing when no descriptors are left.
  static std::optional<Feed> make(std::string_view text) {
    if (text.empty()) return Feed();
    std::array<int, 2> ends{};
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0) return std::nullopt;
    return Feed(text, ProbeFd(ends[0]), ProbeFd(ends[1]));
  }

  int programs_end() const { return programs_.get(); }  // -1: there is none
  void started() { programs_ = ProbeFd(); }

  // Sends what fits.
  void send() {
    while (ours_ && !text_.empty()) {
      const ssize_t sent = ::send(ours_.get(), text_.data(), text_.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
      if (sent > 0) {
        text_.remove_prefix(static_cast<std::size_t>(sent));
      } else if (errno == EAGAIN) {
        return;
      } else if (errno != EINTR) {
        text_ = {};  // it is not read to its end
      }
    }
    ours_ = ProbeFd();
  }
  int fd() const { return ours_.get(); }  // -1 when all is sent

 private:
  Feed() = default;
  Feed(std::string_view text, ProbeFd ours, ProbeFd programs)
      : text_(text), ours_(std::move(ours)), programs_(std::move(programs)) {}

  std::string_view text_;
  ProbeFd ours_;
  ProbeFd programs_;
};

class SpawnSettings {
 public:
  // `input` -1: nothing to read.
  SpawnSettings(int input, int output, int errors) {
    posix_spawn_file_actions_init(&actions);
    if (input < 0) {
      posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    } else {
      posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO);
    }
    posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO);
    posix_spawn_file_actions_adddup2(&actions, errors, STDERR_FILENO);
    posix_spawn_file_actions_addclosefrom_np(&actions, STDERR_FILENO + 1);
    posix_spawnattr_init(&attributes);
    sigset_t signals;
    sigemptyset(&signals);
    posix_spawnattr_setsigmask(&attributes, &signals);
    sigfillset(&signals);
    posix_spawnattr_setsigdefault(&attributes, &signals);
    // A session of its own is a group of its own without a terminal: nobody is asked for a password behind our back.
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSID | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
  }
  SpawnSettings(const SpawnSettings&) = delete;
  SpawnSettings& operator=(const SpawnSettings&) = delete;
  ~SpawnSettings() {
    posix_spawn_file_actions_destroy(&actions);
    posix_spawnattr_destroy(&attributes);
  }

  posix_spawn_file_actions_t actions{};
  posix_spawnattr_t attributes{};
};

// A program that was started. Its group is killed and itself waited for at the end of this object, whatever happened.
class Child {
 public:
  explicit Child(pid_t id) : id_(id) {}
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;
  ~Child() { end(); }

  // Whether it has ended; it stays a zombie, so that its number and its group's are not given to another.
  // Someone who ignores SIGCHLD for the whole process takes the status from us: then it is lost.
  bool ended() {
    siginfo_t info{};
    if (::waitid(P_PID, static_cast<id_t>(id_), &info, WEXITED | WNOHANG | WNOWAIT) == 0) return info.si_pid == id_;
    if (errno == ECHILD) id_ = -1;
    return errno == ECHILD;
  }

  // Kills what is left of the group and returns the status of wait(), if it was not lost.
  std::optional<int> end() {
    if (id_ <= 0) return std::nullopt;
    ::kill(-id_, SIGKILL);
    int status = 0;
    pid_t waited = 0;
    // What hangs in a file system that does not answer cannot be killed before that does: it must not hold the run.
    const Deadline end = Deadline::after(k_to_die);
    while (((waited = ::waitpid(id_, &status, WNOHANG)) == 0 && !end.passed()) || (waited < 0 && errno == EINTR)) {
      std::this_thread::sleep_for(std::chrono::milliseconds(2));
    }
    id_ = -1;
    return waited <= 0 ? std::nullopt : std::optional(status);
  }

 private:
  pid_t id_;
};

// One of the two pipes, read as far as it goes.
class Reading {
 public:
  explicit Reading(ProbeFd pipe) : pipe_(std::move(pipe)) {}
  Reading(const Reading&) = delete;
  Reading& operator=(const Reading&) = delete;
  ~Reading() { wipe(text); }

  // Takes what is there, at most some chunks, so that a program that never stops writing does not hold us.
  void take() {
    std::array<char, 16384> buffer{};
    for (int chunk = 0; chunk < 16 && pipe_; ++chunk) {
      const ssize_t got = ::read(pipe_.get(), buffer.data(), buffer.size());
      if (got > 0) {
        text.append(buffer.data(), static_cast<std::size_t>(got));
      } else if (got == 0 || (errno != EAGAIN && errno != EINTR)) {
        pipe_ = ProbeFd();
      } else {
        break;
      }
    }
  }

  int fd() const { return pipe_.get(); }  // -1 at the end: poll() leaves it out
  bool at_end() const { return !pipe_; }

  std::string text;

 private:
  ProbeFd pipe_;
};

void keep_end(std::string& text, std::size_t most) {
  if (text.size() > most) text.erase(0, text.size() - most);
}

RawResult<pid_t> start(const ProcessRequest& request, const std::string& place, int input, int output, int errors) {
  std::vector<std::string> words{request.program.string()};
  words.insert(words.end(), request.arguments.begin(), request.arguments.end());
  std::vector<std::string> variables = environment_of(request);
  const SpawnSettings settings(input, output, errors);
  pid_t id = -1;
  const int error = ::posix_spawn(&id, place.c_str(), &settings.actions, &settings.attributes,
                                  pointers_to(words).data(), pointers_to(variables).data());
  for (std::string& variable : variables) wipe(variable);
  switch (error) {
    case 0:
      return id;
    case ENOENT:
      return raw_fail(ErrorKind::not_found, "the program or the interpreter in its first line is not there",
                      RawText(place));
    case EACCES:
    case EPERM:
      return raw_fail(ErrorKind::denied, "the program may not be run", RawText(place));
    case ENOEXEC:
      return raw_fail(ErrorKind::io, "the program is not one for this machine, or a script without a first line",
                      RawText(place));
    default:
      return raw_fail(ErrorKind::io, "the program cannot be started", RawText(place));
  }
}

ProcessResult result_of(int status, std::string output, std::string errors) {
  ProcessResult result;
  result.signal = WIFSIGNALED(status) ? WTERMSIG(status) : 0;
  result.exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + result.signal;
  result.output = std::move(output);
  result.errors = std::move(errors);
  return result;
}

}  // namespace

ProcessResult::~ProcessResult() {
  wipe(output);
  wipe(errors);
}

RawResult<ProcessResult> run_process(const ProcessRequest& request, Deadline deadline, const std::stop_token& stop) {
  SGW_TRY(const std::string place, found_program(request.program));
  if (stop.stop_requested()) return raw_fail(ErrorKind::cancelled, "it was stopped", RawText(place));
  if (deadline.passed()) return raw_fail(ErrorKind::timeout, "there was no time left to run it", RawText(place));
  std::optional<Pipe> output_pipe = make_pipe();
  std::optional<Pipe> errors_pipe = make_pipe();
  std::optional<Feed> feed = Feed::make(request.input);
  if (!output_pipe || !errors_pipe || !feed) {
    return raw_fail(ErrorKind::io, "the program cannot be started: no descriptors are left", RawText(place));
  }
  SGW_TRY(const pid_t id,
          start(request, place, feed->programs_end(), output_pipe->write_end.get(), errors_pipe->write_end.get()));
  Child child(id);
  feed->started();
  output_pipe->write_end = ProbeFd();
  errors_pipe->write_end = ProbeFd();
  Reading output(std::move(output_pipe->read_end));
  Reading errors(std::move(errors_pipe->read_end));

  std::optional<Deadline> last_words;
  for (;;) {
    const bool ended = child.ended();  // asked before reading: what it wrote is in the pipes then
    feed->send();
    output.take();
    errors.take();
    keep_end(errors.text, request.max_errors);
    if (output.text.size() > request.max_output) {
      return raw_fail(ErrorKind::too_large, "the program printed more than is read", RawText(place));
    }
    if (ended && !last_words) last_words = Deadline::after(k_last_words);
    if (ended && ((output.at_end() && errors.at_end()) || last_words->passed())) break;
    if (stop.stop_requested()) return raw_fail(ErrorKind::cancelled, "it was stopped", RawText(place));
    if (deadline.passed()) {
      return raw_fail(ErrorKind::timeout, "the program did not end in time and was killed", RawText(place));
    }
    std::array<pollfd, 3> waiting{pollfd{output.fd(), POLLIN, 0}, pollfd{errors.fd(), POLLIN, 0},
                                  pollfd{feed->fd(), POLLOUT, 0}};
    // With both pipes closed nothing tells of the end but asking again.
    const bool closed = output.at_end() && errors.at_end();
    ::poll(waiting.data(), waiting.size(), closed ? 2 : ProbeTime{deadline, stop}.slice());
  }
  const std::optional<int> status = child.end();
  if (!status) return raw_fail(ErrorKind::io, "how the program ended was not told", RawText(place));
  return result_of(*status, std::move(output.text), std::move(errors.text));
}

}  // namespace sgw::collector
