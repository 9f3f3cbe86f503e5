#include "redaction/value_extent.hpp"

#include "redaction/base64.hpp"
#include "redaction/characters.hpp"

#include <algorithm>
#include <array>

namespace sgw::redaction {

namespace {

using namespace std::string_view_literals;

constexpr std::size_t k_max_name = 60;
constexpr std::size_t k_max_wrapping = 48;
constexpr std::size_t k_max_words = 12;
constexpr std::size_t k_max_behind = 4096;  // bytes in which a better end than the first quote is looked for

// Of authorizations; the rule authorization-header has the same.
constexpr std::array k_schemes{"basic"sv,
                               "bearer"sv,
                               "digest"sv,
                               "negotiate"sv,
                               "ntlm"sv,
                               "kerberos"sv,
                               "apikey"sv,
                               "api-key"sv,
                               "token"sv,
                               "hmac-sha256"sv,
                               "aws4-hmac-sha256"sv,
                               "aws4-ecdsa-p256-sha256"sv,
                               "sharedkey"sv,
                               "sharedkeylite"sv,
                               "sharedaccesssignature"sv,
                               "gatewaykey"sv,
                               "ssws"sv,
                               "geniekey"sv,
                               "splunk"sv,
                               "oauth"sv,
                               "dpop"sv,
                               "hoba"sv,
                               "mutual"sv,
                               "mac"sv,
                               "hawk"sv,
                               "wsse"sv,
                               "aws"sv,
                               "signature"sv,
                               "privatetoken"sv,
                               "googlelogin"sv};

bool is_space(char c) { return is_blank(c) || c == '\n' || c == '\r'; }

char at_or_blank(std::string_view text, std::size_t at) { return at < text.size() ? text[at] : ' '; }

// At a quote: false when a word goes on behind it.
bool closes(std::string_view text, std::size_t quote) {
  const char after = at_or_blank(text, quote + 1);
  return is_space(after) || std::string_view(",;:}])>/.\"'`&|?!+\\-<#").find(after) != std::string_view::npos;
}

// At a '"', or at the backslash in front of it: the string of JSON around the value ends there.
bool ends_json_string(std::string_view text, std::size_t quote) {
  const char after = at_or_blank(text, quote + 1);
  return text[quote] == '"' && (after == ',' || after == '}' || after == ']');
}

std::size_t quoted_end(std::string_view text, std::size_t begin, char quote) {
  // The end, when there is no other: a quote with a word behind it; the end of the string that a lone apostrophe is in.
  std::size_t first = std::string_view::npos;
  std::size_t around = std::string_view::npos;
  for (std::size_t at = begin; at < text.size(); ++at) {
    if (first == std::string_view::npos && text[at] != quote && text[at] != '"' && text[at] != '\\') continue;
    if (first != std::string_view::npos && at - first > k_max_behind) return std::min(first, around);
    if (quote != '"' && around == std::string_view::npos) {
      const bool escaped = text[at] == '\\' && at + 1 < text.size();
      if (ends_json_string(text, escaped ? at + 1 : at)) around = at;
    }
    if (text[at] == '\\' && at + 1 < text.size()) {
      ++at;
    } else if (quote == '\'' && text.substr(at).starts_with("'\\''")) {
      at += 3;  // how a shell writes a quote in quotes
    } else if (text[at] == quote) {
      // A doubled quote belongs to the value, unless the value is empty: ""
      if (at > begin && at_or_blank(text, at + 1) == quote) {
        ++at;
      } else if (at == begin || closes(text, at)) {
        return at;
      } else {
        first = std::min(first, at);
      }
    }
  }
  return std::min({first, around, text.size()});
}

// At a separator: true when another "name=" or "name:" follows, or nothing at all.
bool ends_the_value(std::string_view text, std::size_t separator) {
  std::size_t at = separator + 1;
  if (at >= text.size() || is_space(text[at])) return true;
  if (text[separator] == ',' && (is_quote(text[at]) || text[at] == '<')) return true;
  if (is_quote(text[at]) || text[at] == '}' || text[at] == ']' || text[at] == ')') return true;
  const std::size_t name = at;
  while (at < text.size() && at - name < k_max_name && (is_name_char(text[at]) || (text[at] == ' ' && at > name))) ++at;
  if (at > name && text.substr(at, 2) == "\\=") return true;  // a properties file escapes it
  return at > name && at < text.size() && (text[at] == '=' || text[at] == ':');
}

// At a word in a line: "name=", "name:" or an option, so no part of a value of several words.
bool begins_another(std::string_view text, std::size_t at) {
  if (at < text.size() && (text[at] == '-' || text[at] == '|' || text[at] == '>' || text[at] == '&')) return true;
  const std::size_t name = at;
  while (at < text.size() && is_name_char(text[at])) ++at;
  return at > name && at < text.size() && (text[at] == '=' || text[at] == ':');
}

bool ends_at_bracket(std::string_view text, std::size_t at) {
  const char after = at_or_blank(text, at + 1);
  return is_space(after) || after == ',' || after == ';' || after == '.' || is_quote(after) || after == '}' ||
         after == ']' || after == ')' || after == '{' || after == '<';
}

bool is_line_escape(std::string_view text, std::size_t at) {
  return text[at] == '\\' && (text.substr(at).starts_with("\\r\\n") ||
                              (text.substr(at).starts_with("\\n") && ends_the_value(text, at + 1)));
}

// "…dxlkw=": nothing follows its padding.
bool is_padded_base64(std::string_view value) {
  constexpr std::size_t k_shortest = 24;
  if (value.size() < k_shortest || value.size() % 4 != 0 || !value.ends_with('=')) return false;
  value.remove_suffix(value.ends_with("==") ? 2 : 1);
  return std::all_of(value.begin(), value.end(), is_base64_char);
}

// What may end a value that is not quoted, or say that something else does not.
constexpr std::array<bool, 256> k_ends_bare = [] {
  std::array<bool, 256> ends{};
  for (const char c : std::string_view(" \t\r\n,;&|\"'`\\()[]{}<")) ends[static_cast<unsigned char>(c)] = true;
  return ends;
}();

std::size_t bare_end(std::string_view text, std::size_t begin, const ValueSetting& setting) {
  std::size_t depth = 0;
  for (std::size_t at = begin; at < text.size(); ++at) {
    const char c = text[at];
    if (!k_ends_bare[static_cast<unsigned char>(c)]) continue;
    if (is_space(c) && (setting.enclosing == '\0' || begins_another(text, skip_blanks(text, at)))) return at;
    if ((c == ',' || c == ';' || c == '&' || c == '|') &&
        (ends_the_value(text, at) || is_padded_base64(text.substr(begin, at - begin))))
      return at;
    if (setting.enclosing == '\'' && text.substr(at).starts_with("'\\''")) {
      at += 3;
      continue;
    }
    if (is_quote(c) && at > begin && (setting.enclosing == '\0' || setting.enclosing == c) && closes(text, at))
      return at;
    if (is_line_escape(text, at)) return at;
    if (c == '(' || c == '[' || c == '{') ++depth;
    if (c == ')' || c == ']' || c == '}') {
      if (depth == 0 && setting.enclosing == '\0' && ends_at_bracket(text, at)) return at;
      if (depth > 0) --depth;
    }
    // Markup after the value: "<password>x</password>"; a placeholder is no markup.
    if (c == '<' && at > begin && at_or_blank(text, at + 1) == '/') return at;
  }
  return text.size();
}

bool is_plain_word(std::string_view word) {
  return !word.empty() && std::all_of(word.begin(), word.end(),
                                      [](char c) { return is_lower(c) || static_cast<unsigned char>(c) >= 0x80; });
}

// "#x7Yz" behind a blank: more of a password than of a sentence.
bool is_sign_word(std::string_view word) {
  return word.size() > 3 && std::string_view("#!$%^*~?").find(word[0]) != std::string_view::npos &&
         std::any_of(word.begin(), word.end(), is_digit) && std::any_of(word.begin(), word.end(), is_letter);
}

// "kihubimud baziwu tujupa, next: 1": a pass phrase of words, up to what is none.
std::size_t words_end(std::string_view text, std::size_t begin, std::size_t end) {
  if (!is_plain_word(text.substr(begin, end - begin))) {
    if (at_or_blank(text, end) != ' ' || end + 1 >= text.size()) return end;
    const std::size_t next = bare_end(text, end + 1, {});
    return is_sign_word(text.substr(end + 1, next - end - 1)) ? next : end;
  }
  for (std::size_t count = 1; count < k_max_words; ++count) {
    if (end >= text.size() || text[end] != ' ') return end;
    std::size_t next = end + 1;
    while (next < text.size() && is_plain_word(text.substr(next, 1))) ++next;
    if (next == end + 1) return end;
    const char after = at_or_blank(text, next);
    if (!is_space(after) && std::string_view(",;.\"')]}<|\\").find(after) == std::string_view::npos) return end;
    end = next;
  }
  return end;
}

// Where the quote or the value behind one wrapping begins; `at` when there is none.
std::size_t behind_wrapping(std::string_view text, std::size_t at) {
  if (at >= text.size()) return at;
  const std::string_view rest = text.substr(at);
  constexpr std::string_view k_prefixes = "NnbBuUrRfFLx@$";
  if (rest.size() > 1 && k_prefixes.find(rest[0]) != std::string_view::npos && (rest[1] == '"' || rest[1] == '\''))
    return at + 1;
  if (rest[0] == '&' || rest.starts_with("!!") || (rest[0] == '!' && rest.size() > 1 && is_letter(rest[1]))) {
    std::size_t end = at + (rest.starts_with("!!") ? 2 : 1);
    while (end < text.size() && is_name_char(text[end])) ++end;
    if (end < text.size() && text[end] == ' ') return skip_blanks(text, end);
    return at;
  }
  if (rest[0] == '(' && holds_at(text, at + 1, "convertto-securestring ")) return at + 1;
  if (holds_at(text, at, "convertto-securestring ")) {
    at = skip_blanks(text, at + 23);
    return holds_at(text, at, "-string ") ? skip_blanks(text, at + 8) : at;
  }
  std::size_t end = at;
  while (end < text.size() && end - at < k_max_wrapping && (is_name_char(text[end]) || text[end] == '@')) ++end;
  if (end < text.size() && text[end] == '(' && end + 1 < text.size()) {
    // "string(14) "x"" of PHP; a call that looks something up holds a name.
    const std::size_t close = text.find(')', end);
    if (close != std::string_view::npos && close - end < 8 && text.substr(close + 1).starts_with(" \""))
      return close + 2;
    const std::string_view call = text.substr(at, end - at);
    const bool looks_up = holds_at(call, 0, "get") || call.find(".get") != std::string_view::npos ||
                          call.ends_with("env") || call.ends_with("Env");
    if (!looks_up && (is_quote(text[end + 1]) || text[end + 1] == '@')) return end + 1;
    return at;
  }
  end = skip_blanks(text, end);
  for (const std::string_view alternative : {"|| ", "?? ", "or "}) {
    if (end > at && text.substr(end).starts_with(alternative) && is_quote(at_or_blank(text, end + alternative.size())))
      return end + alternative.size();
  }
  return at;
}

}  // namespace

Extent value_at(std::string_view text, std::size_t at, const ValueSetting& setting) {
  for (int layer = 0; layer < 3; ++layer) {
    const std::size_t behind = behind_wrapping(text, at);
    if (behind == at) break;
    at = behind;
  }
  if (at >= text.size()) return {at, at, false};
  if (setting.doubled && text.substr(at).starts_with("\"\"")) {
    return {at + 2, std::min(text.find("\"\"", at + 2), text.size()), true};
  }
  // password=''a b'' in a string of SQL, Password=\""a;b\"" in a field of CSV: the quotes are not the language's own.
  constexpr std::string_view k_no_begin = " \t\r,;:.)}]\\'\"+|&";
  for (const std::string_view mark : {"''"sv, R"(\"")"sv}) {
    const char first = at_or_blank(text, at + mark.size());
    if (!text.substr(at).starts_with(mark) || k_no_begin.find(first) != std::string_view::npos) continue;
    const std::size_t close = text.find(mark, at + mark.size());
    if (close != std::string_view::npos) return {at + mark.size(), close, true};
  }
  if (const std::string_view mark = text.substr(at, 3); mark == R"(""")" || mark == "'''") {
    const std::size_t close = text.find(mark, at + 3);
    if (close != std::string_view::npos && close > at + 3) return {at + 3, close, true};
  }
  if (is_quote(text[at]) && text[at] != setting.enclosing) return {at + 1, quoted_end(text, at + 1, text[at]), true};
  if (text[at] == '{') {
    // ODBC: "Pwd={a;b};"
    const std::size_t close = text.find('}', at);
    const bool inner =
        close != std::string_view::npos && text.substr(at, close - at).find_first_of(" \"':") == std::string_view::npos;
    if (inner && at_or_blank(text, close + 1) == ';') return {at, close + 1, false};
  }
  if (setting.whole_line) {
    const std::size_t last = text.find_last_not_of(" \t\r");
    return {at, last == std::string_view::npos ? text.size() : std::max(last + 1, at), false};
  }
  const std::size_t end = bare_end(text, at, setting);
  return {at, setting.words ? words_end(text, at, end) : end, false};
}

bool is_authorization(std::string_view name) {
  constexpr std::string_view k_word = "authorization";
  return name.size() >= k_word.size() && holds_at(name, name.size() - k_word.size(), k_word);
}

std::size_t scheme_size(std::string_view value) {
  const std::size_t blank = value.find(' ');
  if (blank == std::string_view::npos || blank + 1 == value.size()) return 0;
  const std::string_view scheme = value.substr(0, blank);
  const bool known = std::any_of(k_schemes.begin(), k_schemes.end(), [&](auto word) { return equals(scheme, word); });
  return known ? blank + 1 : 0;
}

}  // namespace sgw::redaction
