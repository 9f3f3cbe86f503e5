#include "src/verify/named_values.hpp"

#include "src/verify/base64.hpp"
#include "src/verify/characters.hpp"
#include "src/verify/plain_text.hpp"
#include "src/verify/randomness.hpp"

#include <algorithm>
#include <array>
#include <string>

namespace sgw::verify {

namespace {

constexpr std::size_t k_longest_name = 64;
constexpr std::size_t k_longest_value = 512;  // more of it is not looked at
constexpr std::size_t k_longest_user_info = 512;
constexpr std::size_t k_cookie_span = 2048;

// A name ends with one of these, once '-', '_' and '.' are gone. `least` characters make a value worth a look.
struct TellingName {
  std::string_view ending;
  std::size_t least;
  bool guid_counts;  // a GUID under this name is a secret
};
constexpr std::array<TellingName, 26> k_telling = {{
    {"password", 12, true},    {"passwd", 12, true},           {"pwd", 12, true},          {"passphrase", 12, true},
    {"secret", 16, true},      {"secretkey", 16, true},        {"accountkey", 16, true},   {"accesskey", 16, true},
    {"apikey", 16, true},      {"subscriptionkey", 16, true},  {"functionskey", 16, true}, {"saskey", 16, true},
    {"privatekey", 16, true},  {"primarykey", 16, true},       {"secondarykey", 16, true}, {"sharedkey", 16, true},
    {"masterkey", 16, true},   {"gatewaykey", 16, true},       {"authkey", 16, true},      {"credential", 16, true},
    {"credentials", 16, true}, {"token", 20, false},           {"sig", 24, false},         {"signature", 40, false},
    {"hmac", 40, false},       {"clientassertion", 40, false},
}};
constexpr std::array<std::string_view, 5> k_harmless = {"publickeytoken", "cancellationtoken", "continuationtoken",
                                                        "cancelledtoken", "stoptoken"};

bool in_name(char c) { return is_alnum(c) || c == '_' || c == '-' || c == '.'; }
bool before_delimiter(char c) { return c == ' ' || c == '"' || c == '\'' || c == '\\' || c == ']'; }
bool before_value(char c) { return before_delimiter(c) || c == '[' || c == '\t'; }
constexpr CharacterSet in_value([](char c) {
  return static_cast<unsigned char>(c) > ' ' && std::string_view("\"';,&<>(){}|").find(c) == std::string_view::npos;
});
constexpr CharacterSet k_delimiter([](char c) { return c == '=' || c == ':'; });

// The name that ends before the delimiter at `at`, in lower case and without its joints.
std::string name_before(std::string_view text, std::size_t at) {
  std::size_t end = at;
  while (end > 0 && at - end < 4 && before_delimiter(text[end - 1])) --end;
  std::size_t begin = end;
  while (begin > 0 && end - begin < k_longest_name && in_name(text[begin - 1])) --begin;
  std::string name;
  for (const char c : text.substr(begin, end - begin)) {
    if (is_alnum(c)) name += to_lower(c);
  }
  return name;
}

// Names with a rule of their own.
constexpr std::array<std::string_view, 5> k_special = {"authorization", "cookie", "value", "key", "sn"};

// The last two letters of all names that are worth a look; most names are done with after this.
class LastLetters {
 public:
  constexpr LastLetters() {
    for (const auto& name : k_telling) add(name.ending);
    for (const auto name : k_special) add(name);
  }
  constexpr bool has(char before, char last) const {
    return is_letter(before) && is_letter(last) && pairs_[index(to_lower(before), to_lower(last))];
  }

 private:
  static constexpr std::size_t index(char before, char last) {
    return static_cast<std::size_t>(before - 'a') * 26 + static_cast<std::size_t>(last - 'a');
  }
  constexpr void add(std::string_view name) { pairs_[index(name[name.size() - 2], name.back())] = true; }

