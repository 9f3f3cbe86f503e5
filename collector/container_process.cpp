#include "collector/container_process.hpp"

#include <fcntl.h>
#include <sched.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <sstream>
#include <string>

namespace sgw::collector {

namespace {

constexpr std::size_t k_id_digits = 64;
constexpr std::size_t k_max_cgroups = std::size_t{64} << 10;

struct EntryName {
  Entry entry;
  Literal word;
};
constexpr std::array k_names{EntryName{Entry::entered, "entered"},
                             EntryName{Entry::gone, "gone"},
                             EntryName{Entry::another_process, "another-process"},
                             EntryName{Entry::same_network, "same-network"},
                             EntryName{Entry::denied, "denied"},
                             EntryName{Entry::unreadable, "unreadable"},
                             EntryName{Entry::failed, "failed"}};

bool is_hex(char letter) { return (letter >= '0' && letter <= '9') || (letter >= 'a' && letter <= 'f'); }

// The id of the innermost container in a path such as "/system.slice/docker-<id>.scope" or "/docker/<id>/init".
std::string_view innermost_id(std::string_view path) {
  std::string_view found;
  while (!path.empty()) {
    const auto digits = static_cast<std::size_t>(std::find_if_not(path.begin(), path.end(), is_hex) - path.begin());
    if (digits == k_id_digits) found = path.substr(0, digits);
    path.remove_prefix(std::max<std::size_t>(digits, 1));
  }
  return found;
}

Entry entry_of(int number) {
  if (number == EACCES || number == EPERM) return Entry::denied;
  return number == ENOENT || number == ESRCH ? Entry::gone : Entry::failed;
}

bool is_same_file(int one, const char* other) {
  struct stat left {};
  struct stat right {};
  return ::fstat(one, &left) == 0 && ::stat(other, &right) == 0 && left.st_dev == right.st_dev &&
         left.st_ino == right.st_ino;
}

}  // namespace

Literal to_literal(Entry entry) {
  const auto* const found =
      std::find_if(k_names.begin(), k_names.end(), [&](const EntryName& name) { return name.entry == entry; });
  return found->word;
}

std::optional<Entry> entry_named(std::string_view word) {
  const auto* const found =
      std::find_if(k_names.begin(), k_names.end(), [&](const EntryName& name) { return name.word.view() == word; });
  return found == k_names.end() ? std::nullopt : std::optional(found->entry);
}

bool names_container(std::string_view cgroups, std::string_view id) {
  if (id.size() != k_id_digits || !std::all_of(id.begin(), id.end(), is_hex)) return false;
  bool named = false;
  std::istringstream lines{std::string(cgroups)};
  for (std::string line; std::getline(lines, line);) {
    const std::string_view innermost =
        innermost_id(std::string_view(line).substr(std::min(line.find(":/"), line.size())));
    if (!innermost.empty() && innermost != id) return false;
    named = named || !innermost.empty();
  }
  return named;
}

std::optional<ContainerProcess> ContainerProcess::find(pid_t number) {
  if (number <= 0) return std::nullopt;
  const std::string folder = "/proc/" + std::to_string(number);
  ProbeFd opened(::open(folder.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC));
  if (!opened) return std::nullopt;
  return ContainerProcess(std::move(opened));
}

bool ContainerProcess::is_of(std::string_view container) const {
  const ProbeFd file(::openat(folder_.get(), "cgroup", O_RDONLY | O_CLOEXEC));
  if (!file) return false;
  std::string text(k_max_cgroups, '\0');
  std::size_t filled = 0;
  ssize_t got = 0;
  while (filled < text.size() && (got = ::read(file.get(), text.data() + filled, text.size() - filled)) > 0) {
    filled += static_cast<std::size_t>(got);
  }
  return got == 0 && names_container(std::string_view(text).substr(0, filled), container);
}

std::optional<ContainerRoot> ContainerProcess::root() const {
  ProbeFd folder(::openat(folder_.get(), "root", O_PATH | O_DIRECTORY | O_CLOEXEC));
  if (!folder) return std::nullopt;
  return ContainerRoot(std::move(folder));
}

Entry ContainerProcess::enter_network() const {
  const ProbeFd network(::openat(folder_.get(), "ns/net", O_RDONLY | O_CLOEXEC));
  if (!network) return entry_of(errno);
  if (is_same_file(network.get(), "/proc/self/ns/net")) return Entry::same_network;
  const ProbeFd users(::openat(folder_.get(), "ns/user", O_RDONLY | O_CLOEXEC));
  if (::setns(network.get(), CLONE_NEWNET) == 0) return Entry::entered;
  if (errno != EPERM) return entry_of(errno);
  // Of an engine without root: who made the user namespace has all rights in it, also those over its networks.
  if (!users || ::setns(users.get(), CLONE_NEWUSER) != 0) return Entry::denied;
  return ::setns(network.get(), CLONE_NEWNET) == 0 ? Entry::entered : entry_of(errno);
}

}  // namespace sgw::collector
