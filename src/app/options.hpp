#pragma once

#include "src/package/bundle.hpp"
#include "src/triage/version_table.hpp"

#include <sgw_diag/collector.hpp>
#include <sgw_diag/limits.hpp>
#include <sgw_diag/redaction.hpp>

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace sgw::app {

// Files that the operator gives by flag.
struct GivenFiles {
  std::vector<std::filesystem::path> packs;  // --redact
  std::vector<std::filesystem::path> rules;  // --rules
  std::optional<std::filesystem::path> map;  // --map: the key, and what pseudonyms stand for
  bool map_must_be_there = false;            // a map to be read, not one to be made
};

// What `collect` and `check` have in common. Strings as typed; they reach output only through the gate.
struct RunOptions {
  collector::Selection selection;
  std::optional<std::filesystem::path> facts_file;  // --facts
  Limits limits;
  redaction::Profile profile = redaction::Profile::support;
  GivenFiles given;
  std::optional<UtcTime> as_of;
  std::optional<triage::Version> latest_version;
};

// Where the bundle goes.
struct OutputOptions {
  std::optional<std::string> output;  // -o: a file, a folder, or "-"
  std::optional<package::ArchiveFormat> format;
  std::string description;
  std::string severity;
  std::optional<UtcTime> started;
};

}  // namespace sgw::app
