#include "redaction/json_names.hpp"

#include "redaction/env_detector.hpp"
#include "redaction/escapes.hpp"
#include "redaction/json_walker.hpp"
#include "redaction/secret_names.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string>

namespace sgw::redaction {

namespace {

constexpr int k_max_depth = 128;
constexpr std::size_t k_min_secret_digits = 4;
constexpr int k_max_embedded = 4;  // documents that are tried in one line

bool is_secret(std::string_view name) {
  return name.find('\\') == std::string_view::npos ? is_secret_name(name) : is_secret_name(fully_decoded(name));
}

// Whether the leaf is a secret by the names around it.
bool is_secret_by_name(const JsonLeaf& leaf) {
  if (leaf.in_secret_data) return true;
  if (!leaf.named.empty() && is_secret(leaf.named)) return true;
  if (leaf.in_array && leaf.before.starts_with('-') && is_secret(leaf.before)) return true;  // ["--password", "x"]
  if (is_secret(leaf.key)) return true;
  const bool vague = leaf.key == "key" || leaf.key == "value" || leaf.key == "Value";
  return vague && leaf.named.empty() && is_secret_name(std::string(leaf.outer_key) + "." + std::string(leaf.key));
}

// "Bearer eyJ…": the scheme of an authorization (RFC 9110, 11.4) and the blank behind it may stay.
std::size_t scheme_size(std::string_view name, std::string_view value) {
  constexpr std::size_t k_max_scheme = 24;
  if (!name.ends_with("uthorization") && !name.ends_with("UTHORIZATION")) return 0;
  const std::size_t blank = value.find(' ');
  if (blank == std::string_view::npos || blank > k_max_scheme || blank + 1 == value.size()) return 0;
  const bool word = std::all_of(value.begin(), value.begin() + static_cast<std::ptrdiff_t>(blank),
                                [](char c) { return ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') || c == '-'; });
  return word ? blank + 1 : 0;
}

void add(const JsonLeaf& leaf, std::string_view text, const RuleLabel& label, Finds& finds) {
  if (leaf.kind == JsonLeaf::Kind::key) return;
  const bool named = is_secret_by_name(leaf);
  if (leaf.kind == JsonLeaf::Kind::number) {
    // A bare number cannot hold a placeholder: it becomes a string.
    const bool counts = leaf.key.ends_with("okens") || leaf.end - leaf.begin < k_min_secret_digits;
    if (named && !counts) finds.push_back({leaf.begin, leaf.end, &label, {}, true});
    return;
  }
  const std::string_view value = text.substr(leaf.begin + 1, leaf.end - leaf.begin - 2);
  if (named) {
    const bool harmless = leaf.in_secret_data ? value.empty() : is_harmless_value(value);
    const std::size_t begin = leaf.begin + 1 + scheme_size(leaf.key, value);
    if (!harmless) finds.push_back({begin, leaf.end - 1, &label, {}, false});
  } else if (leaf.in_array) {
    find_env_value(value, leaf.begin + 1, label, finds);  // "Env": ["NAME=VALUE"]
  }
}

// The end of the object that begins at `begin`, strings passed over; npos when it has none.
std::size_t object_end(std::string_view line, std::size_t begin) {
  int depth = 0;
  for (std::size_t at = begin; at < line.size(); ++at) {
    const char c = line[at];
    if (c == '"') {
      for (++at; at < line.size() && line[at] != '"'; ++at) at += line[at] == '\\' ? 1U : 0U;
    } else if (c == '{') {
      ++depth;
    } else if (c == '}' && --depth == 0) {
      return at + 1;
    }
  }
  return std::string_view::npos;
}

}  // namespace

bool looks_like_json(std::string_view text) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  return first != std::string_view::npos && (text[first] == '{' || text[first] == '[');
}

bool is_json(std::string_view text) { return nlohmann::json::accept(text); }

bool find_json_values(std::string_view text, const RuleLabel& label, Finds& finds) {
  if (!is_json(text)) return false;
  Finds found;
  if (!walk_json(text, k_max_depth, [&](const JsonLeaf& leaf) { add(leaf, text, label, found); })) return false;
  finds.insert(finds.end(), found.begin(), found.end());
  return true;
}

void find_embedded_json_values(std::string_view line, std::size_t offset, const RuleLabel& label, Finds& finds) {
  std::size_t begin = line.find('{');
  for (int tried = 0; tried < k_max_embedded && begin != std::string_view::npos; ++tried) {
    const std::size_t end = object_end(line, begin);
    Finds found;
    const bool is_json = end != std::string_view::npos && find_json_values(line.substr(begin, end - begin), label, found);
    for (Find& find : found) {
      find.begin += offset + begin;
      find.end += offset + begin;
      finds.push_back(std::move(find));
    }
    begin = line.find('{', is_json ? end : begin + 1);
  }
}

}  // namespace sgw::redaction
