#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace sgw::corpus {

// What was planted: a secret (any group but the last three), personal data, an internal host, or a benign string.
struct Item {
  std::string id;
  std::string kind;
  std::string group;
  std::string embedding;
  bool hard = false;
  std::string file;      // relative to the corpus
  std::string value;     // not encoded
  std::size_t tail = 0;  // so many of its bytes in one piece give it away

  bool is_benign() const { return group == "benign"; }
  bool is_identifier() const { return group == "personal" || group == "internal"; }
  bool is_secret() const { return !is_benign() && !is_identifier(); }
};

struct FileTruth {
  std::string path;
  std::string syntax;  // text, json, json-lines, yaml, framed
};

struct Truth {
  std::uint64_t seed = 0;
  std::vector<FileTruth> files;
  std::vector<Item> items;
};

// Both throw std::runtime_error with the path where the file cannot be used.
void write_truth(const Truth& truth, const std::filesystem::path& path);
Truth read_truth(const std::filesystem::path& path);

}  // namespace sgw::corpus
