#include "redaction/secret_values.hpp"

#include "redaction/characters.hpp"
#include "redaction/word_set.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>

namespace sgw::redaction {

namespace {

using namespace std::string_view_literals;

constexpr WordSet k_harmless_words(std::array{
    "true"sv,
    "false"sv,
    "null"sv,
    "nil"sv,
    "none"sv,
    "undefined"sv,
    "yes"sv,
    "no"sv,
    "present"sv,
    "missing"sv,
    "expired"sv,
    "invalid"sv,
    "valid"sv,
    "empty"sv,
    "redacted"sv,
    "unset"sv,
    "set"sv,
    "masked"sv,
    "hidden"sv,
    "required"sv,
    "string"sv,
    "system.string"sv,
    "object"sv,
    "array"sv,
    "number"sv,
    "integer"sv,
    "boolean"sv,
    "bool"sv,
    "int"sv,
    "enabled"sv,
    "disabled"sv,
    "default"sv,
    "optional"sv,
    "unknown"sv,
    "n/a"sv,
    "failed"sv,
    "rotated"sv,
    "renewed"sv,
    "refreshed"sv,
    "revoked"sv,
    "denied"sv,
    "accepted"sv,
    "rejected"sv,
    "ok"sv,
    "secretref"sv,
    "bearer"sv,
    "securestring"sv,
    "gatewaykey"sv,
    "sharedaccesssignature"sv,
    "gateway-token"sv,  // how a gateway authenticates, as people and settings say it
    "azureadapp"sv,
    "workloadidentity"sv,
    "workload-identity"sv,
    "entra"sv,
    "system.security.securestring"sv,
});

// Words that hold a sentence together.
constexpr WordSet k_function_words(std::array{
    "the"sv,    "a"sv,    "an"sv,   "of"sv,   "to"sv,   "for"sv,  "is"sv,  "are"sv,  "was"sv,   "were"sv,   "be"sv,
    "in"sv,     "on"sv,   "at"sv,   "by"sv,   "from"sv, "with"sv, "not"sv, "no"sv,   "and"sv,   "or"sv,     "has"sv,
    "have"sv,   "had"sv,  "this"sv, "that"sv, "it"sv,   "its"sv,  "as"sv,  "will"sv, "must"sv,  "should"sv, "can"sv,
    "cannot"sv, "when"sv, "if"sv,   "due"sv,  "been"sv, "does"sv, "did"sv, "may"sv,  "until"sv, "could"sv,  "than"sv,
});

constexpr CharSet k_spaces(" \t\r");
constexpr std::size_t k_min_random = 16;
constexpr std::size_t k_max_judged = 4096;  // bytes of a value that tell whether it is random
constexpr std::size_t k_max_word = 24;

std::string_view trimmed(std::string_view text, std::string_view edges) {
  const std::size_t begin = text.find_first_not_of(edges);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(edges) - begin + 1);
}

bool is_reference_char(char c) { return is_name_char(c) || c == ' ' || c == ':' || c == '/'; }

// "your-token", "TOKEN_1", "yourToken", but not "aB3xKq".
bool is_plain_name(std::string_view name) {
  const bool digit = std::any_of(name.begin(), name.end(), is_digit);
  const bool lower_case = std::any_of(name.begin(), name.end(), is_lower);
  const bool upper_case = std::any_of(name.begin(), name.end(), is_upper);
  std::size_t humps = 0;
  bool run = false;  // of capitals
  for (std::size_t i = 1; i < name.size(); ++i) {
    humps += is_upper(name[i]) && is_lower(name[i - 1]) ? 1U : 0U;
    run = run || (is_upper(name[i]) && is_upper(name[i - 1]));
  }
  return humps * 7 <= name.size() && !(run && lower_case) && !(digit && lower_case && upper_case);
}

// "vcahkxwqlmqr": as long as a password, and no words.
bool is_unspeakable(std::string_view name) {
  constexpr std::size_t k_shortest = 10;
  constexpr std::size_t k_most = 4;  // consonants in a row
  std::size_t run = 0;
  std::size_t longest = 0;
  for (const char c : name) {
    const bool vowel = std::string_view("aeiouy").find(lower(c)) != std::string_view::npos;
    run = is_letter(c) && !vowel ? run + 1 : 0;
    longest = std::max(longest, run);
  }
  return name.size() >= k_shortest && longest > k_most && std::any_of(name.begin(), name.end(), is_lower);
}

// A name in place of a value: $(TOKEN), ${TOKEN}, {{token}}, {token}, %TOKEN%, <your-token>.
bool is_reference(std::string_view value) {
  const std::string_view opened = trimmed(value, " \t\r\n\"'`,;");
  if (opened.size() < 3 || opened.size() > 80) return false;
  const char last = opened.back();
  const auto holds_name = [](std::string_view inner) {
    inner = trimmed(inner, "{}() ");
    return !inner.empty() && is_plain_name(inner) && std::all_of(inner.begin(), inner.end(), is_reference_char);
  };
  if (opened.starts_with("$(") || opened.starts_with("${"))
    return (last == ')' || last == '}') && holds_name(opened.substr(2, opened.size() - 3));
  if (opened.starts_with("{{")) return opened.ends_with("}}") && holds_name(opened);
  const std::string_view inner = opened.substr(1, opened.size() - 2);
  if (opened.front() == '{') return last == '}' && holds_name(inner);
  if (opened.front() == '%')
    return last == '%' && holds_name(inner) && inner.find(' ') == std::string_view::npos && !is_unspeakable(inner);
  return opened.front() == '<' && last == '>' && holds_name(inner);
}

bool points_to_a_vault(std::string_view value) {
  const std::string_view core = trimmed(value, " \t\r\n\"'`");
  return core.starts_with("@Microsoft.KeyVault(") || core.starts_with("<set to the key ") ||
         core.starts_with("secretref:") || core.starts_with("keyvaultref:") || core.starts_with("process.env.") ||
         core.starts_with("os.environ") || core.starts_with("Environment.GetEnvironmentVariable");
}

}  // namespace

