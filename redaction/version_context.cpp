#include "redaction/version_context.hpp"

#include <algorithm>
#include <array>
#include <string>

namespace sgw::redaction {

namespace {

constexpr std::size_t k_look_back = 32;

bool is_letter(char c) { return (c | 0x20) >= 'a' && (c | 0x20) <= 'z'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

// What stands in front, in lower case, up to the last character that says something.
std::string words_before(std::string_view text, std::size_t begin) {
  const std::size_t from = begin > k_look_back ? begin - k_look_back : 0;
  std::string before(text.substr(from, begin - from));
  for (char& c : before) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c | 0x20);
  }
  while (true) {
    const std::size_t last = before.find_last_not_of(" =:\"'/\\>([\t");
    if (last == std::string::npos) return {};
    before.resize(last + 1);
    if (before.ends_with("&quot;")) {
      before.resize(before.size() - 6);
    } else if (before.ends_with("%3d") || before.ends_with("%22") || before.ends_with("%20")) {
      before.resize(before.size() - 3);
    } else {
      return before;
    }
  }
}

}  // namespace

bool is_version(std::string_view text, std::size_t begin, std::size_t end) {
  static constexpr std::array<std::string_view, 8> k_words{"version",  " ver", "build", "release",
                                                           "firmware", "oid",  "\nver", "revision"};
  if (begin == 0) return false;
  const std::string before = words_before(text, begin);
  if (std::any_of(k_words.begin(), k_words.end(), [&](std::string_view word) { return before.ends_with(word); }))
    return true;
  const std::string_view number = text.substr(begin, end - begin);
  const std::string_view behind = text.substr(end, 2);
  // "Chrome/120.0.0.0"; a name and the address that it has are written so as well, but no address ends with zero.
  if (begin > 1 && text[begin - 1] == '/' && is_letter(text[begin - 2]) && number.ends_with(".0")) return true;
  // "lib-1.2.3.4.tar.gz", "1.2.3.4+dfsg", "1.2.3.4~rc1"
  if (behind.size() < 2) return false;
  if (begin > 1 && text[begin - 1] == '-' && behind[0] == '.' && is_letter(behind[1])) return true;
  if ((behind[0] == '+' || behind[0] == '~') && (is_letter(behind[1]) || is_digit(behind[1]))) return true;
  // X.509's attributes and extensions in a distinguished name: "2.5.4.97=…"
  return behind[0] == '=' && (number.starts_with("2.5.4.") || number.starts_with("2.5.29."));
}

}  // namespace sgw::redaction
