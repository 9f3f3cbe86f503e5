#include "src/triage/stamp_reader.hpp"

#include <algorithm>
#include <cstring>

namespace sgw::triage {

namespace {

constexpr std::size_t k_max_fraction = 12;  // digits, as parse_time() takes them

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// "43.707221350Z": nothing for any other form.
std::optional<std::chrono::milliseconds> seconds_of(std::string_view rest) {
  if (rest.size() < 3 || rest.back() != 'Z' || !is_digit(rest[0]) || !is_digit(rest[1])) return std::nullopt;
  const int seconds = (rest[0] - '0') * 10 + (rest[1] - '0');
  if (seconds > 59) return std::nullopt;
  int milliseconds = 0;
  if (rest.size() > 3) {
    const std::string_view digits = rest.substr(3, rest.size() - 4);
    if (rest[2] != '.' || digits.empty() || digits.size() > k_max_fraction) return std::nullopt;
    unsigned others = 0;  // without a way out on the way: there are none
    for (const char c : digits) others |= static_cast<unsigned>(static_cast<unsigned>(c - '0') > 9);
    if (others != 0) return std::nullopt;
    for (std::size_t i = 0; i < 3; ++i) milliseconds = milliseconds * 10 + (i < digits.size() ? digits[i] - '0' : 0);
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
