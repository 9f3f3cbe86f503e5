#include "redaction/address_detector.hpp"

#include "redaction/addresses.hpp"
#include "redaction/byte_masks.hpp"
#include "redaction/text_shape.hpp"
#include "redaction/version_context.hpp"

#include <arpa/inet.h>
#include <algorithm>
#include <array>
#include <bit>
#include <string>

namespace sgw::redaction {

namespace {

constexpr std::size_t k_max_v6 = 45;
constexpr std::size_t k_stride = 48;  // of 64 bytes: the first is looked back at, the last ones are looked ahead to

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c | 0x20) >= 'a' && (c | 0x20) <= 'z'; }
bool is_word(char c) { return is_digit(c) || is_letter(c) || c == '_'; }

// An address, or nothing (end 0); either way nothing else begins before `resume`.
struct Extent {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::size_t resume = 0;
};

// In a private block, which no version of a product begins with.
bool is_private(std::string_view number) { return number.starts_with("10.") || number.starts_with("192.168."); }

// "node_10.1.2.3", "peer10.1.2.3": a word that says what follows; or a name's part, when no product's version can
// follow.
bool follows_name(std::string_view text, std::size_t begin, std::size_t end) {
  static constexpr std::array<std::string_view, 6> k_words{"node", "peer", "host", "pod", "addr", "ip"};
  std::size_t word = begin;
  while (word > 0 && begin - word < 8 && is_word(text[word - 1])) --word;
  std::string_view name = text.substr(word, begin - word);
  if (name.ends_with('_')) {
    if (is_private(text.substr(begin, end - begin))) return true;
    name.remove_suffix(1);
  }
  return std::any_of(k_words.begin(), k_words.end(), [&](std::string_view known) { return name == known; });
}

// tcpdump puts the port behind one more dot: "IP 10.1.2.3.51234 > 20.50.2.4.443:". What begins with 0 to 2 is an OID.
bool is_packet_end(std::string_view text, std::size_t begin, std::size_t end) {
  const std::string_view before = text.substr(begin < 3 ? 0 : begin - 3, begin < 3 ? begin : 3);
  const bool oid = text[begin + 1] == '.' && text[begin] <= '2';
  return !oid && (before.ends_with("IP ") || before.ends_with("> ") || text.substr(end, 3) == " > ");
}

// The dotted run of numbers around the '.' at `dot`.
Extent v4_around(std::string_view text, std::size_t dot) {
  std::size_t begin = dot;
  while (begin > 0 && dot - begin < 4 && is_digit(text[begin - 1])) --begin;
  std::size_t end = begin;
  std::size_t fourth = 0;
  int parts = 0;
  bool valid = true;
  while (end < text.size() && is_digit(text[end])) {
    unsigned octet = 0;
    const std::size_t first = end;
    while (end < text.size() && is_digit(text[end])) {
      octet = std::min(octet * 10 + static_cast<unsigned>(text[end++] - '0'), 10000U);
    }
    ++parts;
    valid = valid && (parts == 5 ? octet < 65536 && end - first <= 5 : octet <= 255 && end - first <= 3);
    if (parts == 4) fourth = end;
    if (end + 1 >= text.size() || text[end] != '.' || !is_digit(text[end + 1])) break;
    ++end;
  }
  const Extent none{0, 0, end};
  if (!valid || (begin > 0 && text[begin - 1] == '.')) return none;
  if (parts == 5 && is_packet_end(text, begin, end)) return {begin, fourth, end};
  if (parts != 4) return none;
  if (begin > 0 && is_word(text[begin - 1]) && !follows_name(text, begin, end)) return none;
  const bool port = end + 1 < text.size() && text[end] == '_' && is_digit(text[end + 1]) &&
                    is_private(text.substr(begin, end - begin));
  if (end < text.size() && is_word(text[end]) && !port) return none;
  return is_version(text, begin, end) ? none : Extent{begin, end, end};
}

// Whether a sign stands elsewhere than behind two digits.
bool is_pair_row_broken(std::string_view row) {
  for (std::size_t i = 0; i < row.size(); ++i) {
    if ((row[i] == ':') != (i % 3 == 2)) return true;
  }
  return false;
}

