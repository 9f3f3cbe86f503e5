#include "src/verify/named_values.hpp"

#include "src/verify/authorization.hpp"
#include "src/verify/characters.hpp"
#include "src/verify/plain_text.hpp"
#include "src/verify/randomness.hpp"
#include "src/verify/secret_names.hpp"
#include "src/verify/value_places.hpp"

#include <algorithm>
#include <array>
#include <string>

namespace sgw::verify {

namespace {

constexpr std::size_t k_longest_user_info = 512;
constexpr std::size_t k_beside = 200;  // characters between a name and the value beside it
constexpr Literal k_value = "value of a secret's name";

constexpr CharacterSet k_delimiter([](char c) {
  return c == '=' || c == ':' || c == ' ' || c == '\t' || c == '>' || c == ',' || c == '|';
});
bool between(char c) { return c == ' ' || c == '"' || c == '\'' || c == '\\' || c == ']'; }

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
  const std::size_t colon = info.find(':');
  if (colon == std::string_view::npos) return is_random_value(info, 16);  // a token alone
  const std::string_view password = info.substr(colon + 1);
  if (password.find(k_masked) != std::string_view::npos) return has_rest_beside_placeholder(password);
  return !password.empty() && !password.starts_with("${") && !password.starts_with("{") &&
         !is_sample_password(password);
}

bool is_secret_under(std::string_view name, std::string_view value) {
  const TellingName* known = telling(without_joints(name));
  return known != nullptr && is_secret_value(*known, value);
}

// {"name": "<telling>", "value": "<secret>"}, <add key="<telling>" value="<secret>"/>: `at` is behind the delimiter of
// "value".
bool is_named_beside(std::string_view text, std::size_t at) {
  const std::size_t from = at > k_beside ? at - k_beside : 0;
  const std::string_view before = text.substr(from, at - from);
  for (const std::string_view key : {"name\"", "Name\"", "key\"", "name=", "key="}) {
    const std::size_t found = before.rfind(key);
    if (found == std::string_view::npos) continue;
    std::size_t begin = found + key.size();
    if (begin < before.size() && before[begin] == ':') ++begin;
    return is_secret_under(value_after(before, begin), value_after(text, at));
  }
  return false;
}

// A base64 key of 64 or 32 bytes under the plain name "key".
bool is_whole_key(std::string_view value) {
  return ((value.size() == 88 && value.ends_with("==")) || (value.size() == 44 && value.ends_with("="))) &&
         looks_random(value, 40);
}

void find_at_sign(std::string_view text, std::size_t at, CookieSearch& cookies, Findings& found) {
  const std::string name = without_joints(name_before(text, at));
  const std::string_view value = value_after(text, at + 1);
  if (name.ends_with("authorization")) {
    if (is_authorization(text.substr(at + 1))) found.add("authorization header");
  } else if (name == "cookie" || name == "setcookie") {
    if (cookies.behind(text, at + 1)) found.add("cookie");
  } else if (name == "value") {
    if (is_named_beside(text, at + 1)) found.add(k_value);
  } else if (name == "key" || name == "sn") {
    if (is_whole_key(value)) found.add("key");
  } else if (name == "auth") {
    if (value.size() >= 12 && is_basic_credential(value)) found.add("credentials of a registry");
  } else if (name == "code") {
    if (at >= 5 && (text[at - 5] == '?' || text[at - 5] == '&') && is_random_value(value, 20)) found.add(k_value);
  } else if (is_secret_under(name, value)) {
    found.add(k_value);
  }
}

// "PASSWORD IS x": how long the word in between is; 0: there is none.
std::size_t verb_of(std::string_view rest) {
  for (const std::string_view verb : {"is ", "was "}) {
    const auto same = [](char lower, char c) { return lower == to_lower(c); };
    if (rest.size() > verb.size() && std::equal(verb.begin(), verb.end(), rest.begin(), same)) return verb.size();
  }
  return 0;
}

// "--client-secret x", a column beside another, "Bearer x", "the password is x".
void find_at_blank(std::string_view text, std::size_t at, Findings& found) {
  const std::string_view name = name_before(text, at);
  const std::string_view rest = text.substr(at + 1);
  const bool flag = name.starts_with('-');
  const bool column = text[at] == '\t' || (!rest.empty() && (rest.front() == ' ' || rest.front() == '|'));
  if (flag || column) {
    const std::size_t wide = column ? span_of(rest.substr(0, 64), 0, [](char c) { return c == ' '; }) : 0;
    if (is_secret_under(name, value_after(rest, wide))) found.add(k_value);
  } else if (const std::size_t verb = verb_of(rest); verb > 0 && is_secret_under(name, value_after(rest, verb))) {
    found.add(k_value);
  }
  if (!flag && name.size() >= 4 && name.size() <= 9 && is_credential_of(without_joints(name), rest))
    found.add("credential behind its scheme");
}

void find_at(std::string_view text, std::size_t at, CookieSearch& cookies, Findings& found) {
  switch (text[at]) {
    case '=':
    case ':':
      return find_at_sign(text, at, cookies, found);
    case ' ':
    case '\t':
    case '|':
      return find_at_blank(text, at, found);
    case ',':  // "--password", "x"
      if (name_before(text, at).starts_with('-') && is_secret_under(name_before(text, at), value_after(text, at + 1)))
        found.add(k_value);
      return;
    default: {  // <password>x
      const std::string_view name = name_before(text, at);
      const bool element = name.data() > text.data() && *(name.data() - 1) == '<';
      if (element && is_secret_under(name, value_after(text, at + 1))) found.add(k_value);
    }
  }
}

// Quickly false where no name that is worth a look ends.
bool may_end_a_name(std::string_view text, std::size_t at) {
  // Of several blanks the first one counts.
  const bool blank = text[at] == ' ';
  while (!blank && at > 0 && between(text[at - 1])) --at;
  if (blank && at > 0 && text[at - 1] == '"') --at;
  return at >= 2 && k_last_letters.has(text[at - 2], text[at - 1]);
}

}  // namespace

void find_named_values(std::string_view text, Findings& found) {
  CookieSearch cookies;
  for (std::size_t at = k_delimiter.find(text, 0); at < text.size(); at = k_delimiter.find(text, at + 1)) {
    if (text[at] == ':' && text.substr(at, 3) == "://") {
      if (has_user_info(text, at + 3)) found.add("password in a URL");
      continue;
    }
    if (may_end_a_name(text, at)) find_at(text, at, cookies, found);
  }
}

}  // namespace sgw::verify
