#include "src/triage/stamp_reader.hpp"

#include <algorithm>
#include <cstdint>
#include <cstring>

namespace sgw::triage {

namespace {

constexpr std::size_t k_max_fraction = 12;  // digits, as parse_time() takes them

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Of eight bytes: their upper halves are 3, and still so with 6 added, which only ':' and what follows it reach 4 by.
bool eight_digits(const char* bytes) {
  constexpr std::uint64_t upper_halves = 0xF0F0F0F0F0F0F0F0;
  constexpr std::uint64_t all_three = 0x3030303030303030;
  constexpr std::uint64_t all_six = 0x0606060606060606;
  std::uint64_t word = 0;
  std::memcpy(&word, bytes, sizeof word);
  return (word & upper_halves) == all_three && ((word + all_six) & upper_halves) == all_three;
}

// Of at most sixteen bytes.
bool all_digits(std::string_view text) {
  constexpr std::size_t word = sizeof(std::uint64_t);
  if (text.size() < word) return std::all_of(text.begin(), text.end(), is_digit);
  return eight_digits(text.data()) && eight_digits(text.data() + text.size() - word);
}

// "43.707221350Z": nothing for any other form.
std::optional<std::chrono::milliseconds> seconds_of(std::string_view rest) {
  if (rest.size() < 3 || rest.back() != 'Z' || !is_digit(rest[0]) || !is_digit(rest[1])) return std::nullopt;
  const int seconds = (rest[0] - '0') * 10 + (rest[1] - '0');
  if (seconds > 59) return std::nullopt;
  int milliseconds = 0;
  if (rest.size() > 3) {
    const std::string_view digits = rest.substr(3, rest.size() - 4);
    if (rest[2] != '.' || digits.empty() || digits.size() > k_max_fraction) return std::nullopt;
    if (!all_digits(digits)) return std::nullopt;
    const auto digit = [&](std::size_t i) { return i < digits.size() ? digits[i] - '0' : 0; };
    milliseconds = digit(0) * 100 + digit(1) * 10 + digit(2);
  }
  return std::chrono::seconds(seconds) + std::chrono::milliseconds(milliseconds);
}

}  // namespace

std::optional<UtcTime> StampReader::read(std::string_view text) {
  if (text.size() <= k_minute_bytes) return parse_time(text);
  const auto seconds = seconds_of(text.substr(k_minute_bytes));
  if (seconds && knows_minute_ && std::memcmp(text.data(), known_.data(), k_minute_bytes) == 0) {
    return minute_ + *seconds;
  }
  const auto time = parse_time(text);
  if (time && seconds && text[k_minute_bytes - 1] == ':') {
    std::memcpy(known_.data(), text.data(), k_minute_bytes);
    minute_ = *time - *seconds;
    knows_minute_ = true;
  }
  return time;
}

}  // namespace sgw::triage