// "dead:beef::cafe:face": three groups of four letters at least, which no name of a program's part is made of.
bool is_row_of_words(std::string_view row) {
  std::size_t groups = 0;
  for (std::size_t begin = 0; begin <= row.size();) {
    const std::size_t end = std::min(row.find(':', begin), row.size());
    if (end - begin != 4 && end != begin) return false;
    groups += end == begin ? 0U : 1U;
    begin = end + 1;
  }
  return groups >= 3 && static_cast<std::size_t>(std::count(row.begin(), row.end(), ':')) >= groups;
}

// The run of hexadecimal digits and colons around the ':' at `colon`.
Extent v6_around(std::string_view text, std::size_t colon) {
  std::size_t begin = colon;
  while (begin > 0 && colon - begin <= k_max_v6 && (is_hex_digit(text[begin - 1]) || text[begin - 1] == ':')) --begin;
  std::size_t end = colon;
  while (end < text.size() && (is_hex_digit(text[end]) || text[end] == ':')) ++end;
  if (end - begin > k_max_v6) return {0, 0, end};
  const Extent none{0, 0, colon + 1};
  // "interface:2001:db8::1": what ends with such a digit is a word that the address does not belong to.
  if (begin > 0 && is_word(text[begin - 1])) begin = text.find(':', begin) + 1;
  // An embedded IPv4 address: "::ffff:10.1.2.3"; behind one dot stands tcpdump's port.
  const std::size_t groups_end = end;
  if (end < text.size() && text[end] == '.') {
    while (end < text.size() && end - begin <= k_max_v6 && (is_digit(text[end]) || text[end] == '.')) ++end;
  }
  while (end > begin && text[end - 1] == '.') --end;
  if (std::count(text.begin() + static_cast<std::ptrdiff_t>(groups_end),
                 text.begin() + static_cast<std::ptrdiff_t>(end), '.') == 1) {
    end = groups_end;
  }
  if (end > begin + 2 && text[end - 1] == ':' && text[end - 2] != ':') --end;
  if (end < begin + 3) return none;
  const std::string_view candidate = text.substr(begin, end - begin);
  if (end < text.size() && is_word(text[end])) return none;
  const bool digit = std::any_of(candidate.begin(), candidate.end(), is_digit) || is_row_of_words(candidate);
  std::array<unsigned char, 16> parsed{};
  // Eight pairs are a short digest.
  if (candidate.size() == 23 && !is_pair_row_broken(candidate)) return none;
  if (!digit || inet_pton(AF_INET6, std::string(candidate).c_str(), parsed.data()) != 1) return none;
  return {begin, end, end};
}

// The row of six pairs whose first ':' or '-' stands at `sign`.
Extent mac_around(std::string_view text, std::size_t sign) {
  constexpr std::size_t k_size = 17;
  const Extent none{0, 0, sign + 1};
  if (sign < 2 || sign + k_size - 2 > text.size()) return none;
  const std::size_t begin = sign - 2;
  const std::size_t end = begin + k_size;
  const char separator = text[sign];
  for (std::size_t i = begin; i < end; ++i) {
    if ((i - begin) % 3 == 2 ? text[i] != separator : !is_hex_digit(text[i])) return none;
  }
  // "mac:00:1c:…" begins a row, "ab:00:1c:…" goes on with one.
  std::size_t word = begin;
  if (begin > 0 && text[begin - 1] == separator) {
    for (--word; word > 0 && begin - word < 5 && is_word(text[word - 1]);) --word;
  }
  const bool before = (begin > 0 && is_word(text[begin - 1])) || (begin - word == 3 && is_hex_digit(text[word]));
  const bool behind =
      end < text.size() &&
      (is_word(text[end]) || (text[end] == separator && end + 1 < text.size() && is_hex_digit(text[end + 1])));
  return before || behind ? none : Extent{begin, end, end};
}

