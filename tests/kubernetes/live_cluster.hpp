#pragma once

#include "tests/support/child_process.hpp"

#include <sgw_diag/json_reader.hpp>

#include <gtest/gtest.h>

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace sgw::test {

// The cluster that live-up.sh started, once for all tests (a CTest fixture). Skips when there is none, and says why.
class LiveCluster : public testing::Test {
 protected:
  void SetUp() override;
};

std::filesystem::path cluster_folder();
// The path of cluster_folder()/<account>.kubeconfig: operator, certificate, plugin, expiring, reader, limited, planned.
std::string kubeconfig_of(const std::string& account);

// What the scripts noted in a file of one line, such as DIR/programs.
std::string first_line(const std::filesystem::path& file);

// The namespaces that have a gateway: all of objects/ but two.
std::vector<std::string> gateway_namespaces();

// A program where the API is reached.
Argv in_cluster(const Argv& argv);
// run_program there.
ProcessResult run_in_cluster(const std::vector<std::string>& arguments, ProcessOptions options = {});

// The one file whose path ends so; fails the test and is empty when there is none or more than one.
std::string file_ending(const std::map<std::string, std::string>& files, const std::string& end);

// The text of an answer to a GET with all rights; fails the test when it is not 2xx.
std::string api_text(const std::string& path);
// The answer to a GET with all rights; fails the test and is empty when it is no JSON or not 2xx.
JsonReader api_get(const std::string& path);
// The objects of a list.
std::vector<JsonReader> api_list(const std::string& path);

// Returns when the gateway of the namespace waits to be started again: until the kubelet says so, its last run is the
// one that "ended", and there is no previous one. Fails the test when that does not come.
void wait_for_back_off(const std::string& ns);

// Sends YAML or JSON to a path of the API with all rights; fails the test when it is refused.
void api_send(const std::string& method, const std::string& path, const std::string& type, const std::string& body);

// A program of the cluster (name of its .pid file) stands still for the lifetime of this.
class Stopped {
 public:
  explicit Stopped(const std::string& program);
  ~Stopped();
  Stopped(const Stopped&) = delete;
  Stopped& operator=(const Stopped&) = delete;

 private:
  std::string pid_;
};

// What was asked of the API server so far, to be compared with what is asked later.
class AuditLog {
 public:
  AuditLog();
  // Requests since this was made by a user agent that starts with "sgw-diag": the audit event of each.
  std::vector<JsonReader> requests() const;

 private:
  std::filesystem::path path_;
  std::uintmax_t start_;
};

}  // namespace sgw::test
