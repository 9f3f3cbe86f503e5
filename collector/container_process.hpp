#pragma once

#include "collector/container_root.hpp"
#include "collector/probe_time.hpp"

#include <sgw_diag/safe_text.hpp>

#include <sys/types.h>

#include <optional>
#include <string_view>

namespace sgw::collector {

// What became of entering a container's network.
enum class Entry {
  entered,
  gone,             // no such process (any more)
  another_process,  // the process of that number is not the container's: the engine counts another machine's
  same_network,     // it is the network where we are already
  denied,
  unreadable,  // entered, but what says how names are found there is no file that can be read
  failed,
};
Literal to_literal(Entry entry);
std::optional<Entry> entry_named(std::string_view word);

// Whether /proc/PID/cgroup says that the process belongs to the container of that id (64 hex digits), and not to one
// within it.
bool names_container(std::string_view cgroups, std::string_view id);

// A process on this machine, held by its folder in /proc: everything is asked of that one, and of no later process that
// gets its number.
class ContainerProcess {
 public:
  // Nothing when there is no such process.
  static std::optional<ContainerProcess> find(pid_t number);

  bool is_of(std::string_view container) const;
  // Its root folder; nothing when it is gone or may not be looked at (ptrace access is needed).
  std::optional<ContainerRoot> root() const;
  // Puts this program, which must have a single thread, into the network of the process: as root, or as the user whose
  // user namespace it is.
  Entry enter_network() const;

 private:
  explicit ContainerProcess(ProbeFd folder) : folder_(std::move(folder)) {}

  ProbeFd folder_;
};

}  // namespace sgw::collector
