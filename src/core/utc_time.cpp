#include <algorithm>
#include <sgw_diag/utc_time.hpp>

#include <array>
#include <charconv>
#include <cstdint>
#include <cstdio>

namespace sgw {

namespace {

using std::chrono::days;
using std::chrono::floor;
using std::chrono::milliseconds;

struct Parts {
  int year, month, day, hour, minute, second, millisecond;
};

Parts parts_of(UtcTime time) {
  const auto date = floor<days>(time);
  const std::chrono::year_month_day calendar(date);
  const std::chrono::hh_mm_ss clock(time - date);
  return {int(calendar.year()),
          static_cast<int>(unsigned(calendar.month())),
          static_cast<int>(unsigned(calendar.day())),
          static_cast<int>(clock.hours().count()),
          static_cast<int>(clock.minutes().count()),
          static_cast<int>(clock.seconds().count()),
          static_cast<int>(clock.subseconds().count())};
}

template <class... Numbers>
std::string formatted(const char* pattern, Numbers... numbers) {
  std::array<char, 64> buffer{};
  const int length = std::snprintf(buffer.data(), buffer.size(), pattern, numbers...);
  return {buffer.data(), static_cast<std::size_t>(length)};
}

// Reads from the front of `text`, which shrinks.
class Scanner {
 public:
  explicit Scanner(std::string_view text) : text_(text) {}

  bool at_end() const { return text_.empty(); }
  bool take(char c) {
    if (text_.empty() || text_.front() != c) return false;
    text_.remove_prefix(1);
    return true;
  }
  bool take_any(std::string_view characters) {
    return std::any_of(characters.begin(), characters.end(), [this](char c) { return take(c); });
  }
  // Exactly `digits` digits.
  std::optional<int> number(std::size_t digits) {
    if (text_.size() < digits) return std::nullopt;
    int value = 0;
    for (std::size_t i = 0; i < digits; ++i) {
      if (text_[i] < '0' || text_[i] > '9') return std::nullopt;
      value = value * 10 + (text_[i] - '0');
    }
    text_.remove_prefix(digits);
    return value;
  }
  // Digits of a fraction, as milliseconds.
  std::optional<int> fraction() {
    int value = 0;
    std::size_t digits = 0;
    while (!text_.empty() && text_.front() >= '0' && text_.front() <= '9') {
      if (digits < 3) value = value * 10 + (text_.front() - '0');
      ++digits;
      text_.remove_prefix(1);
    }
    if (digits == 0 || digits > 12) return std::nullopt;
    for (; digits < 3; ++digits) value *= 10;
    return value;
  }

 private:
  std::string_view text_;
};

// "+01:00", "-0530", "Z", or nothing at all: minutes east of UTC.
std::optional<int> offset_minutes(Scanner& in) {
  if (in.at_end()) return 0;
  if (in.take_any("Zz")) return 0;
  const bool east = in.take('+');
  if (!east && !in.take('-')) return std::nullopt;
  const auto hours = in.number(2);
  in.take(':');
  const auto minutes = in.number(2);
  if (!hours || !minutes || *hours > 23 || *minutes > 59) return std::nullopt;
  const int total = *hours * 60 + *minutes;
  return east ? total : -total;
}

std::optional<UtcTime> date_of(int year, int month, int day) {
  const std::chrono::year_month_day calendar(std::chrono::year(year), std::chrono::month(static_cast<unsigned>(month)),
                                             std::chrono::day(static_cast<unsigned>(day)));
  if (!calendar.ok() || year < 1970) return std::nullopt;
  return UtcTime(std::chrono::sys_days(calendar));
}

struct Unit {
  std::string_view name;
  std::int64_t factor;
};

// The number and the unit at the front of `text`, multiplied; `text` shrinks. The longest unit that fits wins.
std::optional<std::int64_t> take_quantity(std::string_view& text, const auto& units, std::int64_t most) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || number < 0) return std::nullopt;
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  const Unit* chosen = nullptr;
  for (const Unit& unit : units) {
    if (text.starts_with(unit.name) && (chosen == nullptr || unit.name.size() > chosen->name.size())) chosen = &unit;
  }
  if (chosen == nullptr || number > most / chosen->factor) return std::nullopt;
  text.remove_prefix(chosen->name.size());
  return number * chosen->factor;
}

}  // namespace

