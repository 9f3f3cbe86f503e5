#include "redaction/token.hpp"

#include <sgw_diag/digest.hpp>

#include <algorithm>

namespace sgw::redaction {

namespace {

constexpr std::string_view k_open = "<redacted:";
constexpr std::string_view k_gateway = " gw=";
constexpr std::string_view k_expiry = " exp=";
constexpr std::size_t k_tag_digits = 8;
constexpr std::size_t k_max_class = 40;
constexpr std::size_t k_max_gateway_id = 100;

bool is_class_char(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; }
bool is_tag_char(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); }
bool is_time_char(char c) { return (c >= '0' && c <= '9') || c == '-' || c == ':' || c == 'T' || c == 'Z'; }
bool is_id_char(char c) { return c > ' ' && c != '<' && c != '>'; }

template <class Predicate>
std::size_t run(std::string_view text, std::size_t at, std::size_t max, Predicate wanted) {
  std::size_t end = at;
  while (end < text.size() && end - at < max && wanted(text[end])) ++end;
  return end;
}

// The offset behind "<redacted:CLASS:TAG", or npos.
std::size_t head_end(std::string_view text, std::size_t at) {
  const std::size_t what = at + k_open.size();
  const std::size_t what_end = run(text, what, k_max_class, is_class_char);
  if (what_end == what || what_end >= text.size() || text[what_end] != ':') return std::string_view::npos;
  const std::size_t end = run(text, what_end + 1, k_tag_digits, is_tag_char);
  return end - what_end - 1 == k_tag_digits ? end : std::string_view::npos;
}

// The offset behind " exp=…>" or ">", or npos.
std::size_t tail_end(std::string_view text, std::size_t at) {
  if (text.substr(at, k_expiry.size()) == k_expiry) at = run(text, at + k_expiry.size(), 24, is_time_char);
  return at < text.size() && text[at] == '>' ? at + 1 : std::string_view::npos;
}

}  // namespace

bool is_class_name(std::string_view text) {
  return !text.empty() && text.size() <= k_max_class && std::all_of(text.begin(), text.end(), is_class_char);
}

bool is_showable_id(std::string_view id) {
  constexpr std::size_t k_max_id = 80;
  return !id.empty() && id.size() <= k_max_id && std::all_of(id.begin(), id.end(), [](char c) {
    return (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') || c == '.' || c == '_' || c == '-';
  });
}

std::string tag_of(std::string_view key, std::string_view value) {
  const auto digest = hmac_sha256(key, value);
  const std::string bytes(digest.begin(), digest.begin() + k_tag_digits / 2);
  return to_hex(bytes);
}

std::string placeholder(std::string_view what, std::string_view tag) {
  std::string text(k_open);
  return text.append(what).append(":").append(tag).append(">");
}

std::vector<std::pair<std::size_t, std::size_t>> placeholders_in(std::string_view text) {
  std::vector<std::pair<std::size_t, std::size_t>> ranges;
  std::size_t at = 0;
  while ((at = text.find(k_open, at)) != std::string_view::npos) {
    const std::size_t begin = at;
    at += k_open.size();
    const std::size_t head = head_end(text, begin);
    if (head == std::string_view::npos) continue;
    std::size_t id_end = head;
    std::size_t id = head;
    if (text.substr(head, k_gateway.size()) == k_gateway) {
      id = head + k_gateway.size();
      id_end = run(text, id, k_max_gateway_id, is_id_char);
    }
    const std::size_t end = tail_end(text, id_end);
    if (end == std::string_view::npos) continue;
    if (id_end > id) {
      ranges.emplace_back(begin, id);
      ranges.emplace_back(id_end, end);
    } else {
      ranges.emplace_back(begin, end);
    }
    at = end;
  }
  return ranges;
}

}  // namespace sgw::redaction
