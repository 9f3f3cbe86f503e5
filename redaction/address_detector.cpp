#include "redaction/address_detector.hpp"

#include "redaction/addresses.hpp"

#include <arpa/inet.h>
#include <algorithm>
#include <array>
#include <cstring>

namespace sgw::redaction {

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c | 0x20) >= 'a' && (c | 0x20) <= 'z'; }
bool is_word(char c) { return is_digit(c) || is_letter(c) || c == '_'; }
bool is_hex(char c) { return is_digit(c) || ((c | 0x20) >= 'a' && (c | 0x20) <= 'f'); }

std::size_t next(std::string_view text, char c, std::size_t from) {
  if (from >= text.size()) return std::string_view::npos;
  const void* found = std::memchr(text.data() + from, c, text.size() - from);
  if (found == nullptr) return std::string_view::npos;
  return static_cast<std::size_t>(static_cast<const char*>(found) - text.data());
}

// "Version=4.2.2.0", "version: 2.10.3.1", "ver 1.2.3.4"
bool behind_version_word(std::string_view text, std::size_t begin) {
  constexpr std::size_t k_look_back = 16;
  std::string before(text.substr(begin > k_look_back ? begin - k_look_back : 0, std::min(begin, k_look_back)));
  std::transform(before.begin(), before.end(), before.begin(),
                 [](char c) { return is_letter(c) ? static_cast<char>(c | 0x20) : c; });
  const std::size_t end = before.find_last_not_of(" =:\"'/");
  if (end == std::string::npos) return false;
  before.resize(end + 1);
  return before.ends_with("version") || before.ends_with(" ver") || before.ends_with("build");
}

// The end of the dotted run of numbers around the '.' at `dot`; `dots` counts its dots. False when it is no address.
bool v4_extent(std::string_view text, std::size_t dot, std::size_t& begin, std::size_t& end) {
  begin = dot;
  while (begin > 0 && dot - begin < 4 && is_digit(text[begin - 1])) --begin;
  end = begin;
  int parts = 0;
  bool valid = true;
  while (end < text.size() && is_digit(text[end])) {
    unsigned octet = 0;
    const std::size_t first = end;
    while (end < text.size() && is_digit(text[end])) {
      octet = std::min(octet * 10 + static_cast<unsigned>(text[end++] - '0'), 10000U);
    }
    ++parts;
    valid = valid && octet <= 255 && end - first <= 3;
    if (end + 1 >= text.size() || text[end] != '.' || !is_digit(text[end + 1])) break;
    ++end;
  }
  if (begin > 0 && (is_word(text[begin - 1]) || text[begin - 1] == '.')) return false;
  if (end < text.size() && is_word(text[end])) return false;
  return valid && parts == 4;
}

}  // namespace

void Ipv4Detector::find(const Place& place, const RuleLabel& label, Finds& finds, Pending* /*pending*/) const {
  const std::string_view text = place.text;
  std::size_t dot = next(text, '.', 1);
  while (dot != std::string_view::npos) {
    std::size_t after = dot + 1;
    if (is_digit(text[dot - 1]) && dot + 1 < text.size() && is_digit(text[dot + 1])) {
      std::size_t begin = 0;
      const bool address = v4_extent(text, dot, begin, after);
      if (address && !Addresses::names_nobody(text.substr(begin, after - begin)) && !behind_version_word(text, begin)) {
        finds.push_back({begin, after, &label, {}, false});
      }
      after = std::max(after, dot + 1);
    }
    dot = next(text, '.', after);
  }
}

void Ipv6Detector::find(const Place& place, const RuleLabel& label, Finds& finds, Pending* /*pending*/) const {
  const std::string_view text = place.text;
  std::size_t colon = next(text, ':', 0);
  while (colon != std::string_view::npos) {
    std::size_t begin = colon;
    while (begin > 0 && colon - begin < 5 && is_hex(text[begin - 1])) --begin;
    std::size_t end = colon;
    std::size_t colons = 0;
    while (end < text.size() && (is_hex(text[end]) || text[end] == ':')) colons += text[end++] == ':' ? 1U : 0U;
    const std::size_t resume = std::max(end, colon + 1);
    // An embedded IPv4 address: "::ffff:10.1.2.3".
    if (colons >= 2 && end < text.size() && text[end] == '.') {
      while (end < text.size() && (is_digit(text[end]) || text[end] == '.')) ++end;
    }
    while (end > begin && text[end - 1] == '.') --end;
    if (end - begin > 2 && text[end - 1] == ':' && text[end - 2] != ':') --end;
    const std::string_view candidate = text.substr(begin, end - begin);
    const bool glued = (begin > 0 && (is_word(text[begin - 1]) || text[begin - 1] == ':')) ||
                       (end < text.size() && is_word(text[end]));
    const bool digit = std::any_of(candidate.begin(), candidate.end(), is_digit);
    std::array<unsigned char, 16> parsed{};
    if (colons >= 2 && candidate.size() >= 3 && candidate.size() <= 45 && !glued && digit &&
        inet_pton(AF_INET6, std::string(candidate).c_str(), parsed.data()) == 1 &&
        !Addresses::names_nobody(candidate)) {
      finds.push_back({begin, end, &label, {}, false});
    }
    colon = next(text, ':', resume);
  }
}

void EmailDetector::find(const Place& place, const RuleLabel& label, Finds& finds, Pending* /*pending*/) const {
  const std::string_view text = place.text;
  const auto is_local = [](char c) { return is_word(c) || c == '.' || c == '%' || c == '+' || c == '-'; };
  const auto is_host = [](char c) { return (is_word(c) && c != '_') || c == '.' || c == '-'; };
  for (std::size_t at = next(text, '@', 1); at != std::string_view::npos; at = next(text, '@', at + 1)) {
    std::size_t begin = at;
    while (begin > 0 && at - begin < 64 && is_local(text[begin - 1])) --begin;
    while (begin < at && (text[begin] == '.' || text[begin] == '-' || text[begin] == '%')) ++begin;
    std::size_t end = at + 1;
    while (end < text.size() && end - at < 254 && is_host(text[end])) ++end;
    while (end > at + 1 && (text[end - 1] == '.' || text[end - 1] == '-')) --end;
    const std::string_view host = text.substr(at + 1, end - at - 1);
    const std::size_t dot = host.rfind('.');
    if (begin == at || dot == std::string_view::npos || dot == 0) continue;
    const std::string_view top = host.substr(dot + 1);
    if (top.size() >= 2 && std::all_of(top.begin(), top.end(), is_letter))
      finds.push_back({begin, end, &label, {}, false});
  }
}

}  // namespace sgw::redaction
