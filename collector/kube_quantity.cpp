#include "collector/kube_quantity.hpp"

#include <array>
#include <charconv>

namespace sgw::collector {

namespace {

constexpr std::int64_t k_max = std::int64_t{1} << 62;
constexpr std::size_t k_max_digits = 40;

struct Suffix {
  std::string_view word;
  int twos;  // power of two
  int tens;  // power of ten
};
constexpr std::array k_suffixes{Suffix{"", 0, 0},    Suffix{"n", 0, -9},  Suffix{"u", 0, -6},  Suffix{"m", 0, -3},
                                Suffix{"k", 0, 3},   Suffix{"M", 0, 6},   Suffix{"G", 0, 9},   Suffix{"T", 0, 12},
                                Suffix{"P", 0, 15},  Suffix{"E", 0, 18},  Suffix{"Ki", 10, 0}, Suffix{"Mi", 20, 0},
                                Suffix{"Gi", 30, 0}, Suffix{"Ti", 40, 0}, Suffix{"Pi", 50, 0}, Suffix{"Ei", 60, 0}};

// A number as digits (without a point) and two powers: exact, whatever is multiplied later.
struct Decimal {
  std::uint64_t digits = 0;
  int tens = 0;
  bool more = false;  // digits behind what fits were not zero
};

// Takes a number's digits off `text`. Those that do not fit are counted: before the point by the power, behind it they
// only round up.
std::optional<Decimal> take_digits(std::string_view& text) {
  Decimal number;
  std::size_t seen = 0;
  bool point = false;
  std::size_t i = 0;
  for (; i < text.size(); ++i) {
    const char letter = text[i];
    if (letter == '.' && !point) {
      point = true;
      continue;
    }
    if (letter < '0' || letter > '9') break;
    if (++seen > k_max_digits) return std::nullopt;
    const auto digit = static_cast<std::uint64_t>(letter - '0');
    if (number.digits < 1'000'000'000'000'000'000ULL) {
      number.digits = number.digits * 10 + digit;
      number.tens -= point ? 1 : 0;
    } else {
      number.more = number.more || digit != 0;
      number.tens += point ? 0 : 1;
    }
  }
  text.remove_prefix(i);
  return seen == 0 ? std::nullopt : std::optional(number);
}

// "e3", "E-2": also the beginning of nothing else, as a suffix E has no digits behind it.
std::optional<int> exponent(std::string_view text) {
  if (text.size() < 2 || (text.front() != 'e' && text.front() != 'E')) return std::nullopt;
  text.remove_prefix(1);
  if (text.front() == '+') text.remove_prefix(1);
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  const bool good = error == std::errc() && end == text.data() + text.size() && value >= -100 && value <= 100;
  return good ? std::optional(value) : std::nullopt;
}

// 64 bits of digits times 2^60 fit. An extension of the compilers, which they take as a typedef only.
__extension__ typedef unsigned __int128 Wide;  // NOLINT(modernize-use-using)

std::optional<std::int64_t> scaled(const Decimal& number, int twos, int tens) {
  Wide value = static_cast<Wide>(number.digits) << twos;  // under 2^64 times 2^60
  bool rest = number.more;
  for (; tens > 0 && value != 0; --tens) {
    if (value > static_cast<Wide>(k_max)) return std::nullopt;
    value *= 10;
  }
  for (; tens < 0 && value != 0; ++tens) {
    rest = rest || value % 10 != 0;
    value /= 10;
  }
  if (rest) ++value;
  if (value > static_cast<Wide>(k_max)) return std::nullopt;
  return static_cast<std::int64_t>(value);
}

std::optional<std::int64_t> quantity(std::string_view text, int unit_tens) {
  if (text.starts_with('+')) text.remove_prefix(1);
  const auto number = take_digits(text);
  if (!number) return std::nullopt;
  if (const auto power = exponent(text)) return scaled(*number, 0, number->tens + *power + unit_tens);
  for (const Suffix& suffix : k_suffixes) {
    if (suffix.word == text) return scaled(*number, suffix.twos, number->tens + suffix.tens + unit_tens);
  }
  return std::nullopt;
}

std::optional<std::int64_t> quantity(const JsonReader& value, int unit_tens) {
  if (const auto text = value.text()) return quantity(*text, unit_tens);
  const auto number = value.integer();
  return number ? quantity(std::to_string(*number), unit_tens) : std::nullopt;
}

constexpr int k_nano = 9;

}  // namespace

std::optional<std::int64_t> quantity_units(std::string_view text) { return quantity(text, 0); }
std::optional<std::int64_t> quantity_nanos(std::string_view text) { return quantity(text, k_nano); }
std::optional<std::int64_t> quantity_units(const JsonReader& value) { return quantity(value, 0); }
std::optional<std::int64_t> quantity_nanos(const JsonReader& value) { return quantity(value, k_nano); }

}  // namespace sgw::collector
