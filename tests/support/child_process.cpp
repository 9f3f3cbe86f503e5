#include "tests/support/child_process.hpp"

#include "tests/support/temp_dir.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <stdexcept>
#include <thread>
#include <utility>

namespace sgw::test {

namespace {

using Clock = std::chrono::steady_clock;

// Everything that the child needs, made before fork(): between fork and exec nothing may be allocated.
class Launch {
 public:
  Launch(const Argv& argv, const ProcessOptions& options) : words_(argv), folder_(options.folder.string()) {
    const auto program = find_program(argv.at(0));
    if (!program) throw std::runtime_error("not installed: " + argv[0]);
    program_ = *program;
    make_environment(options);
    for (auto& word : words_) argv_.push_back(word.data());
    argv_.push_back(nullptr);
    for (auto& entry : entries_) env_.push_back(entry.data());
    env_.push_back(nullptr);
  }

  pid_t start(int in, int out, int err, bool dies_with_parent) {
    const pid_t parent = getpid();
    const pid_t pid = fork();
    if (pid != 0) {
      if (pid < 0) throw std::runtime_error("cannot fork");
      setpgid(pid, pid);
      return pid;
    }
    setpgid(0, 0);
    if (dies_with_parent) {
      prctl(PR_SET_PDEATHSIG, SIGTERM);
      if (getppid() != parent) _exit(127);
    }
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, nullptr);
    // What is ignored would stay so: a shell's background job ignores SIGINT, our own parent SIGPIPE. Two signals
    // cannot be set, and the libraries keep some for themselves.
    for (int number = 1; number < NSIG; ++number) static_cast<void>(::signal(number, SIG_DFL));
    if (dup2(in, 0) < 0 || dup2(out, 1) < 0 || dup2(err, 2) < 0) _exit(127);
    if (!folder_.empty() && chdir(folder_.c_str()) != 0) _exit(127);
    execve(program_.c_str(), argv_.data(), env_.data());
    _exit(127);
  }

 private:
  void make_environment(const ProcessOptions& options) {
    if (options.env) {
      entries_ = *options.env;
    } else {
      for (char** entry = environ; *entry != nullptr; ++entry) entries_.emplace_back(*entry);
    }
    for (const auto& entry : options.more_env) {
      const std::string name = entry.substr(0, entry.find('=') + 1);
      std::erase_if(entries_, [&](const std::string& old) { return old.starts_with(name); });
      entries_.push_back(entry);
    }
  }

  Argv words_;
  std::string program_, folder_;
  std::vector<std::string> entries_;
  std::vector<char*> argv_, env_;
};

class Fd {
 public:
  explicit Fd(int fd = -1) : fd_(fd) {}
  ~Fd() { close(); }
  Fd(Fd&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
  Fd& operator=(Fd&&) = delete;
  int get() const { return fd_; }
  void close() {
    if (fd_ >= 0) ::close(std::exchange(fd_, -1));
  }

 private:
  int fd_;
};

struct Pipe {
  Pipe() {
    std::array<int, 2> ends{};
    if (pipe2(ends.data(), O_CLOEXEC) != 0) throw std::runtime_error("cannot make a pipe");
    read_ = ends[0];
    write_ = ends[1];
  }
  Fd reader() const { return Fd(read_); }
  Fd writer() const { return Fd(write_); }

