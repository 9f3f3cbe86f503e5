#pragma once

#include "tests/end_to_end/program.hpp"
#include "tests/support/kube_replay.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <map>
#include <span>
#include <string>
#include <vector>

namespace sgw::test {

// A namespace of the recorded cluster that has a gateway, and what is right to say about it.
struct KubeState {
  const char* ns;
  const char* replicas;  // what its pods' names begin with
  int code;              // of `check`
  const char* owner;
  const char* category;
  const char* rule;
  const char* clause;
};
std::span<const KubeState> kube_states();
const KubeState& kube_state(std::string_view ns);

// What one run said and wrote.
struct KubeRun {
  ProcessResult result;
  JsonReader document;                       // of --json
  std::map<std::string, std::string> files;  // of the bundle
  std::chrono::milliseconds took{0};

  // "what: reason" of every gap.
  std::vector<std::string> gaps() const;
  // The files of the state's pods, by path.
  std::map<std::string, std::string> files_of(const KubeState& state) const;
  // The rules whose findings are about the state's pods.
  std::vector<std::string> rules_about(const KubeState& state) const;
};

// Runs the real program against the replayed API server, as of the time of its recordings.
class KubernetesTest : public testing::Test {
 protected:
  // Runs of one test, and of those given the same map, have the same pseudonyms.
  KubeRun check(const std::filesystem::path& kubeconfig, const std::vector<std::string>& more);
  // `verify` is asked about the bundle too.
  KubeRun collect(const std::filesystem::path& kubeconfig, const std::vector<std::string>& more);

  struct Cluster {
    std::string context, server, ca_pem;
  };
  // Contexts with the admin's token; with `plugin_runs` by a plugin that works so often instead: its runs are counted
  // in the file "runs" of folder_.
  std::filesystem::path write_kubeconfig(const std::vector<Cluster>& all, const std::string& plugin_runs = {});

  TempDir folder_;
  std::filesystem::path map_ = folder_ / "map.json";

 private:
  KubeRun run(std::vector<std::string> arguments, const std::vector<std::string>& more);
  int runs_ = 0;
};

}  // namespace sgw::test
