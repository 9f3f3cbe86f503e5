#include "collector/log_record.hpp"

#include <sgw_diag/json_reader.hpp>
#include <sgw_diag/utc_time.hpp>

#include <algorithm>
#include <array>

namespace sgw::collector {

namespace {

constexpr std::size_t k_lines_to_judge = 32;
constexpr std::size_t k_max_time_bytes = 40;
constexpr std::size_t k_min_time_bytes = 20;  // "2026-11-23T16:44:57Z"

// Where collectors put the line: Container Apps (its command line and its tables), the tables of clusters, Fluent Bit,
// Google Cloud, the journal.
constexpr std::array<std::string_view, 8> k_shipped_lines{"Log",        "log",        "Log_s",       "LogEntry",
                                                          "LogEntry_s", "LogMessage", "textPayload", "MESSAGE"};
constexpr std::array<std::string_view, 5> k_shipped_times{"TimeStamp", "TimeGenerated", "time", "@timestamp",
                                                          "timestamp"};
// What the gateway itself writes has its text in no such member, but may have one of these names in a request's.
constexpr std::array<std::string_view, 2> k_own_keys{"eventType", "isRequestSuccess"};

bool is_stream(std::string_view name) { return name == "stdout" || name == "stderr"; }

std::string_view take_word(std::string_view& text) {
  const std::size_t end = std::min(text.find(' '), text.size());
  const std::string_view word = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  return word;
}

std::optional<LogRecord> parse_cri(std::string_view line) {
  const std::string_view time = runtime_time_of(line);
  if (time.empty()) return std::nullopt;
  line.remove_prefix(std::min(time.size() + 1, line.size()));
  const std::string_view stream = take_word(line);
  if (!is_stream(stream)) return std::nullopt;
  // Tags are separated by colons; the first says whether the line ends here.
  const std::string_view tags = take_word(line);
  const std::string_view tag = tags.substr(0, tags.find(':'));
  if (tag != "F" && tag != "P") return std::nullopt;
  return LogRecord{std::string(time), std::string(stream), std::string(line), tag == "F"};
}

std::optional<LogRecord> parse_docker_json(std::string_view line) {
  if (!line.starts_with('{')) return std::nullopt;
  const auto json = JsonReader::parse(line);
  if (!json) return std::nullopt;
  auto text = (*json)["log"].text();
  const auto time = (*json)["time"].text();
  const std::string stream = (*json)["stream"].text_or("stdout");
  if (!text || !time || runtime_time_of(*time) != *time || !is_stream(stream)) return std::nullopt;
  LogRecord record{*time, stream, *std::move(text), false};
  if (record.text.ends_with('\n')) {
    record.text.pop_back();
    record.ends_line = true;
  }
  return record;
}

std::string time_of_shipped(const JsonReader& object) {
  for (const std::string_view key : k_shipped_times) {
    std::string time = object[key].text_or("");
    if (time.empty()) continue;
    if (runtime_time_of(time) != time) time += 'Z';
    if (runtime_time_of(time) == time) return time;
  }
  return {};
}

std::optional<LogRecord> parse_shipped(std::string_view line) {
  if (!line.starts_with('{')) return std::nullopt;
  const auto json = JsonReader::parse(line);
  if (!json || std::any_of(k_own_keys.begin(), k_own_keys.end(), [&](auto key) { return (*json)[key].exists(); })) {
    return std::nullopt;
  }
  for (const std::string_view key : k_shipped_lines) {
    const JsonReader member = (*json)[key];
    if (!member.is_string() && !member.is_object()) continue;
    LogRecord record{time_of_shipped(*json), (*json)["stream"].text_or("stdout"),
                     member.is_object() ? member.dump() : member.text_or(""), true};
    if (!is_stream(record.stream)) record.stream = "stdout";
    const bool ends = record.text.ends_with('\n');
    if (ends) record.text.pop_back();
    // A runtime cuts at this size; most shippers leave the newline out, so that it cannot tell.
    record.ends_line = ends || record.text.size() < k_runtime_piece_bytes;
    if (record.text.starts_with("F ")) record.text.erase(0, 2);  // the runtime's tag of a whole line, left there
    return record;
  }
  return std::nullopt;
}

}  // namespace

std::string_view runtime_time_of(std::string_view line) {
  const std::string_view word = line.substr(0, std::min(line.substr(0, k_max_time_bytes + 1).find(' '), line.size()));
  if (word.size() < k_min_time_bytes || word.size() > k_max_time_bytes || word[10] != 'T') return {};
  const bool has_zone = word.ends_with('Z') || word[word.size() - 6] == '+' || word[word.size() - 6] == '-';
  return has_zone && parse_time(word) ? word : std::string_view();
}

std::optional<LogRecord> parse_record(LogFormat format, std::string_view line) {
  const bool is_object = format == LogFormat::docker_json || format == LogFormat::shipped;
  if (is_object && line.ends_with('\r')) line.remove_suffix(1);
  switch (format) {
    case LogFormat::docker_json:
      return parse_docker_json(line);
    case LogFormat::cri:
      return parse_cri(line);
    case LogFormat::shipped:
      return parse_shipped(line);
    case LogFormat::plain:
      break;
  }
  return std::nullopt;
}

LogFormat detect_log_format(std::string_view first_bytes) {
  std::size_t judged = 0;
  std::size_t docker = 0;
  std::size_t cri = 0;
  std::size_t shipped = 0;
  while (!first_bytes.empty() && judged < k_lines_to_judge) {
    const std::size_t end = first_bytes.find('\n');
    const bool whole = end != std::string_view::npos;
    const std::string_view line = first_bytes.substr(0, end);
    first_bytes.remove_prefix(whole ? end + 1 : first_bytes.size());
    if (line.empty() || (!whole && judged > 0)) continue;
    ++judged;
    if (parse_record(LogFormat::docker_json, line)) ++docker;
    if (parse_record(LogFormat::cri, line)) ++cri;
    if (parse_record(LogFormat::shipped, line)) ++shipped;
  }
  // One cut line at the start is allowed for.
  const auto most = [&](std::size_t count) { return count > 0 && count + 1 >= judged - judged / 4; };
  if (most(docker)) return LogFormat::docker_json;
  if (most(cri)) return LogFormat::cri;
  return most(shipped) ? LogFormat::shipped : LogFormat::plain;
}

}  // namespace sgw::collector