// Three groups of four digits with dots between them; without a letter it may be any number.
Extent grouped_mac_around(std::string_view text, std::size_t dot) {
  constexpr std::size_t k_size = 14;
  const Extent none{0, 0, dot + 1};
  if (dot < 4 || dot + k_size - 4 > text.size()) return none;
  const std::size_t begin = dot - 4;
  const std::size_t end = begin + k_size;
  bool letter = false;
  bool digit = false;
  for (std::size_t i = begin; i < end; ++i) {
    if ((i - begin) % 5 == 4 ? text[i] != '.' : !is_hex_digit(text[i])) return none;
    letter = letter || is_letter(text[i]);
    digit = digit || is_digit(text[i]);
  }
  const bool glued = (begin > 0 && (is_word(text[begin - 1]) || text[begin - 1] == '.' || text[begin - 1] == '-')) ||
                     (end < text.size() && (is_word(text[end]) || text[end] == '-' ||
                                            (text[end] == '.' && end + 1 < text.size() && is_word(text[end + 1]))));
  return letter && digit && !glued ? Extent{begin, end, end} : none;
}

Extent around(std::string_view text, std::size_t at) {
  if (text[at] == '-') return mac_around(text, at);
  const Extent first = text[at] == '.' ? v4_around(text, at) : mac_around(text, at);
  if (first.end != 0) return first;
  const Extent second = text[at] == '.' ? grouped_mac_around(text, at) : v6_around(text, at);
  return second.end != 0 ? second : Extent{0, 0, std::max(first.resume, second.resume)};
}

// Bits of `signs` that have another one 2 to 5 places ahead of them.
std::uint64_t with_next(std::uint64_t signs, std::uint64_t next) {
  const std::uint64_t two_or_three = (next >> 2) | (next >> 3);
  return signs & (two_or_three | (two_or_three >> 2));
}

// Whether the signs alone could be those of an address: most windows of a log hold no three of them so near.
bool may_hold_one(const ByteMasks& signs) {
  const std::uint64_t dots =
      with_next(signs.dots, with_next(signs.dots, signs.dots)) | (signs.dots & (signs.dots >> 5));
  const std::uint64_t colons =
      (signs.colons & (signs.colons >> 1)) | with_next(signs.colons, with_next(signs.colons, signs.colons));
  return (dots | colons | (signs.dashes & (signs.dashes >> 3) & (signs.dashes >> 6))) != 0;
}

// Where something worth a look may begin: of every kind of address its first sign or a later one.
std::uint64_t candidates(const ByteMasks& masks) {
  const std::uint64_t near_digits = (masks.digits << 1) & (masks.digits >> 1);
  const std::uint64_t near_hex = (masks.hex << 1) & (masks.hex >> 1);
  const std::uint64_t dots = masks.dots & near_digits;
  const std::uint64_t v4 = with_next(dots, with_next(dots, dots));
  const std::uint64_t colons = masks.colons & near_hex;
  const std::uint64_t v6 = (masks.colons & (masks.colons >> 1)) | with_next(colons, with_next(colons, colons));
  const std::uint64_t pairs = (masks.hex >> 1) & (masks.hex >> 2);
  const std::uint64_t dashes = masks.dashes & near_hex & pairs & (masks.dashes >> 3) & (masks.dashes >> 6);
  const std::uint64_t groups = masks.dots & near_hex & pairs & (masks.hex >> 3) & (masks.hex >> 4) & (masks.dots >> 5);
  return v4 | v6 | dashes | groups;
}

}  // namespace

void AddressDetector::find(const Place& place, const RuleLabel& label, Finds& finds, Pending* /*pending*/) const {
  constexpr std::uint64_t k_turn = ((std::uint64_t{1} << k_stride) - 1) << 1;
  const std::string_view text = place.text;
  std::size_t done = 0;
  // No address begins with the sign at the text's first byte but "::", whose second colon tells it as well.
  for (std::size_t base = 0; base < text.size(); base += k_stride) {
    if (!may_hold_one(sign_masks(text, base))) continue;
    std::uint64_t bits = candidates(byte_masks(text, base)) & (base == 0 ? k_turn | 1U : k_turn);
    for (; bits != 0; bits &= bits - 1) {
      const std::size_t at = base + static_cast<std::size_t>(std::countr_zero(bits));
      if (at < done) continue;
      const Extent extent = around(text, at);
      done = std::max(extent.resume, at + 1);
      if (extent.end == 0 || Addresses::names_nobody(text.substr(extent.begin, extent.end - extent.begin))) continue;
      finds.push_back({extent.begin, extent.end, &label, {}, false});
    }
  }
}

}  // namespace sgw::redaction
