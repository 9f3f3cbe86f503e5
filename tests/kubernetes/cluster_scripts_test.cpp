#include "tests/kubernetes/live_cluster.hpp"

#include "tests/support/temp_dir.hpp"

#include <csignal>

// A second cluster beside the first, whose start is killed half way.

namespace sgw::test {
namespace {

namespace fs = std::filesystem;

class ClusterScripts : public LiveCluster {};

std::string script(const std::string& name) { return std::string(SGW_PROJECT_ROOT) + "/tests/kubernetes/" + name; }

// The processes of this machine that were started with `text` in their arguments.
std::size_t processes_with(const std::string& text) {
  std::size_t count = 0;
  for (const auto& entry : fs::directory_iterator("/proc")) {
    if (entry.path().filename().string().find_first_not_of("0123456789") != std::string::npos) continue;
    try {
      if (read_file(entry.path() / "cmdline").find(text) != std::string::npos) ++count;
    } catch (const std::runtime_error&) {  // it has ended
    }
  }
  return count;
}

std::size_t cgroups_named(const std::string& name) {
  std::size_t count = 0;
  for (const auto& top : fs::directory_iterator("/sys/fs/cgroup")) {
    if (fs::exists(top.path() / name) || top.path().filename() == name) ++count;
  }
  return count;
}

TEST_F(ClusterScripts, LeaveNothingOfAClusterWhoseStartWasKilled) {
  const std::string programs = first_line(cluster_folder() / "programs");
  // How far it got: before it has namespaces, with an engine coming up, with pods about to run.
  for (const char* reached : {"keep", "dockerd.pid", "kubelet.pid"}) {
    const TempDir folder;
    const TempDir output;
    const fs::path cluster = folder.path() / "cluster";
    std::string group;
    {
      ChildProcess up({script("cluster-up.sh"), cluster.string(), programs}, output.path());
      ASSERT_TRUE(wait_until([&] { return fs::exists(cluster / reached); }, std::chrono::seconds(60))) << up.out();
      if (fs::exists(cluster / "cgroup")) group = first_line(cluster / "cgroup");
      up.signal(SIGKILL);
    }
    const auto down = run({script("cluster-down.sh"), cluster.string()});
    EXPECT_EQ(down.exit_code, 0) << down.out << down.err;
    EXPECT_FALSE(fs::exists(cluster)) << reached;
    EXPECT_TRUE(wait_until([&] { return processes_with(cluster.string()) == 0; }, std::chrono::seconds(5))) << reached;
    EXPECT_EQ(read_file("/proc/self/mounts").find(cluster.string()), std::string::npos) << reached;
    if (group.empty()) continue;
    EXPECT_EQ(cgroups_named(group), 0U) << reached;
  }
  EXPECT_GT(processes_with(cluster_folder().string()), 0U) << "the search for processes finds none that is there";
}

}  // namespace
}  // namespace sgw::test
