#include "src/app/redact_name.hpp"

#include <algorithm>
#include <array>

namespace sgw::app {

namespace {

// Every part may become a hundred characters, and a path ends at 4096.
constexpr std::size_t k_max_parts = 24;

constexpr std::array<std::string_view, 6> k_packings{".gz", ".zst", ".zstd", ".xz", ".bz2", ".bzip2"};

std::string lower(std::string_view text) {
  std::string low(text);
  std::transform(low.begin(), low.end(), low.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c; });
  return low;
}

}  // namespace

RedactName::RedactName(const std::filesystem::path& path) {
  for (const std::filesystem::path& part : path) {
    if (!part.empty()) parts_.push_back(part.native());
  }
  shorten();
}

RedactName RedactName::member(std::string_view path) const {
  RedactName name = *this;
  // Archives that were made on Windows part names by backslashes.
  for (std::size_t begin = 0; begin <= path.size();) {
    const std::size_t end = std::min(path.find_first_of("/\\", begin), path.size());
    const std::string_view part = path.substr(begin, end - begin);
    if (!part.empty() && part != "." && part != "..") name.parts_.emplace_back(part);
    begin = end + 1;
  }
  if (name.parts_.size() == parts_.size()) name.parts_.emplace_back("unnamed");
  name.shorten();
  return name;
}

// The start says what it is in, the end what it is.
void RedactName::shorten() {
  if (parts_.size() <= k_max_parts) return;
  const auto middle = parts_.begin() + k_max_parts / 2;
  parts_.erase(middle, middle + static_cast<std::ptrdiff_t>(parts_.size() - k_max_parts));
}

RedactName RedactName::without_packing() const {
  RedactName name = *this;
  if (name.parts_.empty()) return name;
  std::string& last = name.parts_.back();
  const std::string low = lower(last);
  for (const std::string_view packing : k_packings) {
    if (!low.ends_with(packing) || low.size() == packing.size()) continue;
    last.resize(last.size() - packing.size());
    break;
  }
  return name;
}

Format RedactName::format() const {
  const std::string name = parts_.empty() ? std::string() : lower(parts_.back());
  if (name.ends_with(".json")) return Format::json;
  if (name.ends_with(".jsonl") || name.ends_with(".ndjson")) return Format::jsonl;
  if (name.ends_with(".env")) return Format::env;
  return Format::text;
}

RawHeader RedactName::header(Format format) const {
  RawHeader header{.source = SafeName("redact"),
                   .role = Role::other,
                   .format = format,
                   .folder = {},
                   .instances = {},
                   .parts = {},
                   .attributes = {}};
  for (const std::string& part : parts_) header.parts.emplace_back(RawText(part));
  return header;
}

std::string RedactName::path() const {
  std::string path;
  for (const std::string& part : parts_) path.append(path.empty() ? "" : "/").append(part);
  return path;
}

}  // namespace sgw::app