std::string format_time(UtcTime time) {
  const Parts p = parts_of(time);
  if (p.millisecond == 0) {
    return formatted("%04d-%02d-%02dT%02d:%02d:%02dZ", p.year, p.month, p.day, p.hour, p.minute, p.second);
  }
  return formatted("%04d-%02d-%02dT%02d:%02d:%02d.%03dZ", p.year, p.month, p.day, p.hour, p.minute, p.second,
                   p.millisecond);
}

std::string format_time_compact(UtcTime time) {
  const Parts p = parts_of(time);
  return formatted("%04d%02d%02dT%02d%02d%02dZ", p.year, p.month, p.day, p.hour, p.minute, p.second);
}

std::optional<UtcTime> parse_time(std::string_view text) {
  Scanner in(text);
  const auto year = in.number(4);
  if (!year || !in.take('-')) return std::nullopt;
  const auto month = in.number(2);
  if (!month || !in.take('-')) return std::nullopt;
  const auto day = in.number(2);
  if (!day) return std::nullopt;
  const auto date = date_of(*year, *month, *day);
  if (!date || in.at_end()) return date;

  if (!in.take_any("Tt ")) return std::nullopt;
  const auto hour = in.number(2);
  if (!hour || !in.take(':')) return std::nullopt;
  const auto minute = in.number(2);
  if (!minute) return std::nullopt;
  int second = 0;
  int millisecond = 0;
  if (in.take(':')) {
    const auto read = in.number(2);
    if (!read) return std::nullopt;
    second = *read;
    if (in.take('.')) {
      const auto fraction = in.fraction();
      if (!fraction) return std::nullopt;
      millisecond = *fraction;
    }
  }
  const auto offset = offset_minutes(in);
  if (!offset || !in.at_end() || *hour > 23 || *minute > 59 || second > 60) return std::nullopt;
  return *date + std::chrono::hours(*hour) + std::chrono::minutes(*minute - *offset) + std::chrono::seconds(second) +
         milliseconds(millisecond);
}

std::optional<milliseconds> parse_duration(std::string_view text) {
  static constexpr std::array units = {Unit{"ms", 1},       Unit{"s", 1000},       Unit{"m", 60'000},
                                       Unit{"h", 3600'000}, Unit{"d", 86'400'000}, Unit{"", 1000}};
  constexpr std::int64_t most = std::int64_t{3650} * 86'400'000;
  if (text.empty()) return std::nullopt;
  std::int64_t total = 0;
  while (!text.empty()) {
    const std::size_t before = text.size();
    const auto part = take_quantity(text, units, most);
    if (!part) return std::nullopt;
    total += *part;
    if (total > most || text.size() == before) return std::nullopt;
  }
  return milliseconds(total);
}

std::optional<std::uint64_t> parse_size(std::string_view text) {
  constexpr std::int64_t k = 1024;
  static constexpr std::array units = {Unit{"", 1},          Unit{"B", 1},          Unit{"K", k},
                                       Unit{"KB", k},        Unit{"KiB", k},        Unit{"k", k},
                                       Unit{"M", k * k},     Unit{"MB", k * k},     Unit{"MiB", k * k},
                                       Unit{"G", k * k * k}, Unit{"GB", k * k * k}, Unit{"GiB", k * k * k}};
  const auto size = take_quantity(text, units, std::int64_t{1} << 60);
  if (!size || !text.empty()) return std::nullopt;
  return static_cast<std::uint64_t>(*size);
}

}  // namespace sgw
