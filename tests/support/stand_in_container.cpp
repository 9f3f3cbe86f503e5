#include "tests/support/stand_in_container.hpp"

#include <unistd.h>

#include <array>
#include <atomic>
#include <fstream>
#include <sstream>
#include <stdexcept>

namespace sgw::test {

namespace {

namespace fs = std::filesystem;

// Where groups of this process's own can be made: of cgroup v2, also where it stands beside the older one.
fs::path own_cgroup() {
  fs::path mounted;
  std::ifstream mounts("/proc/self/mounts");
  for (std::string line; std::getline(mounts, line);) {
    std::istringstream words(line);
    std::string device;
    std::string place;
    std::string type;
    if (words >> device >> place >> type && type == "cgroup2") mounted = place;
  }
  std::ifstream groups("/proc/self/cgroup");
  for (std::string line; std::getline(groups, line);) {
    if (!mounted.empty() && line.starts_with("0::/")) return mounted / line.substr(4);
  }
  return {};
}

std::string new_id() {
  static std::atomic<unsigned> count{0};
  constexpr std::string_view digits = "0123456789abcdef";
  std::string id;
  unsigned long number = static_cast<unsigned long>(::getpid()) * 1000 + ++count;
  for (int i = 0; i < 64; ++i) {
    id += digits[number % 16];
    number = number / 16 + (i % 7 == 0 ? 5 : 0);
  }
  return id;
}

}  // namespace

std::string StandInContainer::why_not() {
  if (::geteuid() != 0) return "needs root to make a network namespace";
  for (const char* program : {"unshare", "nsenter", "chroot", "busybox", "ip"}) {
    if (!find_program(program)) return std::string("missing program: ") + program;
  }
  if (run({"unshare", "--net", "true"}).exit_code != 0) return "no network namespace can be made here";
  const fs::path parent = own_cgroup();
  const fs::path trial = parent / ("sgwt-trial-" + std::to_string(::getpid()));
  std::error_code error;
  if (parent.empty() || !fs::create_directory(trial, error)) return "no cgroup can be made here";
  ::rmdir(trial.c_str());
  return {};
}

StandInContainer::StandInContainer(OwnNetwork network) : id_(new_id()), cgroup_(own_cgroup() / id_) {
  fs::create_directories(root() / "etc");
  fs::copy_file(find_program("busybox").value(), root() / "busybox");
  Argv argv{"chroot", root().string(), "/busybox", "sleep", "100000"};
  if (network == OwnNetwork::yes) argv.insert(argv.begin(), {"unshare", "--net"});
  sleeper_ = std::make_unique<ChildProcess>(argv, folder_.path());
  const auto sleeps = [this] {
    return fs::exists("/proc/" + std::to_string(process()) + "/root/busybox") &&
           read_file("/proc/" + std::to_string(process()) + "/comm") == "busybox\n";
  };
  if (!wait_until(sleeps)) throw std::runtime_error("the stand-in does not start: " + sleeper_->err());
  join_cgroup();
  if (network == OwnNetwork::yes) run_inside({"ip", "link", "set", "lo", "up"});
}

StandInContainer::~StandInContainer() {
  sleeper_.reset();
  wait_until([this] { return ::rmdir(cgroup_.c_str()) == 0 || !fs::exists(cgroup_); }, std::chrono::seconds(5));
}

void StandInContainer::join_cgroup() const {
  fs::create_directory(cgroup_);
  std::ofstream members(cgroup_ / "cgroup.procs");
  members << process() << std::flush;
  if (!members) throw std::runtime_error("the stand-in does not get into its cgroup");
}

Argv StandInContainer::inside(Argv argv) const {
  argv.insert(argv.begin(), {"nsenter", "--net=/proc/" + std::to_string(process()) + "/ns/net"});
  return argv;
}

void StandInContainer::run_inside(const Argv& argv) const {
  const ProcessResult result = run(inside(argv));
  if (result.exit_code != 0) throw std::runtime_error(argv.at(0) + " failed in the network: " + result.err);
}

std::unique_ptr<ChildProcess> StandInContainer::serve(const Argv& argv, std::uint16_t port) const {
  auto server = std::make_unique<ChildProcess>(inside(argv), folder_.path());
  std::array<char, 8> hex{};
  std::snprintf(hex.data(), hex.size(), ":%04X", port);
  const std::string listening = std::string("0100007F") + hex.data() + " 00000000:0000 0A";
  const std::string table = "/proc/" + std::to_string(process()) + "/net/tcp";
  const auto listens = [&] { return read_file(table).find(listening) != std::string::npos; };
  if (!wait_until(listens)) throw std::runtime_error(argv.at(0) + " does not listen: " + server->err());
  return server;
}

}  // namespace sgw::test
