#pragma once

#include "collector/kube_config.hpp"
#include "tests/support/raw_peek.hpp"

#include <filesystem>
#include <map>
#include <optional>
#include <string>

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

// "what: subject"
inline std::string words_of(const RawError& error) {
  return std::string(error.what.view()).append(": ").append(RawPeek::at(error.subject));
}

}  // namespace sgw::test
