#include "tests/end_to_end/program.hpp"

#include <gtest/gtest.h>

#include <unistd.h>
#include <cstdlib>
#include <stdexcept>
#include <string_view>

namespace sgw::test {

namespace fs = std::filesystem;

std::string program_path() {
  const char* other = std::getenv("SGW_DIAG_PROGRAM");
  return other != nullptr ? other : SGW_PROGRAM;
}

std::vector<std::string> clean_environment() {
  std::vector<std::string> clean;
  for (char** entry = environ; *entry != nullptr; ++entry) {
    const std::string_view variable(*entry);
    bool dropped = false;
    for (const std::string_view name :
         {"DOCKER_HOST=", "CONTAINER_HOST=", "HTTP_PROXY=", "HTTPS_PROXY=", "http_proxy=", "https_proxy=", "NO_PROXY=",
          "no_proxy=", "SOURCE_DATE_EPOCH=", "NO_COLOR=", "KUBECONFIG=", "KUBERNETES_SERVICE_HOST=", "HOME="}) {
      dropped = dropped || variable.starts_with(name);
    }
    if (!dropped) clean.emplace_back(variable);
  }
  // A developer's ~/.kube/config leads to a real cluster.
  clean.emplace_back("HOME=/nonexistent");
  return clean;
}

ProcessResult run_program(std::vector<std::string> arguments, ProcessOptions options) {
  arguments.insert(arguments.begin(), program_path());
  if (!options.env) options.env = clean_environment();
  return run(arguments, options);
}

fs::path only_bundle(const fs::path& folder) {
  std::vector<fs::path> found;
  for (const auto& entry : fs::directory_iterator(folder)) {
    if (entry.path().filename().string().starts_with("sgw-diag-")) found.push_back(entry.path());
  }
  if (found.size() != 1) throw std::runtime_error(std::to_string(found.size()) + " bundles in " + folder.string());
  return found.front();
}

std::map<std::string, std::string> unpacked(const fs::path& bundle, const TempDir& scratch) {
  const fs::path folder = scratch.path() / ("unpacked-" + bundle.filename().string());
  fs::create_directories(folder);
  const auto result = run({"bsdtar", "-xf", bundle.string(), "-C", folder.string()});
  if (result.exit_code != 0) throw std::runtime_error("bsdtar: " + result.err);
  std::map<std::string, std::string> files;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (!entry.is_regular_file()) continue;
    const std::string inside = fs::relative(entry.path(), folder).string();
    files[inside.substr(inside.find('/') + 1)] = read_file(entry.path());
  }
  return files;
}

JsonReader document_of(const ProcessResult& result) {
  const auto document = JsonReader::parse(result.out);
  EXPECT_TRUE(document) << "not one JSON document:\n" << result.out << "\n" << result.err;
  return document.value_or(JsonReader());
}

std::string clauses_of(const JsonReader& finding) {
  std::string all;
  for (const JsonReader& clause : finding["clauses"].items()) all += (all.empty() ? "" : " ") + clause.text_or("?");
  return all;
}

}  // namespace sgw::test
