#include "tests/kubernetes/live_cluster.hpp"

#include "tests/end_to_end/program.hpp"

#include <chrono>
#include <fstream>
#include <thread>
#include <utility>

namespace sgw::test {

namespace fs = std::filesystem;

fs::path cluster_folder() { return SGW_CLUSTER_DIR; }

std::string kubeconfig_of(const std::string& account) {
  return (cluster_folder() / (account + ".kubeconfig")).string();
}

void LiveCluster::SetUp() {
  const fs::path why = fs::path(SGW_CLUSTER_DIR).concat(".skipped");
  if (fs::exists(why)) GTEST_SKIP() << read_file(why);
  ASSERT_TRUE(fs::exists(cluster_folder() / "ready")) << "the cluster did not come up";
}

Argv in_cluster(const Argv& argv) {
  Argv entered = {(cluster_folder() / "enter").string()};
  entered.insert(entered.end(), argv.begin(), argv.end());
  return entered;
}

std::string first_line(const fs::path& file) {
  const std::string text = read_file(file);
  return text.substr(0, text.find('\n'));
}

std::vector<std::string> gateway_namespaces() {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(std::string(SGW_PROJECT_ROOT) + "/tests/kubernetes/objects")) {
    const std::string name = entry.path().stem().string();
    if (name != "unrelated" && name != "support") names.push_back(name);
  }
  return names;
}

ProcessResult run_in_cluster(const std::vector<std::string>& arguments, ProcessOptions options) {
  Argv argv = in_cluster({program_path()});
  argv.insert(argv.end(), arguments.begin(), arguments.end());
  options.env = clean_environment();
  return run(argv, options);
}

std::string file_ending(const std::map<std::string, std::string>& files, const std::string& end) {
  std::vector<std::string> found;
  for (const auto& [path, bytes] : files) {
    if (path.ends_with(end)) found.push_back(bytes);
  }
  EXPECT_EQ(found.size(), 1U) << end;
  return found.empty() ? std::string() : found.front();
}

std::string api_text(const std::string& path) {
  const auto result =
      run(in_cluster({"curl", "-sS", "--fail-with-body", "--max-time", "20", "--cacert", cluster_folder() / "ca.pem",
                      "-H", "Authorization: Bearer operator-token", "https://10.250.0.1" + path}));
  EXPECT_EQ(result.exit_code, 0) << path << ": " << result.out << result.err;
  return result.out;
}

JsonReader api_get(const std::string& path) {
  const std::string text = api_text(path);
  const auto answer = JsonReader::parse(text);
  EXPECT_TRUE(answer) << path << " is no JSON: " << text;
  return answer.value_or(JsonReader());
}

std::vector<JsonReader> api_list(const std::string& path) { return api_get(path)["items"].items(); }

void wait_for_back_off(const std::string& ns) {
  const auto end = std::chrono::steady_clock::now() + std::chrono::minutes(2);
  while (std::chrono::steady_clock::now() < end) {
    for (const JsonReader& pod : api_list("/api/v1/namespaces/" + ns + "/pods")) {
      for (const JsonReader& status : pod["status"]["containerStatuses"].items()) {
        if (status["state"]["waiting"]["reason"].text_or("") == "CrashLoopBackOff") return;
      }
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(300));
  }
  ADD_FAILURE() << "no container in " << ns << " waits to be started again";
}

void api_send(const std::string& method, const std::string& path, const std::string& type, const std::string& body) {
  const auto result =
      run(in_cluster({"curl", "-sS", "--fail-with-body", "--max-time", "20", "--cacert", cluster_folder() / "ca.pem",
                      "-X", method, "-H", "Authorization: Bearer operator-token", "-H", "Content-Type: " + type,
                      "--data-binary", body, "https://10.250.0.1" + path}));
  EXPECT_EQ(result.exit_code, 0) << method << " " << path << ": " << result.out << result.err;
}

Stopped::Stopped(const std::string& program) : pid_(first_line(cluster_folder() / (program + ".pid"))) {
  EXPECT_EQ(run(in_cluster({"kill", "-STOP", pid_})).exit_code, 0);
}

Stopped::~Stopped() { EXPECT_EQ(run(in_cluster({"kill", "-CONT", pid_})).exit_code, 0); }

AuditLog::AuditLog() : path_(cluster_folder() / "audit.log"), start_(fs::file_size(path_)) {}

std::vector<JsonReader> AuditLog::requests() const {
  std::ifstream log(path_, std::ios::binary);
  log.seekg(static_cast<std::streamoff>(start_));
  std::vector<JsonReader> found;
  for (std::string line; std::getline(log, line);) {
    const auto event = JsonReader::parse(line);
    if (event && (*event)["userAgent"].text_or("").starts_with("sgw-diag")) found.push_back(*event);
  }
  return found;
}

}  // namespace sgw::test