 private:
  int read_, write_;
};

void set_result(ProcessResult& result, int status) {
  if (WIFEXITED(status)) result.exit_code = WEXITSTATUS(status);
  if (WIFSIGNALED(status)) result.signal = WTERMSIG(status);
}

// Moves what is there; closes at the end.
void drain(Fd& from, std::string& to) {
  std::array<char, 65536> buffer{};
  const ssize_t count = read(from.get(), buffer.data(), buffer.size());
  if (count > 0) to.append(buffer.data(), static_cast<std::size_t>(count));
  if (count == 0 || (count < 0 && errno != EINTR && errno != EAGAIN)) from.close();
}

void feed(Fd& to, std::string_view& input) {
  const ssize_t count = input.empty() ? 0 : write(to.get(), input.data(), input.size());
  if (count > 0) input.remove_prefix(static_cast<std::size_t>(count));
  if (input.empty() || (count < 0 && errno != EINTR && errno != EAGAIN)) to.close();
}

int left_of(Clock::time_point end) {
  const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(end - Clock::now());
  return left.count() < 0 ? 0 : static_cast<int>(left.count());
}

}  // namespace

std::optional<std::string> find_program(const std::string& name) {
  if (name.find('/') != std::string::npos) return name;
  const char* path = std::getenv("PATH");
  std::string places = std::string(path == nullptr ? "/usr/bin:/bin" : path) + ":/usr/local/sbin:/usr/sbin:/sbin:";
  for (std::size_t begin = 0; begin < places.size();) {
    const std::size_t end = places.find(':', begin);
    const std::string candidate = places.substr(begin, end - begin) + "/" + name;
    if (access(candidate.c_str(), X_OK) == 0) return candidate;
    begin = end + 1;
  }
  return std::nullopt;
}

bool wait_until(const std::function<bool()>& holds, std::chrono::milliseconds limit) {
  const auto end = Clock::now() + limit;
  while (!holds()) {
    if (Clock::now() >= end) return false;
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  return true;
}

ProcessResult run(const Argv& argv, const ProcessOptions& options) {
  Launch launch(argv, options);
  const Pipe in;
  const Pipe out;
  const Pipe err;
  Fd child_in = in.reader();
  Fd child_out = out.writer();
  Fd child_err = err.writer();
  Fd to = in.writer();
  Fd from_out = out.reader();
  Fd from_err = err.reader();
  const pid_t pid = launch.start(child_in.get(), child_out.get(), child_err.get(), false);
  child_in.close();
  child_out.close();
  child_err.close();
  for (const Fd* fd : {&to, &from_out, &from_err}) fcntl(fd->get(), F_SETFL, O_NONBLOCK);
  // A program that does not read its input is the test's business, not our death.
  if (signal(SIGPIPE, SIG_IGN) == SIG_ERR) throw std::runtime_error("cannot ignore SIGPIPE");

  ProcessResult result;
  std::string_view input = options.input;
  const auto end = Clock::now() + options.timeout;
  while (from_out.get() >= 0 || from_err.get() >= 0) {
    if (to.get() >= 0 && input.empty()) to.close();
    std::array<pollfd, 3> polled{pollfd{to.get(), POLLOUT, 0}, pollfd{from_out.get(), POLLIN, 0},
                                 pollfd{from_err.get(), POLLIN, 0}};
    if (poll(polled.data(), polled.size(), left_of(end)) == 0) {
      result.timed_out = true;
      break;
    }
    if (polled[0].revents != 0) feed(to, input);
    if (polled[1].revents != 0) drain(from_out, result.out);
    if (polled[2].revents != 0) drain(from_err, result.err);
  }
  int status = 0;
  // The pipes are closed, yet the program may still run.
  if (!result.timed_out)
    result.timed_out =
        !wait_until([&] { return waitpid(pid, &status, WNOHANG) != 0; }, std::chrono::milliseconds(left_of(end)));
  if (result.timed_out) {
    kill(-pid, SIGKILL);
    waitpid(pid, &status, 0);
  }
  set_result(result, status);
  return result;
}

bool is_alive(pid_t id) {
  try {
    const std::string stat = read_file("/proc/" + std::to_string(id) + "/stat");
    return stat.find(") Z ") == std::string::npos;
  } catch (const std::runtime_error&) {
    return false;
  }
}

bool has_children() {
  siginfo_t info{};
  return ::waitid(P_ALL, 0, &info, WEXITED | WNOHANG | WNOWAIT) == 0;
}

ChildProcess::ChildProcess(const Argv& argv, std::filesystem::path output_folder, const ProcessOptions& options)
    : folder_(std::move(output_folder)) {
  Launch launch(argv, options);
  const Fd out(open((folder_ / "out").c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600));
  const Fd err(open((folder_ / "err").c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600));
  Fd in(open("/dev/null", O_RDONLY | O_CLOEXEC));
  if (out.get() < 0 || err.get() < 0) throw std::runtime_error("cannot write in " + folder_.string());
  pid_ = launch.start(in.get(), out.get(), err.get(), true);
}

ChildProcess::~ChildProcess() {
  if (!reap()) {
    kill(-pid_, SIGTERM);
    wait_until([this] { return reap(); }, std::chrono::seconds(3));
  }
  kill(-pid_, SIGKILL);  // whoever of the group is left
  if (!ended_) waitpid(pid_, &status_, 0);
}

bool ChildProcess::reap() {
  if (!ended_) ended_ = waitpid(pid_, &status_, WNOHANG) == pid_;
  return ended_;
}

bool ChildProcess::running() { return !reap(); }

void ChildProcess::signal(int number) const {
  if (!ended_) kill(pid_, number);
}

std::optional<ProcessResult> ChildProcess::wait(std::chrono::milliseconds limit) {
  if (!wait_until([this] { return reap(); }, limit)) return std::nullopt;
  ProcessResult result{.exit_code = -1, .signal = 0, .timed_out = false, .out = out(), .err = err()};
  set_result(result, status_);
  return result;
}

std::string ChildProcess::out() const { return read_file(folder_ / "out"); }
std::string ChildProcess::err() const { return read_file(folder_ / "err"); }

}  // namespace sgw::test
