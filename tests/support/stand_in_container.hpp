#pragma once

#include "tests/support/child_process.hpp"
#include "tests/support/temp_dir.hpp"

#include <sys/types.h>

#include <filesystem>
#include <memory>
#include <string>

namespace sgw::test {

enum class OwnNetwork { yes, no };

// What makes a container, without an engine: a process that sleeps in a network, a root folder and a cgroup of its own,
// the cgroup named by its id. In the network there is the loopback interface alone. All of it is gone with the object.
class StandInContainer {
 public:
  // Why none can be made here; empty when one can.
  static std::string why_not();

  // Throws when it does not come up.
  explicit StandInContainer(OwnNetwork network = OwnNetwork::yes);
  ~StandInContainer();
  StandInContainer(const StandInContainer&) = delete;
  StandInContainer& operator=(const StandInContainer&) = delete;

  pid_t process() const { return sleeper_->pid(); }
  const std::string& id() const { return id_; }
  std::filesystem::path root() const { return folder_ / "root"; }
  void write(const std::string& name, const std::string& bytes) const { folder_.write("root/" + name, bytes); }

  // `argv` as it is to be started to run in its network, with this machine's files.
  Argv inside(Argv argv) const;
  // Runs one there; throws when it fails.
  void run_inside(const Argv& argv) const;
  // Starts one there and waits until it listens on that TCP port of 127.0.0.1.
  std::unique_ptr<ChildProcess> serve(const Argv& argv, std::uint16_t port) const;

 private:
  void join_cgroup() const;

  TempDir folder_;
  std::string id_;
  std::filesystem::path cgroup_;
  std::unique_ptr<ChildProcess> sleeper_;
};

}  // namespace sgw::test
