#include "src/verify/randomness.hpp"

#include "src/verify/characters.hpp"

#include <algorithm>
#include <array>
#include <bitset>

namespace sgw::verify {

namespace {

constexpr std::size_t k_least_part = 12;
constexpr std::size_t k_least_distinct = 7;
constexpr std::size_t k_longest_typed = 64;

int kind_of(char c) { return is_digit(c) ? 0 : is_lower(c) ? 1 : is_upper(c) ? 2 : 3; }

struct Tally {
  std::size_t digits = 0;
  std::size_t letters = 0;
  std::size_t changes = 0;  // of kind, from one character to the next
  std::bitset<256> seen;
};

Tally tally(std::string_view part) {
  Tally count;
  for (std::size_t index = 0; index < part.size(); ++index) {
    const char c = part[index];
    count.digits += is_digit(c) ? 1 : 0;
    count.letters += is_letter(c) ? 1 : 0;
    count.changes += index > 0 && kind_of(c) != kind_of(part[index - 1]) ? 1 : 0;
    count.seen.set(static_cast<unsigned char>(c));
  }
  return count;
}

bool part_is_random(std::string_view part) {
  if (part.size() < k_least_part) return false;
  const Tally count = tally(part);
  if (count.seen.count() < k_least_distinct || count.letters < 2) return false;
  // A quarter of the neighbours differ in kind in hexadecimal and base64; CamelCase changes less often, and a time or a
  // version has too few changes.
  if (count.digits >= 2) return count.changes >= 4 && count.changes * 4 >= part.size();
  return part.size() >= (count.digits > 0 ? 16 : 20) && count.changes * 10 >= part.size() * 4;
}

bool is_separator(char c) { return c == '-' || c == '_' || c == '.' || c == '/' || c == ':' || c == '\\' || c == '@'; }

// A mask, a variable, a URL.
bool stands_for_another(std::string_view value) {
  static constexpr std::array<std::string_view, 5> k_signs = {"**", "${", "$(", "{{", "://"};
  return std::any_of(k_signs.begin(), k_signs.end(),
                     [&](auto sign) { return value.find(sign) != std::string_view::npos; });
}

}  // namespace

bool looks_random(std::string_view value, std::size_t least_length) {
  if (value.size() < least_length || stands_for_another(value)) return false;
  for (std::size_t from = 0; from < value.size();) {
    const std::size_t length = span_of(value, from, [](char c) { return !is_separator(c); });
    if (part_is_random(value.substr(from, length))) return true;
    from += length + 1;
  }
  return false;
}

bool looks_typed(std::string_view value, std::size_t least_length) {
  if (value.size() < least_length || value.size() > k_longest_typed || stands_for_another(value)) return false;
  // A path of either kind, a reference, an address.
  if (std::string_view("/$%@\\").find(value.front()) != std::string_view::npos || value.substr(1, 2) == ":\\")
    return false;
  std::size_t letters = 0;
  std::size_t changes = 0;  // between letters and digits
  char last = 0;
  for (const char c : value) {
    if (!is_alnum(c)) continue;
    letters += is_letter(c) ? 1 : 0;
    changes += last != 0 && is_digit(c) != is_digit(last) ? 1 : 0;
    last = c;
  }
  // A time and a version have more digits than letters.
  return letters >= 3 && changes >= 2 && letters * 3 >= value.size();
}

bool is_guid(std::string_view value) {
  if (value.size() != 36) return false;
  for (std::size_t index = 0; index < value.size(); ++index) {
    const bool dash = index == 8 || index == 13 || index == 18 || index == 23;
    if (dash ? value[index] != '-' : !is_hex(value[index])) return false;
  }
  return true;
}

}  // namespace sgw::verify
