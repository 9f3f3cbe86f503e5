#include "redaction/host_names.hpp"

#include <algorithm>
#include <array>

namespace sgw::redaction {

namespace {

constexpr std::size_t k_max_name = 253;
constexpr std::size_t k_max_label = 63;
constexpr std::string_view k_pseudonym = "host-";
constexpr std::size_t k_pseudonym_digits = 12;

// Reserved for private use, or never given to anybody and used by many.
constexpr std::array<std::string_view, 11> k_private_ends{".internal", ".local",     ".lan",      ".corp",
                                                          ".intranet", ".intra",     ".private",  ".localdomain",
                                                          ".localnet", ".home.arpa", ".corporate"};
constexpr std::string_view k_last_letters = "aelnpt";  // of these; "com" ends with none
static_assert(std::all_of(k_private_ends.begin(), k_private_ends.end(), [](std::string_view end) {
  return k_last_letters.find(end.back()) != std::string_view::npos;
}));
constexpr std::array<std::string_view, 4> k_private_labels{".corp.", ".intra.", ".intranet.", ".internal."};

bool is_letter(char c) { return ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') || static_cast<unsigned char>(c) >= 0x80; }

bool is_hex_digit(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); }

}  // namespace

bool is_host_name(std::string_view text) {
  if (text.ends_with('.')) text.remove_suffix(1);
  if (text.empty() || text.size() > k_max_name || std::none_of(text.begin(), text.end(), is_letter)) return false;
  std::size_t label = 0;
  for (const char c : text) {
    if (c == '.' ? label == 0 : !is_host_char(c)) return false;
    label = c == '.' ? 0 : label + 1;
    if (label > k_max_label) return false;
  }
  return label > 0;
}

std::string folded_host(std::string_view name) {
  if (name.ends_with('.')) name.remove_suffix(1);
  std::string folded(name);
  for (char& c : folded) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c | 0x20);
  }
  return folded;
}

std::string_view private_end(std::string_view folded) {
  if (folded.empty() || k_last_letters.find(folded.back()) == std::string_view::npos) return {};
  for (const std::string_view end : k_private_ends) {
    if (folded.size() > end.size() && folded.ends_with(end)) return end;
  }
  return {};
}

bool has_private_label(std::string_view folded) {
  const std::size_t dot = folded.rfind('.');
  if (dot == std::string_view::npos || folded.size() - dot < 3 || folded.find('.') == dot) return false;
  return std::any_of(k_private_labels.begin(), k_private_labels.end(), [&](std::string_view label) {
    const std::size_t at = folded.find(label);
    return at != std::string_view::npos && at > 0;
  });
}

std::string host_pseudonym(std::string_view folded, std::uint64_t hash) {
  std::string name(k_pseudonym);
  for (std::size_t i = 0; i < k_pseudonym_digits; ++i) name += "0123456789abcdef"[(hash >> (4 * i)) & 15U];
  if (folded.find('.') == std::string_view::npos) return name;
  const std::string_view end = private_end(folded);
  return name.append(end.empty() ? ".example" : end);
}

bool is_host_pseudonym(std::string_view folded) {
  if (!folded.starts_with(k_pseudonym)) return false;
  folded.remove_prefix(k_pseudonym.size());
  const std::string_view digits = folded.substr(0, k_pseudonym_digits);
  const std::string_view end = folded.substr(digits.size());
  return digits.size() == k_pseudonym_digits && std::all_of(digits.begin(), digits.end(), is_hex_digit) &&
         (end.empty() || end == ".example" || private_end(folded) == end);
}

}  // namespace sgw::redaction
