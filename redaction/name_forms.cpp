#include "redaction/name_forms.hpp"

#include "redaction/characters.hpp"
#include "redaction/secret_values.hpp"
#include "redaction/setting_list.hpp"

#include <algorithm>
#include <array>

namespace sgw::redaction {

namespace {

using namespace std::string_view_literals;

constexpr auto npos = std::string_view::npos;
constexpr std::size_t k_max_elements = 64;          // of a list under a name
constexpr std::string_view k_box = "\xE2\x94\x82";  // "│" divides the cells of a table in a box

bool only_blanks_behind(std::string_view line, std::size_t at) { return line.find_first_not_of(" \t\r", at) == npos; }

// "<password>x</password>", "<ns:password kind="plain"><![CDATA[x]]>"
Extent in_element(std::string_view line, const NamePlace& name) {
  std::size_t open = name.end;
  while (open < line.size() && line[open] != '>' && line[open] != '<') ++open;
  if (open == line.size() || line[open] == '<' || line[open - 1] == '/') return {};
  if (line[name.end] != '>' && !is_blank(line[name.end])) return {};
  std::size_t begin = open + 1;
  constexpr std::string_view k_raw = "<![CDATA[";
  if (line.substr(begin).starts_with(k_raw)) {
    begin += k_raw.size();
    return {begin, std::min(line.find("]]>", begin), line.size()), false};
  }
  if (holds_at(line, begin, "<value>")) begin += 7;
  const std::size_t end = std::min(line.find('<', begin), line.size());
  const bool closed = line.substr(end).starts_with("</");
  // "<token> …" of a usage line is none.
  if (!closed && (end != line.size() || line.find(' ', begin) != npos)) return {};
  return {begin, end, false};
}

// The strings of a list that opens at `at`.
std::vector<Extent> in_list(std::string_view line, std::size_t at) {
  std::vector<Extent> values;
  for (++at; at < line.size() && values.size() < k_max_elements;) {
    at = skip_blanks(line, at);
    if (at >= line.size() || !is_quote(line[at])) break;
    values.push_back(value_at(line, at));
    at = skip_blanks(line, values.back().end + 1);
    if (at >= line.size() || line[at] != ',') break;
    ++at;
  }
  return values;
}

// {"value": "x", …}: what a name holds in templates and states.
Extent in_object(std::string_view line, std::size_t at) {
  const std::size_t close = std::min(line.find('}', at), line.size());
  for (const auto key : {R"("value")"sv, "'value'"sv, R"("Value")"sv, "value"sv, "Value"sv}) {
    const std::size_t found = line.find(key, at);
    if (found >= close) continue;
    const std::size_t begin = behind_sign(line, found + key.size());
    if (begin != npos && begin < line.size() && line[begin] != '{' && line[begin] != '[') return value_at(line, begin);
  }
  return {};
}

bool opens_structure(std::string_view line, std::size_t at, bool quoted_name) {
  if (line[at] != '[' && line[at] != '{') return false;
  if (quoted_name || at + 1 == line.size()) return true;
  return is_quote(line[at + 1]) || is_blank(line[at + 1]) || line[at + 1] == '\r';
}

// "attempt 3", "expires 2026-12-01", "3 days": what is said about a token in a sentence without a verb.
bool says_a_number(std::string_view text) {
  constexpr std::array k_words{"attempt"sv,  "attempts"sv, "expected"sv, "expires"sv, "expired"sv, "expiring"sv,
                               "valid"sv,    "retry"sv,    "got"sv,      "length"sv,  "after"sv,   "until"sv,
                               "received"sv, "status"sv,   "code"sv,     "http"sv,    "took"sv,    "only"sv};
  const std::size_t blank = text.find(' ');
  if (blank == npos || blank + 1 == text.size()) return false;
  const std::string_view first = text.substr(0, blank);
  const char next = text[blank + 1];
  if (is_count(first)) return is_letter(next) && is_word(text.substr(blank + 1, text.find(' ', blank + 1) - blank - 1));
  return is_digit(next) && std::any_of(k_words.begin(), k_words.end(), [&](auto word) { return equals(first, word); });
}

// "Invalid token: The server …": a word of a sentence, not a value.
bool reads_like_prose(std::string_view line, const Extent& value) {
  if (says_a_number(line.substr(value.begin))) return true;
  const std::string_view first = value.of(line);
  // "token: AADSTS7000215: Invalid …", "token: System.Exception: …": what comes next is said about the word before it.
  if (first.ends_with(':') && value.end < line.size()) return true;
  if (!is_word(first) || first.size() > 15) return false;
  return value.end + 1 < line.size() && line[value.end] == ' ' && is_letter(line[value.end + 1]);
}

// "a=1 b=2": a line of several settings.
bool holds_another_setting(std::string_view line, std::size_t at) {
  constexpr CharSet k_between(" ,;&");
  for (std::size_t blank = k_between.next(line, at); blank < line.size(); blank = k_between.next(line, blank + 1)) {
    std::size_t end = blank + 1;
    while (end < line.size() && is_name_char(line[end])) ++end;
    if (end > blank + 1 && end < line.size() && line[end] == '=') return true;
  }
  return false;
}

// "a=1; b=2": all that one header holds.
std::size_t cookies_end(std::string_view line, std::size_t end) {
  while (end + 1 < line.size() && line[end] == ';' && line[end + 1] == ' ') {
    std::size_t sign = end + 2;
    while (sign < line.size() && is_name_char(line[sign])) ++sign;
    if (sign == line.size() || sign == end + 2 || line[sign] != '=') break;
    end = std::min(line.find_first_of("; \"'\r", sign), line.size());
  }
  return end;
}

// ""x" -> "y"": what a plan says that a value becomes.
std::vector<Extent> with_new_value(std::string_view line, const Extent& value) {
  constexpr std::string_view k_becomes = " -> ";
  const std::size_t behind = value.end + 1;
  if (behind >= line.size() || !line.substr(behind).starts_with(k_becomes)) return {value};
  const std::size_t begin = behind + k_becomes.size();
  return begin < line.size() && is_quote(line[begin]) ? std::vector{value, value_at(line, begin)} : std::vector{value};
}

std::vector<Extent> assigned(std::string_view line, const NamePlace& name, std::size_t begin, Telling told) {
  if (begin >= line.size()) return {};
  if (opens_structure(line, begin, name.quote != '\0')) {
    if (line[begin] == '[') return in_list(line, begin);
    return {in_object(line, begin)};
  }
  const bool equals_sign = line.substr(name.after, begin - name.after).find('=') != npos;
  const bool gap = is_blank(line[begin - 1]);
  ValueSetting setting;
  setting.enclosing = name.enclosing;
  setting.doubled = name.doubled;
  setting.words = told == Telling::password;
  const bool alone = name.quote == '\0' && name.enclosing == '\0' && begins_the_line(line, name.outer);
  setting.whole_line = alone && told != Telling::key && (equals_sign ? !holds_another_setting(line, begin) : gap);
  if (setting.whole_line && (line[begin] == '|' || line[begin] == '>') &&
      only_blanks_behind(line, begin + std::min<std::size_t>(3, line.size() - begin)))
    return {};
  if (line.substr(begin).starts_with("<<")) return {};
  if (name.of(line) == "PASS") {  // a test's verdict: "PASS: suite/name.exp: what"
    const std::string_view word = line.substr(begin, line.find(' ', begin) - begin);
    if (word.find('/') != npos && word.find('.') != npos) return {};
  }
  Extent value = value_at(line, begin, setting);
  if (value.quoted) return with_new_value(line, value);
  if (setting.whole_line && !equals_sign && told != Telling::password && says_a_number(value.of(line))) return {};
  if (setting.whole_line && is_sentence(value.of(line))) {
    // "token=abc123 used by bob": a value that a sentence goes on behind, unless it is a word of it.
    setting.whole_line = false;
    setting.words = false;
    value = value_at(line, begin, setting);
    if (is_word(value.of(line))) return {};
    return {value};
  }
  // "volume "gw-token" : secret "gw-token" not found" is no member of anything.
  if (name.quote != '\0') {
    const bool prose = is_blank(line[name.after]) && !equals_sign && told != Telling::password &&
                       is_word(value.of(line)) && value.end < line.size() && line[value.end] == ' ';
    return {prose ? Extent{} : value};
  }
  if (!setting.whole_line && is_authorization(name.of(line))) {
    const std::size_t scheme = scheme_size(line.substr(begin));
    const Extent credentials = value_at(line, begin + scheme, setting);
    // "username=…" of a digest has a name of its own.
    const std::size_t sign = line.substr(0, credentials.end).find_last_not_of('=');
    if (scheme > 0 && !credentials.quoted && !is_quote(line[begin + scheme]) && sign != npos &&
        line.substr(0, sign).find('=', credentials.begin) == npos)
      value = credentials;
  }
  if (equals(name.of(line), "cookie")) value.end = cookies_end(line, value.end);
  if (setting.whole_line) return {value};
  if (!equals_sign && gap && told != Telling::password && reads_like_prose(line, value)) return {};
  if (equals_sign && !gap) value = up_to_semicolon(line, name, value);
  if (told == Telling::secret && !holds_at(name.of(line), name.of(line).size() - 3, "kie"))
    value = whole_list(line, value);
  return {value};
}

// "-e7Hq-tWx82Kd": no option, but a value that begins like one.
bool is_dashed_secret(std::string_view value) {
  constexpr std::size_t k_shortest = 12;
  return value.size() >= k_shortest && value.find_first_of("=:/\\") == npos &&
         std::any_of(value.begin(), value.end(), is_digit) && std::any_of(value.begin(), value.end(), is_lower) &&
         std::any_of(value.begin() + 2, value.end(), is_upper);
}

// "--token x", "\"--token\", \"x\""
Extent behind_flag(std::string_view line, const NamePlace& name, Telling told) {
  std::size_t at = name.after;
  if (name.quote != '\0' && at < line.size() && line[at] == ',') ++at;
  const std::size_t begin = skip_blanks(line, at);
  if (begin == at && line[begin - 1] != ',') return {};
  if (begin >= line.size() || line[begin] == '<' || line[begin] == '[') return {};
  const Extent value = value_at(line, begin);
  if (line[begin] == '-' && !(told != Telling::key && is_dashed_secret(value.of(line)))) return {};
  if (value.quoted) return value;
  const std::string_view rest = line.substr(value.end);
  // "--token string   The token of …": a usage text.
  if (is_word(value.of(line)) &&
      (told != Telling::password || is_sentence(line.substr(begin)) || rest.starts_with("  "))) {
    if (!rest.empty() && !rest.starts_with(" -")) return {};
    if (told != Telling::password && value.of(line).size() < 4) return {};
  }
  return value;
}

// "setPassword("x")", "WithToken('x')"
Extent in_call(std::string_view line, const NamePlace& name) {
  constexpr std::array k_reads{"get"sv,  "read"sv,   "find"sv,   "fetch"sv,  "load"sv,    "resolve"sv,
                               "has"sv,  "is"sv,     "delete"sv, "remove"sv, "require"sv, "lookup"sv,
                               "list"sv, "create"sv, "check"sv,  "parse"sv,  "validate"sv};
  const std::string_view own = name.of(line);
  const std::string_view function = own.substr(own.rfind('.') == npos ? 0 : own.rfind('.') + 1);
  for (const std::string_view word : k_reads) {
    if (holds_at(function, 0, word)) return {};
  }
  const Extent value = value_at(line, name.after + 1);
  return value.quoted && value.end + 1 < line.size() && line[skip_blanks(line, value.end + 1)] == ')' ? value
                                                                                                      : Extent{};
}

// "Setting 'X' was changed from 'u' to 'v'", "'X' has the value 'v'"
std::vector<Extent> in_sentence(std::string_view line, const NamePlace& name) {
  constexpr std::size_t k_max_between = 40;
  const std::size_t quote = line.find_first_of("'\"`", name.after);
  if (quote == npos || quote - name.after > k_max_between || quote < name.after + 2) return {};
  const std::string_view between = line.substr(name.after, quote - name.after);
  if (between.find_first_of(",;.=()") != npos) return {};
  for (const auto end : {" to "sv, " value "sv, " is "sv, " as "sv, " was "sv, " value: "sv, " with "sv, " from "sv}) {
    if (!between.ends_with(end)) continue;
    const Extent value = value_at(line, quote);
    const std::size_t other = value.end + 5;  // behind "' to "
    if (other >= line.size() || line.substr(value.end + 1, 4) != " to " || !is_quote(line[other])) return {value};
    return {value, value_at(line, other)};
  }
  return {};
}

bool is_telling_token(std::string_view token) {
  const bool digit = std::any_of(token.begin(), token.end(), is_digit);
  const bool letter = std::any_of(token.begin(), token.end(),
                                  [](char c) { return is_letter(c) || static_cast<unsigned char>(c) >= 0x80; });
  const bool sign = std::any_of(token.begin(), token.end(), is_password_sign);
  return token.size() >= 6 && letter && (digit || sign);
}

// A pass phrase without digits: "horse-battery-staple".
bool is_long_word(std::string_view value) {
  constexpr std::size_t k_shortest = 15;
  return value.size() >= k_shortest &&
         std::all_of(value.begin(), value.end(), [](char c) { return is_lower(c) || c == '-'; });
}

// "[X-Api-Key, v]": how .NET writes a pair.
Extent in_pair(std::string_view line, const NamePlace& name, Telling told) {
  constexpr std::size_t k_max_pair = 400;
  if (name.after + 1 >= line.size() || line[name.after + 1] != ' ') return {};
  const std::size_t begin = name.after + 2;
  const std::size_t size = line.substr(begin, k_max_pair).find_first_of("],");
  const std::string_view value = line.substr(begin, size);
  // "[private_key, public_key]" is a list of names.
  const bool plain = value.find_first_of("0123456789!#$%&*+=@^~?{}") == npos || telling(value) != Telling::nothing;
  if (size == npos || line[begin + size] != ']') return {};
  // Beside other pairs, a password need not look like one.
  const bool among_pairs =
      line.substr(0, name.outer).ends_with("], [") || line.substr(begin + size).starts_with("], [");
  const bool words =
      told == Telling::password && among_pairs && is_long_word(value) && telling(value) == Telling::nothing;
  if (!words && (plain || !is_telling_token(value))) return {};
  return {begin, begin + size, false};
}

// "password | v", a line of a database's record in columns.
Extent in_record(std::string_view line, const NamePlace& name, std::size_t bar) {
  const std::size_t begin = bar + 2;
  if (name.outer != 0 || begin >= line.size() || line[bar + 1] != ' ' || line.find('|', begin) != npos) return {};
  const Extent value{begin, line.find_last_not_of(" \t\r") + 1, false};
  return is_telling_token(value.of(line)) ? value : Extent{};
}

// "│ X-Api-Key │ v │", a row of a table in a box.
Extent in_box(std::string_view line, const NamePlace& name, std::size_t bar) {
  const std::size_t first = skip_blanks(line, 0);
  const std::size_t begin = skip_blanks(line, bar + k_box.size());
  if (!line.substr(first).starts_with(k_box) || skip_blanks(line, first + k_box.size()) != name.outer) return {};
  const std::size_t stop = line.find(k_box, begin);
  if (stop == npos || stop == begin) return {};
  const Extent value{begin, line.find_last_not_of(' ', stop - 1) + 1, false};
  return is_telling_token(value.of(line)) ? value : Extent{};
}

// "the password is x until …", "password x" of a .netrc, "ENV X y", "proxy_set_header X "y";", "X   y" in columns.
Extent behind_blanks(std::string_view line, const NamePlace& name, Telling told) {
  std::size_t begin = skip_blanks(line, name.after);
  if (begin >= line.size() || begin == name.after) return {};
  const bool column = begin - name.after > 1 || line[name.after] == '\t';
  const std::size_t first = skip_blanks(line, 0);
  const bool cell =
      name.outer == first || line[name.outer - 1] == '\t' || (name.outer > 1 && line.substr(name.outer - 2, 2) == "  ");
  if (name.quote == '\0' && line[begin] == '|') return in_record(line, name, begin);
  if (name.quote == '\0' && line.substr(begin).starts_with(k_box)) return in_box(line, name, begin);
  if (column && name.quote == '\0') {
    if (!cell || line[begin] == '(') return {};
    std::size_t end = begin;
    while (end < line.size() && line[end] != '\t' && line[end] != '\r' && !line.substr(end).starts_with("  ")) ++end;
    const Extent value{begin, end, false};
    if (line[begin] == '<' && (is_harmless_value(value.of(line)) || line.find_first_of(" :/|", begin) < end)) return {};
    if (is_sentence(value.of(line)) ||
        (told != Telling::password && line[begin - 1] != '\t' && value.of(line).find(' ') != npos))
      return {};
    if (is_word(value.of(line)) && (told != Telling::password || telling(value.of(line)) != Telling::nothing))
      return {};
    return is_upper(line[name.begin]) && value.of(line) == "VALUE" ? Extent{} : value;
  }
  for (const auto declares : {"env "sv, "arg "sv, "setenv "sv, "label "sv}) {
    if (holds_at(line, first, declares) && skip_blanks(line, first + declares.size()) == name.outer) {
      return value_at(line, begin, {'\0', true, false, false});
    }
  }
  if (is_quote(line[begin])) {
    const Extent value = value_at(line, begin);
    const bool ends = value.end < line.size() && (only_blanks_behind(line, value.end + 1) ||
                                                  (value.end + 1 < line.size() && line[value.end + 1] == ';'));
    if (name.quote != '\0') return {};
    return ends || told == Telling::password || looks_random(value.of(line)) ? value : Extent{};
  }
  if (name.quote != '\0') return {};
  for (const auto verb : {"is set to "sv, "was set to "sv, "set to "sv, "is now "sv, "is "sv, "was "sv}) {
    if (!holds_at(line, begin, verb)) continue;
    begin = skip_blanks(line, begin + verb.size());
    const Extent value = value_at(line, begin);
    if (value.quoted) return value;
    // "the client secret is …": of tokens, GUIDs are said as well.
    const bool guid = is_guid(value.of(line)) && name.of(line).find("ecret") == npos;
    const std::string_view own = value.of(line);
    const bool phrase = told == Telling::password && is_long_word(own) && std::count(own.begin(), own.end(), '-') > 2;
    if (told == Telling::key ? !looks_random(own) : guid || (!is_telling_token(own) && !phrase)) return {};
    return value;
  }
  if (line[begin] == '<') return {};
  const Extent value = value_at(line, begin);
  if (looks_random(value.of(line))) return value;
  const std::string_view before = line.substr(0, name.outer);
  const bool entry = holds_at(line, first, "machine ") || holds_at(line, first, "default ");
  const std::string_view own = value.of(line);
  const bool netrc = told == Telling::password &&
                     (entry || is_telling_token(own) || std::any_of(own.begin(), own.end(), is_digit)) &&
                     (before.find("login ") != npos || before.find("machine ") != npos || before.find("user ") != npos);
  const bool lone = told == Telling::password && name.outer == first && only_blanks_behind(line, value.end) &&
                    is_telling_token(value.of(line));
  return netrc || lone ? value : Extent{};
}

}  // namespace

std::size_t behind_sign(std::string_view line, std::size_t at) {
  while (at < line.size() && (is_quote(line[at]) || line[at] == ']')) ++at;
  at = skip_blanks(line, at);
  if (at >= line.size()) return npos;
  if (line[at] == '\\' && at + 1 < line.size() && (line[at + 1] == '=' || line[at + 1] == ':')) ++at;  // of properties
  const std::string_view rest = line.substr(at);
  std::size_t size = 0;
  for (const auto sign : {"==="sv, "=>"sv, "=="sv, ":="sv, "->"sv, "="sv, ":"sv}) {
    if (rest.starts_with(sign)) {
      size = sign.size();
      break;
    }
  }
  if (size == 0 || rest.starts_with("://") || rest.starts_with("=~")) return npos;
  return skip_blanks(line, at + size);
}

std::vector<Extent> values_of(std::string_view line, const NamePlace& name, Telling told) {
  if (name.element) return {in_element(line, name)};
  if (name.quote != '\0' && !name.flag) {
    if (const Extent value = value_of_pair(line, name); !value.empty()) return {value};
  }
  std::size_t after = name.after;
  while (after < line.size() && line[after] == ']') ++after;
  if (const std::size_t begin = behind_sign(line, after); begin != npos) return assigned(line, name, begin, told);
  if (name.flag) return {behind_flag(line, name, told)};
  if (name.after >= line.size()) return {};
  if (name.quote != '\0') return in_sentence(line, name);
  if (line[name.after] == '(') return {in_call(line, name)};
  if (line[name.after] == ',' && name.outer > 0 && line[name.outer - 1] == '[') return {in_pair(line, name, told)};
  if (!is_blank(line[name.after])) return {value_of_pair(line, name)};
  if (const Extent value = behind_blanks(line, name, told); !value.empty()) return {value};
  // "key=DB_PASSWORD value=hunter2" of a log, but not "name=tokens value=17".
  const Extent value = value_of_pair(line, name);
  return {is_telling_token(value.of(line)) || (told == Telling::password && !is_count(value.of(line))) ? value
                                                                                                       : Extent{}};
}

}  // namespace sgw::redaction
