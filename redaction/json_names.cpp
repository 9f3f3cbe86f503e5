#include "redaction/json_names.hpp"

#include "redaction/env_detector.hpp"
#include "redaction/escapes.hpp"
#include "redaction/json_walker.hpp"
#include "redaction/secret_names.hpp"
#include "redaction/value_extent.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string>

namespace sgw::redaction {

namespace {

constexpr int k_max_depth = 128;
constexpr std::size_t k_min_secret_digits = 4;
constexpr int k_max_embedded = 4;  // documents that are tried in one line

Telling told_by(std::string_view name) {
  return name.find('\\') == std::string_view::npos ? telling(name) : telling(fully_decoded(name));
}

// A name around the leaf that calls its value a secret; empty when none does.
std::string secret_name_of(const JsonLeaf& leaf, std::string_view value) {
  const auto calls = [&](std::string_view name) { return is_secret(told_by(name), name, value); };
  if (!leaf.named.empty() && calls(leaf.named)) return std::string(leaf.named);
  if (leaf.in_array && leaf.before.starts_with('-') && leaf.before.find('=') == std::string_view::npos &&
      calls(leaf.before))
    return std::string(leaf.before);  // ["--password", "x"]
  if (calls(leaf.key)) return std::string(leaf.key);
  if (!leaf.named.empty()) return {};
  if (leaf.key == "value" || leaf.key == "Value")
    return std::string(calls(leaf.outer_key) ? leaf.outer_key : std::string_view());
  const std::string path = std::string(leaf.outer_key) + "." + std::string(leaf.key);
  return leaf.key == "key" && calls(path) ? path : std::string();
}

void add(const JsonLeaf& leaf, std::string_view text, const RuleLabel& label, Finds& finds) {
  if (leaf.kind == JsonLeaf::Kind::key) return;
  if (leaf.kind == JsonLeaf::Kind::number) {
    // A bare number cannot hold a placeholder: it becomes a string.
    const std::string_view number = text.substr(leaf.begin, leaf.end - leaf.begin);
    const bool named = leaf.in_secret_data || !secret_name_of(leaf, number).empty();
    if (named && number.size() >= k_min_secret_digits) finds.push_back({leaf.begin, leaf.end, &label, {}, true});
    return;
  }
  const std::string_view value = text.substr(leaf.begin + 1, leaf.end - leaf.begin - 2);
  if (leaf.in_secret_data) {
    if (!value.empty()) finds.push_back({leaf.begin + 1, leaf.end - 1, &label, {}, false});
    return;
  }
  if (const std::string name = secret_name_of(leaf, value); !name.empty()) {
    const std::size_t scheme = is_authorization(name) ? scheme_size(value) : 0;
    finds.push_back({leaf.begin + 1 + scheme, leaf.end - 1, &label, {}, false});
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
    const bool is_json =
        end != std::string_view::npos && find_json_values(line.substr(begin, end - begin), label, found);
    for (Find& find : found) {
      find.begin += offset + begin;
      find.end += offset + begin;
      finds.push_back(std::move(find));
    }
    begin = line.find('{', is_json ? end : begin + 1);
  }
}

}  // namespace sgw::redaction
