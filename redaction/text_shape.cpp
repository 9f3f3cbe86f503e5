#include "redaction/text_shape.hpp"

#include "redaction/base64.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>

namespace sgw::redaction {

namespace {

constexpr std::size_t k_min_groups = 3;  // of three printable bytes
constexpr std::size_t k_min_pairs = 10;  // of hexadecimal digits
constexpr std::size_t k_sample = 96;     // characters that tell UTF-16
constexpr std::size_t k_min_wide_groups = 6;
// A run longer than this is more often a picture, a key or noise than text: in random bytes, too, some nine in a row
// are printable, and what lies thousands of bytes beside them has nothing to do with them.
constexpr std::size_t k_long_run = 2048;
constexpr std::size_t k_around = 512;  // characters that are looked at on both sides of a streak

constexpr std::uint8_t k_first = 1;
constexpr std::uint8_t k_second = 2;
constexpr std::uint8_t k_third = 4;
// The same for bytes that may be zero as well, as half of those of UTF-16 are.
constexpr std::uint8_t k_wide_first = 8;
constexpr std::uint8_t k_wide_second = 16;
constexpr std::uint8_t k_wide_third = 32;

// At which places of a group of four a character can stand when the group is three bytes from 0x20 to 0x7F: the first
// byte's upper bits, the second's and the third's are in characters one, two and three.
constexpr std::array<std::uint8_t, 256> k_places = [] {
  std::array<std::uint8_t, 256> result{};
  for (std::size_t c = 0; c < result.size(); ++c) {
    if (k_base64_values[c] < 0) continue;
    const unsigned bits = static_cast<unsigned char>(k_base64_values[c]);
    const unsigned first = bits >= 8 && bits < 32 ? k_first : 0U;
    const unsigned second = (bits & 15U) >= 2 && (bits & 15U) <= 7 ? k_second : 0U;
    const unsigned third = (bits & 3U) <= 1 ? k_third : 0U;
    const unsigned wide_first = first != 0 || bits == 0 ? k_wide_first : 0U;
    const unsigned wide_second = second != 0 || (bits & 15U) == 0 ? k_wide_second : 0U;
    const unsigned wide_third = third != 0 ? k_wide_third : 0U;
    result[c] = static_cast<std::uint8_t>(first | second | third | wide_first | wide_second | wide_third);
  }
  return result;
}();

// k_first: the group whose first three characters begin at `bytes` is printable; k_wide_first: or may be zeros.
unsigned group_at(const unsigned char* bytes) {
  const unsigned second = k_places[bytes[1]];
  const unsigned third = k_places[bytes[2]];
  return k_places[bytes[0]] & (second / k_second) & (third / k_third);
}

// Bits for the groups that begin in the first 64 of `characters` and are printable.
std::uint64_t groups_of(std::string_view characters) {
  std::array<std::uint8_t, 64> places{};
  const std::size_t size = std::min(characters.size(), places.size());
  for (std::size_t i = 0; i < size; ++i) places[i] = k_places[static_cast<unsigned char>(characters[i])];
  std::array<std::uint64_t, 3> masks{};
  for (std::size_t i = 0; i < size; i += 8) {
    std::uint64_t eight = 0;
    for (std::size_t k = 0; k < 8; ++k) eight |= std::uint64_t{places[i + k]} << (8 * k);
    for (std::size_t of = 0; of < masks.size(); ++of) {
      // The lowest bits of eight bytes side by side.
      const std::uint64_t lowest = (eight >> of) & 0x0101010101010101U;
      masks[of] |= ((lowest * 0x0102040810204080U) >> 56) << i;
    }
  }
  static_assert(k_first == 1 && k_second == 2 && k_third == 4);
  return masks[0] & (masks[1] >> 1) & (masks[2] >> 2);
}

// Collects stretches in ascending order, with what is around them; those that meet become one.
class Stretches {
 public:
  // Of `size` characters, of which each `unit` stands for a whole number of bytes.
  Stretches(std::size_t size, std::size_t unit) : size_(size), around_(k_around / unit * unit) {}
  void add(std::size_t begin, std::size_t end) {
    begin -= std::min(begin, around_);
    end = std::min(end + around_, size_);
    if (!found_.empty() && begin <= found_.back().end) {
      found_.back().end = end;
    } else {
      found_.push_back({begin, end});
    }
  }
  std::vector<Stretch> take() { return std::move(found_); }

