#include "tests/triage/bundle_folder.hpp"

#include "tests/support/temp_dir.hpp"
#include "tests/triage/lab.hpp"

#include <algorithm>
#include <filesystem>
#include <map>
#include <optional>

namespace sgw::triage::test {

namespace {

namespace fs = std::filesystem;

fs::path cases() { return fs::path(SGW_PROJECT_ROOT) / "tests" / "triage" / "correlation"; }

Role role_of(const fs::path& file) {
  static const std::map<std::string, Role> roles{
      {"state.json", Role::state},    {"settings.json", Role::settings},   {"status.json", Role::status},
      {"events.jsonl", Role::events}, {"stated-facts.json", Role::stated}, {"registry.json", Role::registry},
      {"host.json", Role::host},      {"engine.json", Role::engine},       {"kubernetes.json", Role::kubernetes},
      {"cluster.json", Role::cluster}};
  if (file.parent_path().filename() == "probes") return Role::probe;
  const auto found = roles.find(file.filename().string());
  return found == roles.end() ? Role::log : found->second;
}

std::vector<fs::path> files_of(const fs::path& folder) {
  std::vector<fs::path> found;
  if (!fs::exists(folder)) return found;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (entry.is_regular_file()) found.push_back(entry.path());
  }
  std::sort(found.begin(), found.end());
  return found;
}

}  // namespace

std::vector<std::string> bundle_folders() {
  std::vector<std::string> found;
  for (const auto& entry : fs::directory_iterator(cases())) found.push_back(entry.path().filename().string());
  std::sort(found.begin(), found.end());
  return found;
}

JsonReader expected_of(const std::string& folder) {
  return JsonReader::parse(sgw::test::read_file(cases() / folder / "expected.json")).value();
}

Verdict judge_folder(const std::string& folder) {
  Lab lab;
  std::vector<fs::path> gateways;
  for (const auto& entry : fs::directory_iterator(cases() / folder / "gateways")) gateways.push_back(entry.path());
  std::sort(gateways.begin(), gateways.end());
  const auto add = [&](const fs::path& file, std::optional<InstanceId> instance) {
    const std::string shown = fs::relative(file, cases() / folder).string();
    lab.add(role_of(file), shown, sgw::test::read_file(file), instance);
  };
  for (const fs::path& gateway : gateways) {
    const InstanceId instance = lab.add_instance(gateway.filename().string());
    for (const fs::path& file : files_of(gateway)) add(file, instance);
  }
  for (const char* part : {"probes", "environment"}) {
    for (const fs::path& file : files_of(cases() / folder / part)) add(file, std::nullopt);
  }
  return lab.judge(expected_of(folder)["as_of"].text_or(""));
}

}  // namespace sgw::triage::test
