#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace sgw {

// Wall-clock time in UTC, to the millisecond.
using UtcTime = std::chrono::sys_time<std::chrono::milliseconds>;

// "2026-11-23T16:44:57Z", with ".071" before the Z when the milliseconds are not zero (RFC 3339).
std::string format_time(UtcTime time);
// "20261123T164457Z": for names; no colon.
std::string format_time_compact(UtcTime time);

// RFC 3339 with any number of fractional digits, an offset or Z ("2026-11-23T16:44:57.071123Z", "…+01:00"), also a bare
// date ("2026-11-23") or a time to the minute. No zone means UTC. Nothing when it is no time or out of range.
std::optional<UtcTime> parse_time(std::string_view text);

// "24h", "90m", "2m30s", "7d", "45s", "1500ms", a bare number is seconds. Nothing when it is no duration, is negative,
// or does not fit ten years.
std::optional<std::chrono::milliseconds> parse_duration(std::string_view text);

// "100M", "64MiB", "3500K", "2G", a bare number is bytes; K, M, G are powers of 1024.
std::optional<std::uint64_t> parse_size(std::string_view text);

}  // namespace sgw
