#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

namespace sgw {

// What the name of a log says about its place among the parts of one log. Understood are app.log, app.log.1,
// app.log.2.gz; kubelet's 0.log.20261123-101500.gz; logrotate's app.log-20261123. Sorted, the parts of a log come
// together, oldest first; logs by name, with numbers by value (0.log, 2.log, 10.log).
struct LogName {
  std::string base;        // the name of the current part
  std::string part;        // the whole name, without a suffix of compression
  int kind = 2;            // 0 dated, 1 numbered, 2 current: the order in which rotation makes them older
  std::int64_t order = 0;  // within the kind, oldest first

  friend bool operator==(const LogName&, const LogName&) = default;
};

LogName parse_log_name(std::string_view name);

// Whether `left` comes before `right`.
bool comes_before(const LogName& left, const LogName& right);

// Less, equal or greater; runs of digits compare as numbers.
std::weak_ordering natural_order(std::string_view left, std::string_view right);

// Without .gz, .zst, .xz, .bz2.
std::string_view without_compression(std::string_view name);
// Without .tar, .tar.gz, .tgz, .zip and the like.
std::string_view without_archive(std::string_view name);

}  // namespace sgw