 private:
  std::size_t size_;
  std::size_t around_;
  std::vector<Stretch> found_;
};

}  // namespace

unsigned base64_alignments(std::string_view characters) {
  if (characters.size() > k_long_run) return 15;  // base64_stretches looks anyway
  unsigned found = 0;
  // Every second byte of UTF-16 is zero, and so is every fourth character or more.
  const std::string_view sample = characters.substr(0, k_sample);
  const auto zeros = static_cast<std::size_t>(std::count(sample.begin(), sample.end(), 'A'));
  if (zeros * 4 >= sample.size()) found = 15;
  // Three groups in a row, from each place on; a window's last places are those of the next one.
  constexpr std::size_t k_seen = 64 - (4 * (k_min_groups - 1) + 2);
  static_assert(k_min_groups == 3 && k_seen % 4 == 2);
  for (std::size_t at = 0; at + 3 <= characters.size() && found != 15; at += k_seen / 4 * 4) {
    const std::uint64_t groups = groups_of(characters.substr(at));
    std::uint64_t begins = groups & (groups >> 4) & (groups >> 8);
    begins |= begins >> 32;
    begins |= begins >> 16;
    begins |= begins >> 8;
    found |= static_cast<unsigned>((begins | begins >> 4) & 15U);
  }
  return found;
}

std::vector<Stretch> base64_stretches(std::string_view characters) {
  if (characters.size() <= k_long_run) return {{0, characters.size()}};
  Stretches stretches(characters.size(), 4);
  std::size_t groups = 0;
  std::size_t wide = 0;
  const auto* bytes = reinterpret_cast<const unsigned char*>(characters.data());
  constexpr unsigned k_any = k_first | k_wide_first;
  constexpr std::size_t k_third_group = 4 * (k_min_groups - 1);
  for (std::size_t at = 0; at + 3 <= characters.size(); at += 4) {
    // Where no streak is open, the last group of the shortest says whether one can begin here.
    while (groups + wide == 0 && at + k_third_group + 3 <= characters.size() &&
           (group_at(bytes + at + k_third_group) & k_any) == 0) {
      at += k_third_group + 4;
    }
    if (at + 3 > characters.size()) break;
    const unsigned kinds = group_at(bytes + at);
    // Nothing but zeros is no text.
    const bool zeros = bytes[at] == 'A' && bytes[at + 1] == 'A' && bytes[at + 2] == 'A';
    groups = (groups + 1) & (std::size_t{0} - (kinds & k_first));
    wide = zeros ? 0 : (wide + 1) & (std::size_t{0} - ((kinds | kinds / k_wide_first) & k_first));
    if (groups >= k_min_groups) {
      // Text in base64 is one long streak.
      const std::size_t begin = at + 4 - groups * 4;
      while (at + 7 <= characters.size() && (group_at(bytes + at + 4) & k_first) != 0) at += 4;
      const std::size_t more = (at + 4 - begin) / 4 - groups;
      groups += more;
      wide += more;
      stretches.add(begin, at + 4);
    }
    if (wide >= k_min_wide_groups) stretches.add(at + 4 - wide * 4, at + 4);
  }
  return stretches.take();
}

std::vector<Stretch> hex_stretches(std::string_view digits) {
  Stretches stretches(digits.size(), 2);
  std::size_t streak = 0;
  std::size_t wide = 0;
  bool is_accent = false;  // the byte before begins one
  for (std::size_t at = 0; at + 2 <= digits.size(); at += 2) {
    const char high = digits[at];
    // "c3a4" is a letter with an accent.
    const bool accent = high == 'c' && digits[at + 1] >= '2' && digits[at + 1] <= '5';
    const bool goes_on = is_accent && (high == '8' || high == '9' || high == 'a' || high == 'b');
    is_accent = accent;
    const bool printable = (high >= '2' && high <= '7') || accent || goes_on;
    const bool zero = high == '0' && digits[at + 1] == '0';
    streak = printable ? streak + 1 : 0;
    // UTF-16: a zero behind every printable byte.
    wide = printable || (zero && wide > 0) ? wide + 1 : 0;
    if (streak >= k_min_pairs) stretches.add(at + 2 - streak * 2, at + 2);
    if (wide >= 2 * k_min_pairs) stretches.add(at + 2 - wide * 2, at + 2);
  }
  std::vector<Stretch> found = stretches.take();
  if (!found.empty() && digits.size() <= k_long_run) return {{0, digits.size()}};
  return found;
}

std::string hex_decoded(std::string_view digits) {
  std::string bytes;
  for (std::size_t at = 0; at + 2 <= digits.size(); at += 2) {
    bytes += static_cast<char>(hex_value(digits[at]) * 16 + hex_value(digits[at + 1]));
  }
  return bytes;
}

std::string without_zeros(std::string bytes) {
  const auto zeros = static_cast<std::size_t>(std::count(bytes.begin(), bytes.end(), '\0'));
  if (zeros * 3 >= bytes.size()) std::erase(bytes, '\0');
  return bytes;
}

}  // namespace sgw::redaction
