#include "redaction/named_value_detector.hpp"

#include "redaction/json_names.hpp"
#include "redaction/regex_options.hpp"
#include "redaction/secret_names.hpp"
#include "redaction/value_extent.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <string>

namespace sgw::redaction {

namespace {

constexpr std::string_view k_name_chars = "[a-z0-9_.$-]*";

std::string word() { return secret_word_pattern(); }

bool is_name_char(char c) {
  return (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') || c == '_' || c == '.' || c == '$' ||
         c == '-';
}

bool is_letter(char c) { return (c | 0x20) >= 'a' && (c | 0x20) <= 'z'; }

// "Invalid token: The server …": a word of a sentence, not a value.
bool reads_like_prose(std::string_view text, const Extent& value) {
  const std::string_view first = text.substr(value.begin, value.end - value.begin);
  // "token: AADSTS7000215: Invalid …", "token: System.Exception: …": what comes next is said about the word before it.
  if (first.ends_with(':') && value.end < text.size()) return true;
  const bool plain =
      std::all_of(first.begin(), first.end(), [](char c) { return is_letter(c) || c == '\'' || c == '-'; });
  if (!plain || first.size() > 15) return false;
  return value.end + 1 < text.size() && text[value.end] == ' ' && is_letter(text[value.end + 1]);
}

bool is_authorization(std::string_view name) {
  constexpr std::string_view k_header = "uthorization";
  return name.ends_with(k_header) || name.ends_with("UTHORIZATION");
}

// True when nothing but indentation, a list dash or a quote is before the name: a line of YAML or a properties file.
bool begins_the_line(std::string_view text, std::size_t name) {
  return text.substr(0, name).find_first_not_of(" \t-\"'") == std::string_view::npos;
}

std::size_t offset(std::string_view text, const re2::StringPiece& piece) {
  return static_cast<std::size_t>(piece.data() - text.data());
}

// A bare number in JSON becomes a string, so that the document stays one.
bool is_json_number(std::string_view text, const Extent& value, bool quoted_name) {
  if (!quoted_name || value.end == value.begin) return false;
  const std::string_view number = text.substr(value.begin, value.end - value.begin);
  return number.find_first_not_of("0123456789+-.eE") == std::string_view::npos;
}

// "max_tokens=4096", "tokens": 12: how many, not which.
bool is_count(std::string_view name, std::string_view value) {
  const bool plural = name.ends_with("okens") || name.ends_with("OKENS");
  return plural && value.find_first_not_of("0123456789") == std::string_view::npos && value.size() < 8;
}

bool add(std::string_view text, const RuleLabel& label, const Extent& value, bool quoted, Finds& finds) {
  if (value.end <= value.begin || is_harmless_value(text.substr(value.begin, value.end - value.begin))) return false;
  finds.push_back({value.begin, value.end, &label, {}, quoted});
  return true;
}

}  // namespace

NamedValueDetector::NamedValueDetector()
    : assigned_(compile("(?i)(" + std::string(k_name_chars) + word() + std::string(k_name_chars) +
                        R"()(["'\]]{0,2})(\s*(?:=>|:=|==?|:)\s*))")),
      flag_(compile("(?i)(?:^|[\\s\"',\\[])--?([a-z][a-z0-9_.-]*)[\"']?(?:,\\s*|\\s+)")),
      element_(compile("(?i)<([a-z0-9_.:-]*" + word() + "[a-z0-9_.:-]*)(?:\\s[^<>]*)?>")),
      pair_(compile(
          R"((?i)["'\s<]?\b(?:name|key)["']?\s*[:=]\s*["']([^"']{1,200})["'][^{}]{0,100}?\bvalue["']?\s*[:=]\s*)")) {}

std::vector<std::string> NamedValueDetector::literals() const { return secret_word_literals(); }

// A name with a word of a secret is followed by a sign that assigns, is a flag or an element, or stands in quotes.
bool NamedValueDetector::worth(std::string_view line, std::size_t at) const {
  std::size_t begin = at;
  while (begin > 0 && is_name_char(line[begin - 1])) --begin;
  if (line[begin] == '-' || (begin > 0 && (line[begin - 1] == '<' || line[begin - 1] == ':'))) return true;
  std::size_t end = at;
  while (end < line.size() && is_name_char(line[end])) ++end;
  while (end < line.size() && (line[end] == '"' || line[end] == '\'' || line[end] == ']' || line[end] == '\\')) {
    if (line[end] == '"' || line[end] == '\'') return true;
    ++end;
  }
  while (end < line.size() && (line[end] == ' ' || line[end] == '\t')) ++end;
  return end < line.size() && (line[end] == '=' || line[end] == ':' || line[end] == '>');
}

void NamedValueDetector::find(const Place& place, const RuleLabel& label, Finds& finds, Pending* /*pending*/) const {
  const std::string_view line = place.line();
  const std::size_t first = finds.size();
  find_assigned(line, label, finds);
  find_flags(line, label, finds);
  find_elements(line, label, finds);
  find_pairs(line, label, finds);
  for (std::size_t i = first; i < finds.size(); ++i) {
    finds[i].begin += place.begin;
    finds[i].end += place.begin;
  }
  if (line.find('{') != std::string_view::npos) find_embedded_json_values(line, place.begin, label, finds);
}

void NamedValueDetector::find_assigned(std::string_view text, const RuleLabel& label, Finds& finds) const {
  std::array<re2::StringPiece, 4> groups;
  std::size_t at = 0;
  while (
      assigned_->Match(text, at, text.size(), re2::RE2::UNANCHORED, groups.data(), static_cast<int>(groups.size()))) {
    const std::string_view name(groups[1].data(), groups[1].size());
    const std::size_t begin = offset(text, groups[0]) + groups[0].size();
    at = begin;
    // Schemes and their values have rules of their own, which leave the scheme's name to be seen.
    if (!is_secret_name(name) || is_authorization(name) || begin >= text.size()) continue;
    Extent value = value_at(text, begin);
    const bool quoted_name = !groups[2].empty();
    const bool quoted_value = value.begin != begin;
    const bool colon = groups[3].find(':') != re2::StringPiece::npos && groups[3].find('=') == re2::StringPiece::npos;
    const bool gap = !groups[3].empty() && groups[3].data()[groups[3].size() - 1] == ' ';
    if (colon && gap && !quoted_value && !quoted_name) {
      if (begins_the_line(text, offset(text, groups[1])) && text[begin] != '|' && text[begin] != '>') {
        value.end = text.size();
      } else if (!is_password_name(name) && reads_like_prose(text, value)) {
        continue;
      }
    }
    // "token = GetToken(" and "key == other" are code; a value in code is quoted.
    if (text[begin] == '[' || text[begin] == '{' || is_count(name, text.substr(value.begin, value.end - value.begin)))
      continue;
    if (add(text, label, value, is_json_number(text, value, quoted_name && !quoted_value), finds)) at = value.end;
  }
}

void NamedValueDetector::find_flags(std::string_view text, const RuleLabel& label, Finds& finds) const {
  std::array<re2::StringPiece, 2> groups;
  std::size_t at = 0;
  while (flag_->Match(text, at, text.size(), re2::RE2::UNANCHORED, groups.data(), static_cast<int>(groups.size()))) {
    const std::size_t begin = offset(text, groups[0]) + groups[0].size();
    at = std::max(offset(text, groups[1]), at + 1);
    if (begin >= text.size() || text[begin] == '-' || !is_secret_name({groups[1].data(), groups[1].size()})) continue;
    const Extent value = value_at(text, begin);
    if (!reads_like_prose(text, value)) add(text, label, value, false, finds);
  }
}

void NamedValueDetector::find_elements(std::string_view text, const RuleLabel& label, Finds& finds) const {
  std::array<re2::StringPiece, 2> groups;
  std::size_t at = 0;
  while (element_->Match(text, at, text.size(), re2::RE2::UNANCHORED, groups.data(), static_cast<int>(groups.size()))) {
    const std::size_t begin = offset(text, groups[0]) + groups[0].size();
    at = begin;
    const std::string_view name(groups[1].data(), groups[1].size());
    // A placeholder looks like an element: "<redacted:token:…>".
    if (begin >= text.size() || name.starts_with("redacted:") || !is_secret_name(name)) continue;
    // Up to the closing tag, or to the line's end when the element goes on behind it; "<token> …" in a usage line is
    // none.
    const std::size_t end = std::min(text.find('<', begin), text.size());
    const bool closed = text.substr(end).starts_with("</");
    if (!closed && (end != text.size() || text.find(' ', begin) != std::string_view::npos)) continue;
    add(text, label, {begin, end}, false, finds);
  }
}

void NamedValueDetector::find_pairs(std::string_view text, const RuleLabel& label, Finds& finds) const {
  std::array<re2::StringPiece, 2> groups;
  std::size_t at = 0;
  while (pair_->Match(text, at, text.size(), re2::RE2::UNANCHORED, groups.data(), static_cast<int>(groups.size()))) {
    const std::size_t begin = offset(text, groups[0]) + groups[0].size();
    at = begin;
    if (begin < text.size() && is_secret_name({groups[1].data(), groups[1].size()})) {
      add(text, label, value_at(text, begin), false, finds);
    }
  }
}

}  // namespace sgw::redaction
