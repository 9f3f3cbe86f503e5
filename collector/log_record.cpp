#include "collector/log_record.hpp"

#include <sgw_diag/json_reader.hpp>
#include <sgw_diag/utc_time.hpp>

#include <algorithm>

namespace sgw::collector {

namespace {

constexpr std::size_t k_lines_to_judge = 32;
constexpr std::size_t k_max_time_bytes = 40;
constexpr std::size_t k_min_time_bytes = 20;  // "2026-11-23T16:44:57Z"

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

}  // namespace

std::string_view runtime_time_of(std::string_view line) {
  const std::string_view word = line.substr(0, std::min(line.substr(0, k_max_time_bytes + 1).find(' '), line.size()));
  if (word.size() < k_min_time_bytes || word.size() > k_max_time_bytes || word[10] != 'T') return {};
  const bool has_zone = word.ends_with('Z') || word[word.size() - 6] == '+' || word[word.size() - 6] == '-';
  return has_zone && parse_time(word) ? word : std::string_view();
}

std::optional<LogRecord> parse_record(LogFormat format, std::string_view line) {
  if (line.ends_with('\r')) line.remove_suffix(format == LogFormat::docker_json ? 1 : 0);
  switch (format) {
    case LogFormat::docker_json:
      return parse_docker_json(line);
    case LogFormat::cri:
      return parse_cri(line);
    case LogFormat::plain:
      break;
  }
  return std::nullopt;
}

LogFormat detect_log_format(std::string_view first_bytes) {
  std::size_t judged = 0;
  std::size_t docker = 0;
  std::size_t cri = 0;
  while (!first_bytes.empty() && judged < k_lines_to_judge) {
    const std::size_t end = first_bytes.find('\n');
    const bool whole = end != std::string_view::npos;
    const std::string_view line = first_bytes.substr(0, end);
    first_bytes.remove_prefix(whole ? end + 1 : first_bytes.size());
    if (line.empty() || (!whole && judged > 0)) continue;
    ++judged;
    if (parse_record(LogFormat::docker_json, line)) ++docker;
    if (parse_record(LogFormat::cri, line)) ++cri;
  }
  // One cut line at the start is allowed for.
  const auto most = [&](std::size_t count) { return count > 0 && count + 1 >= judged - judged / 4; };
  if (most(docker)) return LogFormat::docker_json;
  return most(cri) ? LogFormat::cri : LogFormat::plain;
}

}  // namespace sgw::collector