  std::array<bool, std::size_t{26} * 26> pairs_{};
};
constexpr LastLetters k_last_letters;

bool may_tell(std::string_view text, std::size_t at) {
  while (at > 0 && before_delimiter(text[at - 1])) --at;
  return at >= 2 && k_last_letters.has(text[at - 2], text[at - 1]);
}

std::string_view value_after(std::string_view text, std::size_t at) {
  const std::size_t blanks = span_of(text.substr(0, std::min(text.size(), at + 8)), at, before_value);
  const std::size_t begin = at + blanks;
  return text.substr(begin, span_of(text.substr(0, begin + k_longest_value), begin, in_value));
}

bool is_masked(std::string_view value) { return value.find(k_masked) != std::string_view::npos; }

bool is_secret_value(const TellingName& name, std::string_view value) {
  if (is_masked(value)) return false;
  if (is_guid(value)) return name.guid_counts;
  return looks_random(value, name.least);
}

const TellingName* telling(std::string_view name) {
  if (name.empty()) return nullptr;
  for (const auto harmless : k_harmless) {
    if (name.ends_with(harmless)) return nullptr;
  }
  const TellingName* best = nullptr;
  for (const auto& candidate : k_telling) {
    const bool fits = name.back() == candidate.ending.back() && name.ends_with(candidate.ending);
    if (fits && (best == nullptr || candidate.ending.size() > best->ending.size())) {
      best = &candidate;
    }
  }
  return best;
}

bool is_basic_credential(std::string_view value) {
  const std::string bytes = decode_base64(value);
  const bool printable =
      std::all_of(bytes.begin(), bytes.end(), [](char c) { return static_cast<unsigned char>(c) >= 32; });
  return bytes.size() >= 3 && printable && bytes.find(':') != std::string::npos;
}

// "<scheme> <credential>" or a bare credential.
bool is_authorization(std::string_view rest) {
  const std::string_view first = value_after(rest, 0);
  if (first.empty() || is_masked(first)) return false;
  const auto end = static_cast<std::size_t>(first.data() + first.size() - rest.data());
  if (!std::all_of(first.begin(), first.end(), [](char c) { return is_letter(c) || c == '-'; })) {
    return looks_random(first, 16);
  }
  const std::string_view credential = value_after(rest, end);
  if (credential.empty() || is_masked(credential)) return false;
  if (first == "Basic" || first == "basic") return is_basic_credential(credential);
  // The scheme leaves little doubt that a secret follows.
  const auto digit = std::any_of(credential.begin(), credential.end(), is_digit);
  const auto letter = std::any_of(credential.begin(), credential.end(), is_letter);
  return credential.size() >= 12 && digit && letter && credential.find('=') >= credential.size() - 2;
}

// Cookies of one text, in which the header may stand a thousand times over: what was looked at for one header is not
// looked at for the next.
class CookieSearch {
 public:
  // `at`: behind the delimiter of the header's name. Positions come in order.
  bool behind(std::string_view text, std::size_t at) {
    const std::string_view span = text.substr(0, std::min(text.size(), at + k_cookie_span));
    done_ = std::max(at, done_);
    for (at = span.find('=', done_); at != std::string_view::npos; at = span.find('=', done_)) {
      const std::string_view value = value_after(text, at + 1);
      // One that is cut may have the beginning of another in it.
      done_ = at + 1 + (value.size() < k_longest_value ? value.size() : value.size() / 2);
      if (!is_masked(value) && looks_random(value, 16)) return true;
    }
    done_ = std::max(done_, span.size());
    return false;
  }

 private:
  std::size_t done_ = 0;
};

bool is_sample_password(std::string_view text) {
  static constexpr std::array<std::string_view, 8> k_samples = {"pass",  "password", "PASSWORD", "pwd",
                                                                "xxxxx", "secret",   "REDACTED", "pw"};
  if (std::find(k_samples.begin(), k_samples.end(), text) != k_samples.end()) return true;
  return std::all_of(text.begin(), text.end(), [](char c) { return c == '*' || c == '.' || c == '$' || c == 'x'; });
}

// `at`: behind "://".
bool has_user_info(std::string_view text, std::size_t at) {
  const std::string_view rest = text.substr(at, k_longest_user_info);
  const std::size_t end = rest.find_first_of("@/?# \"'<>,\\\t");
  if (end == std::string_view::npos || rest[end] != '@') return false;
  const std::string_view info = rest.substr(0, end);
  if (is_masked(info)) return false;
  const std::size_t colon = info.find(':');
  if (colon == std::string_view::npos) return looks_random(info, 16);  // a token alone
  const std::string_view password = info.substr(colon + 1);
  return !password.empty() && !password.starts_with("${") && !password.starts_with("{") &&
         !is_sample_password(password);
}

// {"name": "<telling>", "value": "<secret>"}: `at` is behind the colon of "value".
bool is_named_beside(std::string_view text, std::size_t at) {
  const std::string_view before = text.substr(at > 200 ? at - 200 : 0, std::min<std::size_t>(at, 200));
  const std::size_t key = before.rfind("\"name\"");
  if (key == std::string_view::npos) return false;
  std::string name;
  for (const char c : value_after(before, std::min(before.size(), key + 7))) {
    if (is_alnum(c)) name += to_lower(c);
  }
  const TellingName* known = telling(name);
  return known != nullptr && is_secret_value(*known, value_after(text, at));
}

// A base64 key of 64 or 32 bytes under the plain name "key".
bool is_whole_key(std::string_view value) {
  return ((value.size() == 88 && value.ends_with("==")) || (value.size() == 44 && value.ends_with("="))) &&
         looks_random(value, 40);
}

void find_at_delimiter(std::string_view text, std::size_t at, CookieSearch& cookies, Findings& found) {
  const std::string name = name_before(text, at);
  const std::string_view rest = text.substr(at + 1);
  if (name.ends_with("authorization")) {
    if (is_authorization(rest)) found.add("authorization header");
  } else if (name == "cookie" || name == "setcookie") {
    if (cookies.behind(text, at + 1)) found.add("cookie");
  } else if (name == "value") {
    if (is_named_beside(text, at + 1)) found.add("value of a secret's name");
  } else if (name == "key" || name == "sn") {
    if (is_whole_key(value_after(rest, 0))) found.add("key");
  } else if (const TellingName* known = telling(name);
             known != nullptr && is_secret_value(*known, value_after(rest, 0))) {
    found.add("value of a secret's name");
  }
}

}  // namespace

void find_named_values(std::string_view text, Findings& found) {
  CookieSearch cookies;
  for (std::size_t at = k_delimiter.find(text, 0); at < text.size(); at = k_delimiter.find(text, at + 1)) {
    if (text[at] == ':' && text.substr(at, 3) == "://") {
      if (has_user_info(text, at + 3)) found.add("password in a URL");
      continue;
    }
    if (may_tell(text, at)) find_at_delimiter(text, at, cookies, found);
  }
}

}  // namespace sgw::verify
