#pragma once

#include "src/triage/evidence.hpp"
#include "src/triage/version_table.hpp"

#include <optional>
#include <vector>

namespace sgw::triage {

// What a registry that was asked says of releases.
struct RegistryAnswer {
  Version newest;  // of full, stable versions
  UtcTime asked{};
  bool whole = false;  // the whole list was read
  SafeText registry;   // "mcr.microsoft.com"
};

// From the facts under "registry."; the same for all instances. Nothing when none was asked, or it has no release.
std::optional<RegistryAnswer> registry_answer(const std::vector<InstanceFacts>& instances);

// registry.newest, and registry.tag_exists: whether the tag that runs ("version.tag") is in the list. "No" is only said
// of a list that was read to its end, and of an instance whose image comes from that very repository.
void derive_registry(FactSet& facts);

}  // namespace sgw::triage
