#include <sgw_diag/log_name.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

namespace sgw {

namespace {

constexpr std::array<std::string_view, 4> k_compressions{".gz", ".zst", ".xz", ".bz2"};
constexpr std::array<std::string_view, 6> k_archives{".tar", ".tgz", ".tzst", ".txz", ".tbz2", ".zip"};
constexpr std::size_t k_max_digits = 17;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::string_view without_any(std::string_view name, const auto& suffixes) {
  for (const std::string_view suffix : suffixes) {
    if (name.size() > suffix.size() && name.ends_with(suffix)) return name.substr(0, name.size() - suffix.size());
  }
  return name;
}

std::optional<std::int64_t> number_of(std::string_view digits) {
  if (digits.empty() || digits.size() > k_max_digits || !std::all_of(digits.begin(), digits.end(), is_digit)) {
    return std::nullopt;
  }
  std::int64_t value = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return value;
}

// "20261123", "20261123-101500", "2026-11-23", "20261123T101500": the digits alone, padded, as a number.
std::optional<std::int64_t> date_of(std::string_view text) {
  std::string digits;
  for (const char c : text) {
    if (is_digit(c)) {
      digits += c;
    } else if (c != '-' && c != 'T' && c != '_') {
      return std::nullopt;
    }
  }
  if (digits.size() < 8 || digits.size() > k_max_digits) return std::nullopt;
  if (!digits.starts_with("19") && !digits.starts_with("20")) return std::nullopt;
  digits.append(k_max_digits - digits.size(), '0');
  return number_of(digits);
}

// Where the date of "app.log-20261123" or "0.log.20261123-101500" may begin: after a dot or dash.
std::optional<std::pair<std::size_t, std::int64_t>> dated_suffix(std::string_view name) {
  for (std::size_t at = name.size(); at-- > 1;) {
    if (name[at] != '.' && name[at] != '-') continue;
    if (const auto date = date_of(name.substr(at + 1))) {
      const std::size_t longer = name.find_last_of(".-", at - 1);
      const bool goes_on = longer != std::string_view::npos && longer > 0 && date_of(name.substr(longer + 1));
      if (!goes_on) return std::pair(at, *date);
    } else if (name[at] == '.') {
      return std::nullopt;
    }
  }
  return std::nullopt;
}

}  // namespace

std::string_view without_compression(std::string_view name) { return without_any(name, k_compressions); }

std::string_view without_archive(std::string_view name) { return without_any(without_compression(name), k_archives); }

LogName parse_log_name(std::string_view name) {
  const std::string_view plain = without_compression(name);
  LogName parsed{.base = std::string(plain), .part = std::string(plain)};
  const std::size_t folder = plain.rfind('/') + 1;  // npos + 1 is 0
  const std::string_view file = plain.substr(folder);
  if (const auto dated = dated_suffix(file); dated && dated->first > 0) {
    parsed.base = plain.substr(0, folder + dated->first);
    parsed.kind = 0;
    parsed.order = dated->second;
    return parsed;
  }
  const std::size_t dot = file.rfind('.');
  if (dot == std::string_view::npos || dot == 0) return parsed;
  if (const auto number = number_of(file.substr(dot + 1)); number && *number < 1'000'000) {
    parsed.base = plain.substr(0, folder + dot);
    parsed.kind = 1;
    parsed.order = -*number;
  }
  return parsed;
}

std::weak_ordering natural_order(std::string_view left, std::string_view right) {
  while (!left.empty() && !right.empty()) {
    if (is_digit(left.front()) && is_digit(right.front())) {
      const auto run = [](std::string_view text) {
        return static_cast<std::size_t>(std::find_if_not(text.begin(), text.end(), is_digit) - text.begin());
      };
      const auto strip = [](std::string_view digits) {
        digits.remove_prefix(std::min(digits.find_first_not_of('0'), digits.size()));
        return digits;
      };
      const std::string_view a = strip(left.substr(0, run(left)));
      const std::string_view b = strip(right.substr(0, run(right)));
      if (a.size() != b.size()) return a.size() <=> b.size();
      if (const auto order = a.compare(b); order != 0) return order <=> 0;
      left.remove_prefix(run(left));
      right.remove_prefix(run(right));
    } else {
      if (left.front() != right.front()) {
        return static_cast<unsigned char>(left.front()) <=> static_cast<unsigned char>(right.front());
      }
      left.remove_prefix(1);
      right.remove_prefix(1);
    }
  }
  return left.size() <=> right.size();
}

bool comes_before(const LogName& left, const LogName& right) {
  if (const auto order = natural_order(left.base, right.base); std::is_neq(order)) return std::is_lt(order);
  if (left.base != right.base) return left.base < right.base;
  if (left.kind != right.kind) return left.kind < right.kind;
  if (left.order != right.order) return left.order < right.order;
  return left.part < right.part;
}

}  // namespace sgw
