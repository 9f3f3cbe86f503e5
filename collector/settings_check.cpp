#include "collector/settings_check.hpp"

#include "collector/settings_endpoint.hpp"
#include "collector/token_parser.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <optional>

namespace sgw::collector {

namespace {

bool same_letters(std::string_view left, std::string_view right) {
  const auto small = [](char letter) { return letter >= 'A' && letter <= 'Z' ? letter - 'A' + 'a' : letter; };
  return std::equal(left.begin(), left.end(), right.begin(), right.end(),
                    [small](char one, char other) { return small(one) == small(other); });
}

std::optional<std::uint64_t> whole_number(std::string_view text) {
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (text.empty() || error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return number;
}

std::optional<double> decimal_number(std::string_view text) {
  double number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number, std::chars_format::fixed);
  if (text.empty() || error != std::errc() || end != text.data() + text.size() || !std::isfinite(number))
    return std::nullopt;
  return number;
}

const char* check_word(const SettingSpec& spec, std::string_view value) {
  if (std::find(spec.allowed.begin(), spec.allowed.end(), value) != spec.allowed.end()) return nullptr;
  const bool other_case = std::any_of(spec.allowed.begin(), spec.allowed.end(),
                                      [value](const std::string& word) { return same_letters(word, value); });
  return other_case ? "wrong-case" : "not-allowed";
}

// The .NET form: [days.]hours:minutes[:seconds[.fraction]], or a bare number of days.
bool good_span(std::string_view text) {
  if (whole_number(text)) return true;
  const std::size_t first = text.find(':');
  if (first == std::string_view::npos) return false;
  std::string_view hours = text.substr(0, first);
  if (const std::size_t dot = hours.find('.'); dot != std::string_view::npos) {
    if (!whole_number(hours.substr(0, dot))) return false;
    hours.remove_prefix(dot + 1);
  }
  const std::string_view after = text.substr(first + 1);
  const std::size_t second = after.find(':');
  const auto minutes = whole_number(after.substr(0, second));
  const auto seconds =
      second == std::string_view::npos ? std::optional<double>(0) : decimal_number(after.substr(second + 1));
  const auto hour = whole_number(hours);
  return hour && *hour < 24 && minutes && *minutes < 60 && seconds && *seconds >= 0 && *seconds < 60;
}

bool good_url(std::string_view text) {
  return (text.starts_with("http://") || text.starts_with("https://")) && !url_host(text).empty() &&
         text.find_first_of(" \t\r\n\"'") == std::string_view::npos;
}

bool good_address(std::string_view text) {
  const std::size_t colon = text.rfind(':');
  if (colon == std::string_view::npos || colon == 0) return false;
  const auto port = whole_number(text.substr(colon + 1));
  return port && *port > 0 && *port <= 65535;
}

bool good_numbers(std::string_view text) {
  while (true) {
    const std::size_t comma = text.find(',');
    std::string_view one = text.substr(0, comma);
    while (one.starts_with(' ')) one.remove_prefix(1);
    while (one.ends_with(' ')) one.remove_suffix(1);
    if (!decimal_number(one)) return false;
    if (comma == std::string_view::npos) return true;
    text.remove_prefix(comma + 1);
  }
}

const char* check_plain(const SettingSpec& spec, std::string_view value) {
  switch (spec.kind) {
    case SettingKind::word:
      return check_word(spec, value);
    case SettingKind::flag:
      return same_letters(value, "true") || same_letters(value, "false") ? nullptr : "not-allowed";
    case SettingKind::number:
      return whole_number(value) ? nullptr : "not-a-number";
    case SettingKind::port: {
      const auto port = whole_number(value);
      if (!port) return "not-a-number";
      return *port > 0 && *port <= 65535 ? nullptr : "not-allowed";
    }
    case SettingKind::fraction: {
      const auto part = decimal_number(value);
      if (!part) return "not-a-number";
      return *part >= 0 && *part <= 1 ? nullptr : "not-allowed";
    }
    case SettingKind::numbers:
      return good_numbers(value) ? nullptr : "not-a-number";
    case SettingKind::span:
      return good_span(value) ? nullptr : "not-allowed";
    case SettingKind::url:
      return good_url(value) ? nullptr : "not-a-url";
    case SettingKind::address:
      return good_address(value) ? nullptr : "not-allowed";
    case SettingKind::path:
      return value.starts_with('/') ? nullptr : "not-allowed";
    default:
      return nullptr;
  }
}

// A mode word that is only miswritten, or none of the allowed ones and no token either.
const char* check_auth(const SettingSpec& spec, std::string_view inside) {
  return looks_like_token(inside) ? nullptr : check_word(spec, inside);
}

}  // namespace

std::vector<std::string> check_value(const SettingSpec& spec, std::string_view value) {
  if (spec.kind == SettingKind::endpoint) return parse_endpoint(value).problems;
  std::vector<std::string> problems;
  const std::string_view inside = unwrap_value(value, problems);
  if (inside.empty()) return {"empty"};
  const char* problem = spec.kind == SettingKind::auth ? check_auth(spec, inside) : check_plain(spec, inside);
  if (problem != nullptr) problems.emplace_back(problem);
  return problems;
}

bool breaks_setting(std::string_view problem) { return problem != "trailing-slash" && problem != "wrong-case"; }

std::string auth_mode(const std::string* value) {
  if (value == nullptr) return "missing";
  std::vector<std::string> ignored;
  const std::string_view inside = unwrap_value(*value, ignored);
  if (inside.empty()) return "missing";
  if (looks_like_token(inside)) return "token";
  for (const char* word : {"key", "azureAdApp", "workloadIdentity"}) {
    if (*value == word) return word;
  }
  return "invalid";
}

}  // namespace sgw::collector
