#include "redaction/version_context.hpp"

#include <algorithm>
#include <array>

namespace sgw::redaction {

namespace {

constexpr std::size_t k_look_back = 32;

bool is_letter(char c) { return (c | 0x20) >= 'a' && (c | 0x20) <= 'z'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

using Words = std::array<char, k_look_back>;

constexpr std::array<bool, 256> k_says_nothing = [] {
  std::array<bool, 256> table{};
  for (const char c : std::string_view(" =:\"'/\\>([\t")) table[static_cast<unsigned char>(c)] = true;
  return table;
}();

// What stands in front, in lower case, up to the last character that says something. Lies in `words`.
std::string_view words_before(std::string_view text, std::size_t begin, Words& words) {
  const std::string_view near = text.substr(begin - std::min(begin, k_look_back), std::min(begin, k_look_back));
  std::transform(near.begin(), near.end(), words.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c; });
  std::string_view before(words.data(), near.size());
  while (true) {
    while (!before.empty() && k_says_nothing[static_cast<unsigned char>(before.back())]) before.remove_suffix(1);
    if (before.empty()) return {};
    if (before.ends_with("&quot;")) {
      before.remove_suffix(6);
    } else if (before.ends_with("%3d") || before.ends_with("%22") || before.ends_with("%20")) {
      before.remove_suffix(3);
    } else {
      return before;
    }
  }
}

// X.509's attributes and extensions: "2.5.4.97=…" in a distinguished name, "Subject Alternative Name (2.5.29.17)".
bool is_x509_name(std::string_view text, std::size_t begin, std::size_t end) {
  static constexpr std::array<std::string_view, 9> k_of_machines{"from", "client", "host",   "ip", "address",
                                                                 "addr", "peer",   "server", "to"};
  const std::string_view number = text.substr(begin, end - begin);
  if (!number.starts_with("2.5.4.") && !number.starts_with("2.5.29.")) return false;
  const std::string_view behind = text.substr(end, 1);
  if (behind == "=") return true;
  if (behind != ")" || begin < 2 || text[begin - 1] != '(') return false;
  Words words;
  const std::string_view before = words_before(text, begin, words);
  return !before.empty() && is_letter(before.back()) &&
         std::none_of(k_of_machines.begin(), k_of_machines.end(),
                      [&](std::string_view word) { return before.ends_with(word); });
}

// The tag of an image: "mcr.microsoft.com/azure-api-management/gateway:2.10.0.1". No private address follows a name so.
bool is_image_tag(std::string_view text, std::size_t begin, std::size_t end) {
  constexpr std::size_t k_max_image = 255;
  const std::string_view number = text.substr(begin, end - begin);
  if (begin < 4 || text[begin - 1] != ':' || number.starts_with("10.") || number.starts_with("172.") ||
      number.starts_with("192.168.")) {
    return false;
  }
  const auto in_image = [](char c) {
    return is_letter(c) || is_digit(c) || c == '.' || c == '_' || c == '-' || c == '/';
  };
  std::size_t first = begin - 1;
  while (first > 0 && begin - first < k_max_image && in_image(text[first - 1])) --first;
  const std::string_view image = text.substr(first, begin - 1 - first);
  const std::size_t slash = image.find('/');
  // The first part is a registry's name.
  return slash != std::string_view::npos && image.substr(0, slash).find('.') != std::string_view::npos &&
         slash + 1 < image.size() && is_letter(image[0]) && (first == 0 || text[first - 1] != ':');
}

// What an image's tag is said to be: "tag": "2.5.0.0", "tag_reported": "2.7.1.0". The image's versions begin with one
// digit, and so does no private address.
bool is_stated_tag(std::string_view text, std::size_t begin) {
  static constexpr std::array<std::string_view, 3> k_suffixes{"_reported", "_requested", ""};
  if (begin + 1 >= text.size() || text[begin + 1] != '.' || text[begin - 1] != '"') return false;
  Words words;
  const std::string_view before = words_before(text, begin, words);
  return std::any_of(k_suffixes.begin(), k_suffixes.end(), [&](std::string_view suffix) {
    if (!before.ends_with(suffix)) return false;
    const std::string_view name = before.substr(0, before.size() - suffix.size());
    if (!name.ends_with("tag")) return false;
    return name.size() > 3 &&
           (name[name.size() - 4] == '"' || name.ends_with("previous_tag") || name.ends_with("other_tag"));
  });
}

}  // namespace

bool is_version(std::string_view text, std::size_t begin, std::size_t end) {
  static constexpr std::array<std::string_view, 8> k_words{"version",  " ver", "build", "release",
                                                           "firmware", "oid",  "\nver", "revision"};
  if (is_x509_name(text, begin, end)) return true;
  if (begin == 0) return false;
  Words words;
  const std::string_view before = words_before(text, begin, words);
  if (std::any_of(k_words.begin(), k_words.end(), [&](std::string_view word) { return before.ends_with(word); }))
    return true;
  if (is_stated_tag(text, begin)) return true;
  const std::string_view number = text.substr(begin, end - begin);
  const std::string_view behind = text.substr(end, 2);
  // "Chrome/120.0.0.0"; a name and the address that it has are written so as well, but no address ends with zero.
  if (begin > 1 && text[begin - 1] == '/' && is_letter(text[begin - 2]) && number.ends_with(".0") &&
      !(behind.size() == 2 && behind[0] == ':' && is_digit(behind[1]))) {
    return true;
  }
  // "lib-1.2.3.4.tar.gz", "1.2.3.4+dfsg", "1.2.3.4~rc1"
  if (is_image_tag(text, begin, end)) return true;
  if (behind.size() < 2) return false;
  if (begin > 1 && text[begin - 1] == '-' && behind[0] == '.' && is_letter(behind[1])) return true;
  return (behind[0] == '+' || behind[0] == '~') && (is_letter(behind[1]) || is_digit(behind[1]));
}

}  // namespace sgw::redaction
