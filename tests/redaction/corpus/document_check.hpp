#pragma once

#include "tests/redaction/corpus/truth.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace sgw::corpus {

struct DocumentCheck {
  std::size_t json = 0;  // documents and lines that parsed before
  std::size_t yaml = 0;
  std::size_t lines = 0;              // files whose lines were counted
  std::vector<std::string> problems;  // "path: what it was and is no more"
};

// What parsed before must parse now, and must have as many lines. Files that are not in `redacted` are not looked at.
DocumentCheck check_documents(const Truth& truth, const std::filesystem::path& original,
                              const std::filesystem::path& redacted);

bool parses_as_json(const std::string& text);
bool parses_as_yaml(const std::string& text);

}  // namespace sgw::corpus
