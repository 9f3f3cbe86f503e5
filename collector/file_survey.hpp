#pragma once

#include "collector/content_kind.hpp"
#include "collector/encoding.hpp"
#include "collector/file_content.hpp"
#include "collector/log_record.hpp"
#include "collector/log_window.hpp"
#include "collector/settings_report.hpp"

#include <sgw_diag/log_name.hpp>
#include <sgw_diag/source.hpp>

#include <map>
#include <string>
#include <vector>

namespace sgw::collector {

// One content, as the first look at it found it.
struct Content {
  ContentId id;
  std::string name;
  LogName log_name;
  ContentKind kind = ContentKind::log;
  Encoding encoding = Encoding::utf8;
  LogFormat format = LogFormat::plain;
};

struct Survey {
  std::vector<Content> contents;                   // in the order of writing: the parts of a log together, oldest first
  std::map<std::string, std::uint64_t> log_lines;  // by LogName::base; only if they were to be counted
  std::vector<JsonReader> containers;              // of `docker inspect` records
  std::vector<std::vector<EnvVariable>> settings;  // of env files that hold gateway settings
  std::vector<RawError> problems;                  // of files that could not be opened or unpacked
};

// What one input's files are looked at with.
struct Input {
  std::vector<FoundFile> files;
  bool is_folder = false;

  // Members of an archive in a folder lie below its name; an archive on its own is the folder.
  std::string prefix_of(const FoundFile& file) const;
};

// Reads the beginning of every content, all of a JSON document or env file, and, when `count` says so, whole logs to
// count the lines that are within `range`.
enum class CountLines { no, yes };
Survey survey_files(const Input& input, const LogRange& range, CountLines count, const CollectContext& context);

}  // namespace sgw::collector
