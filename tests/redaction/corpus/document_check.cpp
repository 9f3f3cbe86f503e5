#include "tests/redaction/corpus/document_check.hpp"

#include "tests/redaction/corpus/tree.hpp"

#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <nlohmann/json.hpp>

namespace sgw::corpus {
namespace {

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    lines.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return lines;
}

void check_lines(const std::string& path, const std::string& before, const std::string& after, DocumentCheck& check) {
  ++check.lines;
  const auto had = std::count(before.begin(), before.end(), '\n');
  const auto has = std::count(after.begin(), after.end(), '\n');
  if (had != has) check.problems.push_back(path + ": " + std::to_string(had) + " lines became " + std::to_string(has));
}

void check_json_lines(const std::string& path, const std::string& before, const std::string& after,
                      DocumentCheck& check) {
  const std::vector<std::string> old_lines = lines_of(before);
  const std::vector<std::string> new_lines = lines_of(after);
  for (std::size_t i = 0; i < old_lines.size(); ++i) {
    if (!parses_as_json(old_lines[i])) continue;
    ++check.json;
    if (i >= new_lines.size() || !parses_as_json(new_lines[i]))
      check.problems.push_back(path + ":" + std::to_string(i + 1) + ": was JSON");
  }
}

void check_file(const FileTruth& file, const std::string& before, const std::string& after, DocumentCheck& check) {
  if (file.syntax == "framed") return;
  check_lines(file.path, before, after, check);
  if (file.syntax == "json-lines") check_json_lines(file.path, before, after, check);
  if (file.syntax == "json" && parses_as_json(before)) {
    ++check.json;
    if (!parses_as_json(after)) check.problems.push_back(file.path + ": was JSON");
  }
  if (file.syntax == "yaml" && parses_as_yaml(before)) {
    ++check.yaml;
    if (!parses_as_yaml(after)) check.problems.push_back(file.path + ": was YAML");
  }
}

}  // namespace

bool parses_as_json(const std::string& text) { return nlohmann::json::accept(text); }

// Without the last line feed: before it yaml-cpp takes a quoted scalar that has no end.
bool parses_as_yaml(const std::string& text) {
  try {
    return !YAML::LoadAll(text.substr(0, text.find_last_not_of('\n') + 1)).empty();
  } catch (const YAML::Exception&) {
    return false;
  }
}

DocumentCheck check_documents(const Truth& truth, const std::filesystem::path& original,
                              const std::filesystem::path& redacted) {
  DocumentCheck check;
  for (const FileTruth& file : truth.files) {
    if (!std::filesystem::is_regular_file(redacted / file.path)) continue;
    check_file(file, read_file(original / file.path), read_file(redacted / file.path), check);
  }
  return check;
}

}  // namespace sgw::corpus