bool is_harmless_value(std::string_view value) {
  const std::string_view core = trimmed(value, " \t\r\n\"'`[](){}<>.,;:");
  if (core.empty()) return value.find_first_not_of(" \t\r\n\"'`[](){}<>.,;:") == std::string_view::npos;
  if (core.find_first_not_of("*xX.") == std::string_view::npos) return true;
  if (k_harmless_words.has_folded(core)) return true;
  return is_reference(value) || points_to_a_vault(value);
}

bool is_guid(std::string_view value) {
  value = trimmed(value, "{}\"' ");
  if (value.size() != 36) return false;
  for (std::size_t i = 0; i < value.size(); ++i) {
    const bool dash = i == 8 || i == 13 || i == 18 || i == 23;
    const char c = lower(value[i]);
    if (dash ? c != '-' : !is_digit(c) && (c < 'a' || c > 'f')) return false;
  }
  return true;
}

bool looks_random(std::string_view value) {
  value = trimmed(value, "\"' \t,;");
  if (value.size() < k_min_random || is_guid(value) || value.find("://") != std::string_view::npos ||
      (value.front() == '/' && !value.ends_with('=')))
    return false;
  const bool padded = value.size() >= 24 && value.size() % 4 == 0 && value.ends_with('=');
  value = value.substr(0, k_max_judged);
  std::size_t digits = 0;
  std::size_t changes = 0;  // from a letter to a digit, from lower to upper case
  bool hex = true;
  for (std::size_t i = 0; i < value.size(); ++i) {
    const char c = value[i];
    if (c == ' ' || c == '\t' || static_cast<unsigned char>(c) >= 0x80) return false;
    if (is_digit(c)) ++digits;
    hex = hex && (is_digit(c) || (lower(c) >= 'a' && lower(c) <= 'f'));
    if (i == 0) continue;
    const char before = value[i - 1];
    if ((is_digit(c) && is_letter(before)) || (is_letter(c) && is_digit(before)) || (is_upper(c) && is_lower(before)))
      ++changes;
  }
  const auto letters = static_cast<std::size_t>(std::count_if(value.begin(), value.end(), is_letter));
  if (letters == 0) return false;
  if (hex && value.size() >= 32 && digits > 0) return true;
  // Padded base64 needs fewer digits to be told from words.
  if (padded && digits > 0 && changes * 16 >= value.size()) return true;
  return digits >= 2 && changes * 8 >= value.size();
}

bool is_word(std::string_view value) {
  return !value.empty() && value.size() <= k_max_word &&
         std::all_of(value.begin(), value.end(), [](char c) { return is_letter(c) || c == '\'' || c == '-'; });
}

bool is_count(std::string_view value) {
  value = trimmed(value, " \t\r,;");
  return value.size() < 8 && value.find_first_not_of("0123456789") == std::string_view::npos;
}

bool is_path(std::string_view value) {
  value = trimmed(value, " \t\r\"'");
  if (value.find("://") != std::string_view::npos) return value.find(".vault.") != std::string_view::npos;
  if (value.starts_with('/') || value.starts_with("./") || value.starts_with("~/") || value.starts_with("../"))
    return value.find('.', 3) != std::string_view::npos || value.find('/', 1) != std::string_view::npos;
  return value.size() > 3 && is_letter(value[0]) && value[1] == ':' && value[2] == '\\';
}

bool is_sentence(std::string_view value) {
  bool function_word = false;
  std::size_t words = 0;
  for (std::size_t at = 0; at < value.size();) {
    at = k_spaces.skip(value, at);
    const std::size_t end = k_spaces.next(value, at);
    if (end == at) break;
    const std::string_view part = trimmed(value.substr(at, end - at), "\"'.,;:!?()");
    ++words;
    if (looks_random(part)) return false;
    function_word = function_word || k_function_words.has_folded(part);
    at = end;
  }
  return function_word && words > 1;
}

}  // namespace sgw::redaction
