#pragma once

#include "collector/kube_config.hpp"
#include "tests/support/raw_peek.hpp"

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace sgw::test {

// tests/data/kubeconfig/<name>
std::filesystem::path kube_data(const std::string& name);

// An environment with just these variables.
inline collector::Environment variables(std::map<std::string, std::string> all) {
  return [all = std::move(all)](const char* name) -> std::optional<std::string> {
    const auto found = all.find(name);
    return found == all.end() ? std::nullopt : std::optional(found->second);
  };
}

// How to reach the clusters of all contexts that count, or the first error.
RawResult<std::vector<collector::KubeAccess>> accesses_of(const collector::KubeConfigQuery& query,
                                                          const collector::Environment& environment);

// "what: subject"
inline std::string words_of(const RawError& error) {
  return std::string(error.what.view()).append(": ").append(RawPeek::at(error.subject));
}

}  // namespace sgw::test
