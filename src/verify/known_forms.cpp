#include "src/verify/known_forms.hpp"

#include "src/verify/base64.hpp"
#include "src/verify/characters.hpp"
#include "src/verify/randomness.hpp"

#include <algorithm>
#include <set>

namespace sgw::verify {

namespace {

constexpr std::string_view k_lower_digits = "0123456789abcdef";
constexpr std::string_view k_upper_digits = "0123456789ABCDEF";
constexpr std::size_t k_least_half = 16;

std::string hex(std::string_view bytes, std::string_view digits) {
  std::string text;
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    text += digits[byte >> 4U];
    text += digits[byte & 15U];
  }
  return text;
}

// Every byte for which `kept` is false becomes %XX.
template <class Kept>
std::string percent(std::string_view bytes, std::string_view digits, Kept kept) {
  std::string text;
  for (const char c : bytes) {
    if (kept(c)) {
      text += c;
    } else {
      text += '%';
      text += hex(std::string_view(&c, 1), digits);
    }
  }
  return text;
}

bool kept_in_component(char c) { return is_alnum(c) || c == '-' || c == '_' || c == '.' || c == '~'; }
bool kept_in_uri(char c) {
  return kept_in_component(c) || std::string_view("!#$&'()*+,/:;=?@[]").find(c) != std::string_view::npos;
}

// The escape of one byte in JSON that every writer must make; empty if there is none.
std::string must_escape(char c) {
  switch (c) {
    case '"':
      return "\\\"";
    case '\\':
      return "\\\\";
    case '\n':
      return "\\n";
    case '\r':
      return "\\r";
    case '\t':
      return "\\t";
    default:
      return {};
  }
}

// "\\uXXXX" for the UTF-8 sequence of two or three bytes at `at`, which is moved to its last byte; empty for anything
// else. Four-byte sequences would be two escapes and are left as they are.
std::string escaped_sequence(std::string_view bytes, std::size_t& at, std::string_view digits) {
  const auto byte = [&](std::size_t index) { return static_cast<unsigned>(static_cast<unsigned char>(bytes[index])); };
  const unsigned lead = byte(at);
  const std::size_t more = lead >= 0xc2 && lead < 0xe0 ? 1 : lead >= 0xe0 && lead < 0xf0 ? 2 : 0;
  if (more == 0 || at + more >= bytes.size()) return {};
  unsigned code = more == 1 ? lead & 31U : lead & 15U;
  for (std::size_t index = 1; index <= more; ++index) code = (code << 6U) | (byte(at + index) & 63U);
  at += more;
  const std::string two = {static_cast<char>(code >> 8U), static_cast<char>(code & 255U)};
  return std::string("\\u").append(hex(two, digits));
}

// `also`: characters that are written as \u00XX too; with any, non-ASCII text is escaped, as .NET does.
std::string json(std::string_view bytes, std::string_view also, std::string_view digits) {
  std::string text;
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    const char c = bytes[at];
    if (!also.empty() && static_cast<unsigned char>(c) >= 0x80) {
      const std::string escape = escaped_sequence(bytes, at, digits);
      text += escape.empty() ? std::string(1, c) : escape;
    } else if (also.find(c) != std::string_view::npos) {
      text += "\\u00";
      text += hex(std::string_view(&c, 1), digits);
    } else {
      const std::string escape = must_escape(c);
      text += escape.empty() ? std::string(1, c) : escape;
    }
  }
  return text;
}

std::string replaced(std::string_view text, std::string_view from, std::string_view to) {
  std::string made;
  for (std::size_t at = text.find(from); at != std::string_view::npos; at = text.find(from)) {
    made += text.substr(0, at);
    made += to;
    text.remove_prefix(at + from.size());
  }
  made += text;
  return made;
}

std::string xml(std::string_view bytes, std::string_view quote, std::string_view apostrophe) {
  std::string text = replaced(bytes, "&", "&amp;");
  text = replaced(replaced(text, "<", "&lt;"), ">", "&gt;");
  return replaced(replaced(text, "\"", quote), "'", apostrophe);
}

void add_base64(std::set<std::string>& forms, std::string_view bytes) {
  for (const auto alphabet : {Alphabet::standard, Alphabet::url}) {
    for (const unsigned shift : {0U, 1U, 2U}) forms.insert(stable_base64(bytes, shift, alphabet));
  }
}

void add_all(std::set<std::string>& forms, std::string_view value) {
  forms.insert(std::string(value));
  const std::string plain_json = json(value, "", k_lower_digits);
  forms.insert(plain_json);
  forms.insert(replaced(plain_json, "/", "\\/"));
  forms.insert(json(plain_json, "", k_lower_digits));  // JSON in a JSON string
  for (const auto digits : {k_lower_digits, k_upper_digits}) {
    forms.insert(json(value, "&+<>'`", digits));
    forms.insert(json(value, "&+<>'`\"", digits));
    forms.insert(json(value, "&+<>'`/\"", digits));
    forms.insert(json(value, "&<>", digits));
    const std::string component = percent(value, digits, kept_in_component);
    forms.insert(component);
    forms.insert(replaced(component, "%20", "+"));
    forms.insert(percent(component, digits, kept_in_component));
    forms.insert(percent(value, digits, kept_in_uri));
    forms.insert(hex(value, digits));
  }
  forms.insert(xml(value, "\"", "'"));
  forms.insert(xml(value, "&quot;", "&apos;"));
  forms.insert(xml(value, "&quot;", "&#39;"));
  add_base64(forms, value);
  add_base64(forms, encode_base64(value, Alphabet::standard));
}

// "<id>&<12 digits>&<signature>": whoever has the signature has the token.
std::string_view signature_part(std::string_view value) {
  const std::size_t last = value.rfind('&');
  if (last == std::string_view::npos || last < 13 || value[last - 13] != '&') return {};
  return span_of(value, last - 12, is_digit) == 12 ? value.substr(last + 1) : std::string_view();
}

std::vector<std::string_view> telling_parts(std::string_view value) {
  std::vector<std::string_view> parts = {value.substr(0, k_most_known_bytes)};
  parts.push_back(signature_part(value));
  for (std::size_t at = value.find('\n'), from = 0; at != std::string_view::npos || from > 0;) {
    const std::string_view line = value.substr(from, at == std::string_view::npos ? at : at - from);
    // Lines of a key block; the frame around them is no secret.
    if (!line.starts_with("-----") && line.size() >= 2 * k_least_half) parts.push_back(line);
    if (at == std::string_view::npos) break;
    from = at + 1;
    at = value.find('\n', from);
  }
  const bool one_run =
      std::all_of(value.begin(), value.end(), [](char c) { return is_base64(c) || is_base64_url(c) || c == '='; });
  if (one_run && value.size() >= 2 * k_least_half && looks_random(value, 2 * k_least_half)) {
    parts.push_back(value.substr(0, value.size() / 2));
    parts.push_back(value.substr(value.size() / 2));
  }
  return parts;
}

}  // namespace

std::vector<std::string> known_forms(std::string_view value) {
  if (value.size() < k_least_known_bytes) return {};
  std::set<std::string> forms;
  for (const auto part : telling_parts(value)) {
    if (part.size() >= k_least_known_bytes) add_all(forms, part);
  }
  std::vector<std::string> all;
  for (const auto& form : forms) {
    if (form.size() >= k_least_known_bytes) all.push_back(form);
  }
  return all;
}

}  // namespace sgw::verify
