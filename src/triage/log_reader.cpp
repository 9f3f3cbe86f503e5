#include "src/triage/log_reader.hpp"

#include <algorithm>
#include <cstring>

namespace sgw::triage {

namespace {

constexpr std::string_view k_unhandled = "(unhandled exception)";  // the name of the record; the catalogue counts it
constexpr std::string_view k_century = "20";  // no log is of another: a clock that was never set, a number

bool is_build(std::string_view text) {
  const auto dots = std::count(text.begin(), text.end(), '.');
  return dots >= 2 && dots <= 3 && text.size() <= 32 && text.find_first_not_of("0123456789.") == std::string_view::npos;
}

}  // namespace

void LogReader::Stamp::set(std::string_view text) {
  size = std::min(text.size(), bytes.size());
  if (size > 0) std::memcpy(bytes.data(), text.data(), size);
}

std::optional<UtcTime> LogReader::Stamp::time() const {
  return size == 0 ? std::nullopt : parse_time({bytes.data(), size});
}

LogReader::LogReader(const LogPatterns& patterns, BundlePath file, std::string_view passed_over)
    : patterns_(patterns), file_(std::move(file)), passed_over_(passed_over), events_(patterns), hits_(patterns) {}

void LogReader::add(const RedactedBytes& chunk) {
  add_chunk({file_, chunk.view(),
             [&](std::size_t offset, std::size_t count) { return SafeText(chunk.part(offset, count)); }});
}

void LogReader::add(const SafeText& chunk) {
  add_chunk({file_, chunk.view(), [&](std::size_t offset, std::size_t count) { return chunk.part(offset, count); }});
}

void LogReader::add_chunk(const ChunkQuotes& quotes) {
  std::string_view rest = quotes.bytes();
  patterns_.matcher().scan(rest, scan_);
  banner_lines_.clear();
  while (!rest.empty()) {
    const std::size_t end = rest.find('\n');
    const bool ends = end != std::string_view::npos;
    std::string_view line = rest.substr(0, end);
    rest.remove_prefix(ends ? end + 1 : rest.size());
    if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
    if (at_line_start_) ++summary_.lines;
    if (at_line_start_ && !passed_over_.empty()) passing_over_ = line.find(passed_over_) != std::string_view::npos;
    if (!passing_over_) read_line(line, at_line_start_, quotes);
    at_line_start_ = ends;
  }
  hits_.settle(quotes);
  events_.settle(quotes);
  if (!last_noted_.empty()) last_stamp_.set(last_noted_);
  last_noted_ = {};
}

void LogReader::read_line(std::string_view line, bool starts, const ChunkQuotes& quotes) {
  line_ = {line, summary_.lines};
  if (!starts) {  // a further piece of a line that was too long for one chunk
    own_stamp_ = {};
    read_segment(line, records_[stream_], quotes);
    return;
  }
  const LineParts parts = split_line(line);
  line_time_ = parts.time;
  if (!parts.time.empty()) {
    runtime_stamps_ = true;
    note_time(parts.time);
  }
  stream_ = parts.from_stderr ? 1 : 0;
  Record& record = records_[stream_];
  std::string_view rest = parts.text;
  bool first = true;
  while (true) {
    const std::size_t next = next_record(rest);
    const std::string_view segment = rest.substr(0, next);
    begin_record(segment, record, quotes);
    read_segment(segment, record, quotes);
    if (next == std::string_view::npos) return;
    if (first) ++summary_.shared_lines;
    first = false;
    rest.remove_prefix(next);
  }
}

void LogReader::note_time(std::string_view stamp) {
  if (!stamp.starts_with(k_century)) return;
  if (first_stamp_.size == 0) first_stamp_.set(stamp);
  last_noted_ = stamp;
}

// Each clock has a reader of its own: the minute is the same from line to line.
void LogReader::read_stamp(std::string_view own, ReadStamp& stamp) {
  stamp.given = !line_time_.empty() || !own.empty();
  if (!stamp.given) return stamp.time.reset();
  stamp.time = !line_time_.empty() ? runtime_reader_.read(line_time_) : own_reader_.read(own);
}

void LogReader::begin_record(std::string_view text, Record& record, const ChunkQuotes& quotes) {
  const auto header = parse_header(text);
  own_stamp_ = header ? (header->json ? header->timestamp : header->stamp) : std::string_view();
  if (header) return begin_event(*header, record, quotes);
  const bool of_request = record.kind == LogPatterns::k_requests && continues_request(text);
  if (record.number != 0 && (of_request || record.kind != LogPatterns::k_requests) && !is_plain_line(text)) return;
  record.kind = is_unhandled_exception(text) ? patterns_.kind_of(k_unhandled) : LogPatterns::k_other;
  record.slot = EventTally::k_no_slot;
  read_stamp({}, record.stamp);
  record.number = ++record_number_;
}

void LogReader::begin_event(const RecordHeader& header, Record& record, const ChunkQuotes& quotes) {
  const std::string_view own_time = header.json ? header.timestamp : header.stamp;
  record.number = ++record_number_;
  read_stamp(header.timestamp, record.stamp);
  if (line_time_.empty() && !header.timestamp.empty()) note_time(header.timestamp);
  lag_.add(line_time_, own_time, header.json);
  if (header.doubled_quote && ++summary_.broken_json == 1) summary_.broken_json_place = quotes.place(line_);
  if (header.interleaved) ++summary_.interleaved;
  record.kind = LogPatterns::k_other;
  record.slot = EventTally::k_no_slot;
  if (header.event.empty()) return;
  const std::size_t slot = events_.slot(header.event, [&] {
    return header.event == k_request_event ? SafeText("GatewayLogs") : quotes.exact(header.event);
  });
  const bool own = events_.is_of(slot, header.event);
  record.slot = own ? slot : EventTally::k_no_slot;
  record.kind = own ? events_.kind_of_records(slot) : patterns_.kind_of(header.event);
  events_.count(slot, header.level, record.stamp, line_, quotes);
}

void LogReader::read_segment(std::string_view text, const Record& record, const ChunkQuotes& quotes) {
  if (text.starts_with(RunEnd::k_banner)) read_banner(text, quotes);
  const auto begin = static_cast<std::size_t>(text.data() - quotes.bytes().data());
  const auto& candidates = patterns_.matcher().candidates(record.kind, begin, begin + text.size(), scan_);
  if (candidates.expressions.empty()) return;
  const LineMemo::Answers* known = memo_.at(text, own_stamp_, candidates.id, [&] { return answers(candidates, text); });
  if (known != nullptr) {
    for (const LineMemo::Answer& answer : *known) try_expression(answer, text, record, quotes);
    return;
  }
  for (const int expression : candidates.expressions) {
    try_expression({static_cast<std::size_t>(expression), false}, text, record, quotes);
  }
}

void LogReader::try_expression(const LineMemo::Answer& answer, std::string_view text, const Record& record,
                               const ChunkQuotes& quotes) {
  bool matches = answer.matches;
  for (const std::size_t pattern : patterns_.patterns_of(answer.expression, record.kind)) {
    if (!hits_.wants(pattern, record.number)) continue;
    matches = matches || patterns_.matcher().matches(answer.expression, text);
    if (!matches) return;
    apply_hit(pattern, text, record, quotes);
  }
}

// What is to be remembered of a line.
LineMemo::Answers LogReader::answers(const LineMatcher::Candidates& candidates, std::string_view text) const {
  const LineMatcher& matcher = patterns_.matcher();
  const std::size_t behind =
      own_stamp_.empty() ? 0 : static_cast<std::size_t>(own_stamp_.data() + own_stamp_.size() - text.data());
  LineMemo::Answers answers;
  for (const int candidate : candidates.expressions) {
    const auto expression = static_cast<std::size_t>(candidate);
    const bool minds_stamp = !own_stamp_.empty() && matcher.minds_digits(expression);
    // What matches behind the stamp does so whatever the stamp is.
    const bool surely = minds_stamp
                            ? !matcher.minds_before(expression) && matcher.matches(expression, text.substr(behind))
                            : matcher.matches(expression, text);
    if (surely || minds_stamp) answers.push_back({expression, surely});
  }
  return answers;
}

void LogReader::read_banner(std::string_view text, const ChunkQuotes& quotes) {
  const auto offset = static_cast<std::size_t>(line_.text.data() - quotes.bytes().data());
  const bool is_known = !banner_lines_.empty() && banner_lines_.back().offset == offset;
  if (!is_known) banner_lines_.push_back({offset, line_.number});
  const std::string_view build = text.substr(RunEnd::k_banner.size());
  if (!is_build(build)) return;
  summary_.banner = Fact{quotes.exact(build), FactOrigin::observed, quotes.place({text, line_.number})};
}

void LogReader::apply_hit(std::size_t pattern, std::string_view text, const Record& record, const ChunkQuotes& quotes) {
  const LinePattern& found = patterns_.patterns()[pattern];
  std::uint64_t seen = 0;
  if (!found.within.empty()) {
    seen = events_.seen(record.slot != EventTally::k_no_slot ? record.slot : events_.find(found.within));
  }
  hits_.add(pattern, record.number, seen, {text, line_.number}, quotes);
  for (const std::size_t entry : found.entries) {
    const std::string_view level = patterns_.catalogue().entries()[entry].level.view();
    events_.count(events_.slot_of_entry(entry), level, record.stamp, line_, quotes);
  }
}

LogSummary LogReader::take() {
  hits_.move_to(summary_.matched, [&](std::string_view event) { return events_.seen(events_.find(event)); });
  events_.move_to(summary_.events, summary_.series, runtime_stamps_ ? Literal("runtime") : Literal("gateway"));
  summary_.first_time = first_stamp_.time();
  summary_.last_time = last_stamp_.time();
  summary_.own_clock = lag_.reading(file_);
  return std::move(summary_);
}

}  // namespace sgw::triage
