#include "collector/container_process.hpp"
#include "collector/dropped_rights.hpp"
#include "collector/namespace_report.hpp"
#include "collector/namespace_task.hpp"
#include "collector/parallel.hpp"
#include "collector/probe_report.hpp"

#include <sgw_diag/namespace_probe.hpp>

#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <utility>

namespace sgw::collector {

namespace {

constexpr std::size_t k_max_resolv_conf = std::size_t{64} << 10;
constexpr std::size_t k_max_hosts = std::size_t{1} << 20, k_max_trust = std::size_t{2} << 20;
constexpr unsigned k_grace_seconds = 5;  // after its time, should nobody be left to end it

// Somebody who types the command, or a program that leads its output to a file, has no such ends.
bool is_started_by_the_program() {
  struct stat input {};
  struct stat output {};
  ucred peer{};
  socklen_t size = sizeof peer;
  return ::fstat(STDIN_FILENO, &input) == 0 && S_ISSOCK(input.st_mode) && ::fstat(STDOUT_FILENO, &output) == 0 &&
         S_ISFIFO(output.st_mode) && ::getsockopt(STDIN_FILENO, SOL_SOCKET, SO_PEERCRED, &peer, &size) == 0 &&
         peer.pid == ::getppid();
}

// All of standard input, or its start when it is longer than a task may be.
std::string read_input() {
  std::string text(k_max_namespace_task + 1, '\0');
  std::size_t filled = 0;
  while (filled < text.size()) {
    const ssize_t got = ::read(STDIN_FILENO, text.data() + filled, text.size() - filled);
    if (got == 0 || (got < 0 && errno != EINTR)) break;
    if (got > 0) filled += static_cast<std::size_t>(got);
  }
  text.resize(filled);
  return text;
}

bool write_output(std::string_view text) {
  while (!text.empty()) {
    const ssize_t put = ::write(STDOUT_FILENO, text.data(), text.size());
    if (put < 0 && errno != EINTR) return false;
    if (put > 0) text.remove_prefix(static_cast<std::size_t>(put));
  }
  return true;
}

// The files of the container by which names are found and certificates judged. They are held by descriptors, since the
// container's folders are not to be seen any more when the rights are given up.
class ContainerFiles {
 public:
  ContainerFiles(const ContainerRoot& root, const NamespaceTask& task) {
    take(root, k_resolv_conf, k_max_resolv_conf, options.dns.resolv_conf);
    take(root, k_hosts_file, k_max_hosts, options.dns.hosts_file);
    for (const std::string& file : task.trust_files) {
      if (options.tls.ca_file.empty()) take(root, file, k_max_trust, options.tls.ca_file);
    }
    options.limits = task.limits;
  }

  // What the gateway may read and we may not would make another answer than the gateway's.
  bool readable() const {
    return safe_ && std::all_of(files_.begin(), files_.end(),
                                [](const ProbeFd& file) { return ::access(file_path(file).c_str(), R_OK) == 0; });
  }

  ProbeOptions options;
  std::vector<std::string> names;  // of those that are there

 private:
  void take(const ContainerRoot& root, std::string_view path, std::size_t most, std::filesystem::path& to) {
    auto file = root.find(path, most);
    if (!file) {
      const bool absent = file.error().kind == ErrorKind::not_found;
      safe_ = safe_ && absent;
      // Programs do without it then; this host's own must not stand in.
      if (!to.empty()) to = "/nonexistent";
      return;
    }
    to = file_path(*file);
    names.emplace_back(path);
    files_.push_back(*std::move(file));
  }

  std::vector<ProbeFd> files_;
  bool safe_ = true;
};

NamespaceProbe probe(const ProbeTask& task, std::size_t count, const ProbeOptions& options,
                     const CollectContext& context) {
  NamespaceProbe made;
  const ProbeSeries series = climb_repeatedly(task, count, options, context, [&](const ProbeCall& call) {
    if (made.calls.size() < k_max_namespace_calls) made.calls.push_back(call);
  });
  made.ending = ending_of(series.shown);
  made.document = probe_report(task, series, {});  // why it is probed the parent knows
  return made;
}

NamespaceReport carried_out(const NamespaceTask& task) {
  const CollectContext context{Deadline::after(task.time), {}, {}, {}};
  auto process = ContainerProcess::find(static_cast<pid_t>(task.process));
  if (!process) return {Entry::gone, {}, {}};
  if (!process->is_of(task.container)) return {Entry::another_process, {}, {}};
  auto root = process->root();
  if (!root) return {Entry::denied, {}, {}};
  const ContainerFiles files(*root, task);
  const Entry entry = process->enter_network();
  root.reset();
  process.reset();  // no way to the container's folders is left
  if (entry != Entry::entered) return {entry, {}, {}};
  if (!drop_rights()) return {Entry::failed, {}, {}};
  if (!files.readable()) return {Entry::unreadable, {}, {}};
  NamespaceReport report{entry, files.names, std::vector<NamespaceProbe>(task.probes.size())};
  for_each_parallel(task.probes.size(), task.probes.size(), context, [&](std::size_t i) {
    report.probes[i] = probe(task.probes[i], task.count, files.options, context);
  });
  return report;
}

}  // namespace

void run_namespace_probe() {
  constexpr int no_task = 2;
  if (!is_started_by_the_program()) ::_exit(no_task);
  std::string text = read_input();
  const auto task = read_namespace_task(text);
  wipe(text);
  if (!task) ::_exit(no_task);
  ::alarm(static_cast<unsigned>(std::chrono::duration_cast<std::chrono::seconds>(task->time).count()) +
          k_grace_seconds);
  const bool told = write_output(write_namespace_report(carried_out(*task)));
  // Not by way of main: whatever runs at the end of a program is not to run among foreign bytes.
  ::_exit(told ? 0 : 1);
}

}  // namespace sgw::collector
