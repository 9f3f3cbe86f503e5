#include "src/triage/log_reader.hpp"

#include "src/triage/log_record.hpp"

#include <algorithm>
#include <cstring>

namespace sgw::triage {

namespace {

constexpr std::string_view k_request = "GatewayLogs";
constexpr std::string_view k_unhandled = "(unhandled exception)";  // the name of the record; the catalogue counts it
constexpr Literal k_other = "(other events)";
constexpr std::string_view k_century = "20";  // no log is of another: a clock that was never set, a number
constexpr std::size_t k_first_slots = 8;
constexpr std::size_t k_raw_quote = LogReader::k_max_quote + 64;  // before it is made printable
constexpr std::size_t k_quote_lead = 80;  // bytes kept before a match that lies far into a long line

SafeText other_events() { return {k_other}; }

Literal level_literal(std::string_view level) {
  if (level == "error") return "error";
  if (level == "warning") return "warning";
  if (level == "info") return "info";
  if (level == "debug") return "debug";
  if (level == "fatal") return "fatal";
  return "";
}

std::size_t offset_of(std::string_view part, std::string_view whole) {
  return static_cast<std::size_t>(part.data() - whole.data());
}

SafeText shorten(const SafeText& text) {
  const SafeText line = text.printable();
  return line.view().size() > LogReader::k_max_quote ? line.clipped(LogReader::k_max_quote - 4) : line;
}

// Not cut inside a placeholder, however much of it goes when it is made printable.
template <typename Quote>
SafeText raw_quote(const Quote& quote, std::size_t offset, std::size_t size) {
  return quote(offset, std::min(size, k_raw_quote + SafeText::k_longest_placeholder)).clipped(k_raw_quote);
}

// The part of a long text to be quoted for a match at `at`: from a word's start, so that no masked value is cut.
std::string_view from_word(std::string_view text, std::size_t at) {
  if (at <= LogReader::k_max_quote - k_quote_lead) return text;
  const std::size_t start = at - k_quote_lead;
  const std::size_t blank = text.find(' ', start);
  return text.substr(blank < at ? blank + 1 : start);
}

Literal series_kind(const CatalogueEntry& entry) {
  if (entry.name.view() == "(startup banner)") return "start";
  return entry.category.view() == "config-sync" ? Literal("configuration") : Literal("log");
}

bool is_build(std::string_view text) {
  const auto dots = std::count(text.begin(), text.end(), '.');
  return dots >= 2 && dots <= 3 && text.size() <= 32 && text.find_first_not_of("0123456789.") == std::string_view::npos;
}

}  // namespace

void LogReader::Stamp::set(std::string_view text) {
  size = std::min(text.size(), bytes.size());
  if (size > 0) std::memcpy(bytes.data(), text.data(), size);
}

std::optional<UtcTime> LogReader::Stamp::time() const { return size == 0 ? std::nullopt : parse_time(view()); }

LogReader::LogReader(const LogPatterns& patterns, BundlePath file, std::string_view passed_over)
    : patterns_(patterns),
      file_(std::move(file)),
      passed_over_(passed_over),
      hits_(patterns.patterns().size()),
      spreads_(patterns.patterns().size()),
      last_hits_(patterns.patterns().size()),
      hit_record_(patterns.patterns().size(), 0),
      hit_at_(patterns.patterns().size(), 0) {}

void LogReader::add(const RedactedBytes& chunk) {
  add(chunk.view(), [&](std::size_t offset, std::size_t count) { return SafeText(chunk.part(offset, count)); });
}

void LogReader::add(const SafeText& chunk) {
  add(chunk.view(), [&](std::size_t offset, std::size_t count) { return chunk.part(offset, count); });
}

void LogReader::add(std::string_view bytes, const Quote& quote) {
  patterns_.matcher().scan(bytes, scan_);
  banner_lines_.clear();
  std::size_t offset = 0;
  while (offset < bytes.size()) {
    const std::size_t end = bytes.find('\n', offset);
    const bool ends = end != std::string_view::npos;
    std::size_t length = (ends ? end : bytes.size()) - offset;
    if (at_line_start_) ++summary_.lines;
    const bool starts = at_line_start_;
    at_line_start_ = ends;
    const std::size_t next = offset + length + 1;
    if (length > 0 && bytes[offset + length - 1] == '\r') --length;
    if (starts && !passed_over_.empty()) {
      passing_over_ = bytes.substr(offset, length).find(passed_over_) != std::string_view::npos;
    }
    if (!passing_over_) read_line(bytes, offset, length, starts, quote);
    offset = next;
  }
  settle(bytes, quote);
}

void LogReader::read_line(std::string_view bytes, std::size_t offset, std::size_t length, bool starts,
                          const Quote& quote) {
  line_offset_ = offset;
  line_length_ = length;
  const std::string_view line = bytes.substr(offset, length);
  if (!starts) {  // a further piece of a line that was too long for one chunk
    own_stamp_ = {};
    read_segment(bytes, line, records_[stream_], quote);
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
    begin_record(bytes, segment, record, quote);
    read_segment(bytes, segment, record, quote);
    if (next == std::string_view::npos) return;
    if (first) ++summary_.shared_lines;
    first = false;
    rest.remove_prefix(next);
  }
}

void LogReader::note_time(std::string_view stamp) {
  if (!stamp.starts_with(k_century)) return;
  if (first_stamp_.size == 0) first_stamp_.set(stamp);
  last_stamp_.set(stamp);
}

void LogReader::begin_record(std::string_view bytes, std::string_view text, Record& record, const Quote& quote) {
  const auto header = parse_header(text);
  own_stamp_ = header ? (header->json ? header->timestamp : header->stamp) : std::string_view();
  if (!header) {
    const bool ends = record.event == k_request ? !continues_request(text) || is_plain_line(text) : is_plain_line(text);
    if (ends || record.number == 0) {
      record.event.assign(is_unhandled_exception(text) ? k_unhandled : std::string_view());
      record.stamp.set(line_time_);
      record.number = ++record_number_;
    }
    return;
  }
  record.number = ++record_number_;
  record.event.assign(header->event);
  record.stamp.set(line_time_.empty() ? header->timestamp : line_time_);
  if (line_time_.empty() && !header->timestamp.empty()) note_time(header->timestamp);
  lag_.add(line_time_, header->json ? header->timestamp : header->stamp, header->json);
  if (header->doubled_quote && ++summary_.broken_json == 1) {
    summary_.broken_json_place = place(bytes, bytes.substr(line_offset_, line_length_), quote);
  }
  if (header->interleaved) ++summary_.interleaved;
  if (header->event.empty()) return;
  Slot& found = slot(header->event, [&] {
    if (header->event == k_request) return SafeText("GatewayLogs");
    return quote(offset_of(header->event, bytes), header->event.size());
  });
  count(found, header->level, bytes, record, quote);
}

void LogReader::read_segment(std::string_view bytes, std::string_view text, Record& record, const Quote& quote) {
  if (text.starts_with(RunEnd::k_banner)) read_banner(bytes, text, quote);
  const std::size_t begin = offset_of(text, bytes);
  std::optional<LineMemo::Answers*> known;
  for (const int candidate : patterns_.matcher().candidates(begin, begin + text.size(), scan_)) {
    const auto expression = static_cast<std::size_t>(candidate);
    const std::vector<std::size_t>& patterns = patterns_.patterns_of(expression);
    const auto fits = [&](std::size_t pattern) { return wants(pattern, record); };
    if (std::none_of(patterns.begin(), patterns.end(), fits) || !matches(expression, text, known)) continue;
    for (const std::size_t pattern : patterns) {
      if (wants(pattern, record)) apply_hit(pattern, bytes, text, record, quote);
    }
  }
}

// `known`: what is remembered of the text, once it was asked for.
bool LogReader::matches(std::size_t expression, std::string_view text, std::optional<LineMemo::Answers*>& known) {
  const LineMatcher& matcher = patterns_.matcher();
  const auto ask = [&] { return matcher.matches(expression, text); };
  if (!known) known = memo_.at(text, own_stamp_);
  if (*known == nullptr) return ask();
  if (own_stamp_.empty() || !matcher.minds_digits(expression)) return (*known)->of(expression, ask);
  // What matches behind the stamp does so whatever the stamp is.
  const auto behind = static_cast<std::size_t>(own_stamp_.data() + own_stamp_.size() - text.data());
  const auto ask_behind = [&] { return matcher.matches(expression, text.substr(behind)); };
  return (!matcher.minds_before(expression) && (*known)->of(expression, ask_behind)) || ask();
}

void LogReader::read_banner(std::string_view bytes, std::string_view text, const Quote& quote) {
  const bool is_known = !banner_lines_.empty() && banner_lines_.back().offset == line_offset_;
  if (!is_known) banner_lines_.push_back({line_offset_, summary_.lines});
  const std::string_view build = text.substr(RunEnd::k_banner.size());
  if (!is_build(build)) return;
  summary_.banner = Fact{quote(offset_of(build, bytes), build.size()), FactOrigin::observed, place(bytes, text, quote)};
}

// Whether a match would count: several lines of one record count once.
bool LogReader::wants(std::size_t pattern, const Record& record) const {
  const std::string& within = patterns_.patterns()[pattern].within;
  if (within.empty() ? record.event == k_request : record.event != within) return false;
  return hit_record_[pattern] != record.number;
}

void LogReader::apply_hit(std::size_t pattern, std::string_view bytes, std::string_view text, const Record& record,
                          const Quote& quote) {
  const LinePattern& found = patterns_.patterns()[pattern];
  hit_record_[pattern] = record.number;
  if (!found.within.empty()) hit_at_[pattern] = seen(found.within);
  ++hits_[pattern].count;
  if (spreads_[pattern].wants_next()) {
    const std::size_t at = patterns_.matcher().find(found.expression, text).value_or(0);
    spreads_[pattern].keep(place(bytes, from_word(text, at), quote));
  }
  LastHit& last = last_hits_[pattern];
  last.offset = offset_of(text, bytes);
  last.length = text.size();
  last.line = summary_.lines;
  if (!last.touched) touched_hits_.push_back(pattern);
  last.touched = true;
  for (const std::size_t index : found.entries) {
    const CatalogueEntry& entry = patterns_.catalogue().entries()[index];
    count(slot(entry.name.view(), [&] { return entry.name; }), entry.level.view(), bytes, record, quote);
  }
}

std::uint64_t LogReader::seen(std::string_view event) const {
  const Slot* found = find_slot(event);
  return found == nullptr ? 0 : found->count.count;
}

const LogReader::Slot* LogReader::find_slot(std::string_view name) const {
  // What a log is full of stands at its begin.
  const std::size_t first = std::min(slots_.size(), k_first_slots);
  for (std::size_t i = 0; i < first; ++i) {
    if (slots_[i].count.name.view() == name) return &slots_[i];
  }
  const auto found = slot_by_name_.find(name);
  return found == slot_by_name_.end() ? nullptr : &slots_[found->second];
}

template <typename MakeName>
LogReader::Slot& LogReader::slot(std::string_view name, MakeName make_name) {
  if (const Slot* known = find_slot(name)) return slots_[static_cast<std::size_t>(known - slots_.data())];
  const bool full = slots_.size() >= k_max_events && name != k_other.view();
  if (full) return slot(k_other.view(), &other_events);
  slot_by_name_.emplace(std::string(name), slots_.size());
  Slot& fresh = slots_.emplace_back();
  fresh.count.name = make_name();
  if (const CatalogueEntry* entry = patterns_.catalogue().find(name)) {
    fresh.count.known = true;
    fresh.count.benign = entry->benign;
    fresh.kind = series_kind(*entry);
  }
  return fresh;
}

void LogReader::count(Slot& slot, std::string_view level, std::string_view bytes, const Record& record,
                      const Quote& quote) {
  ++slot.count.count;
  slot.times.add(record.stamp.view(), summary_.lines);
  if (slot.count.count == 1) {
    slot.count.level = level_literal(level);
    slot.first = record.stamp;
    slot.count.first_place = place(bytes, bytes.substr(line_offset_, line_length_), quote);
  }
  slot.last = record.stamp;
  slot.offset = line_offset_;
  slot.length = line_length_;
  slot.line = summary_.lines;
  if (!slot.touched) {
    slot.touched = true;
    touched_.push_back(static_cast<std::size_t>(&slot - slots_.data()));
  }
}

Place LogReader::place(std::string_view bytes, std::string_view around, const Quote& quote) const {
  return {file_, summary_.lines, SafeText(), shorten(raw_quote(quote, offset_of(around, bytes), around.size()))};
}

// Quotes are made fit for a page at the end: nearly all of them give way to a later one.
void LogReader::settle(std::string_view bytes, const Quote& quote) {
  for (const std::size_t pattern : touched_hits_) {
    LastHit& last = last_hits_[pattern];
    last.touched = false;
    const std::string_view text = bytes.substr(last.offset, last.length);
    const std::size_t at = patterns_.matcher().find(patterns_.patterns()[pattern].expression, text).value_or(0);
    const std::string_view around = from_word(text, at);
    last.place = {file_, last.line, SafeText(), raw_quote(quote, offset_of(around, bytes), around.size())};
  }
  touched_hits_.clear();
  for (const std::size_t index : touched_) {
    Slot& slot = slots_[index];
    slot.touched = false;
    slot.count.last_place = {file_, slot.line, SafeText(), raw_quote(quote, slot.offset, slot.length)};
  }
  touched_.clear();
}

EventSeries LogReader::series_of(Slot& slot) const {
  EventSeries series;
  series.source = "log";
  series.kind = slot.kind;
  series.clock = runtime_stamps_ ? Literal("runtime") : Literal("gateway");
  series.what = slot.count.name;
  series.quoted = !slot.count.known;
  series.level = slot.count.level;
  series.known = slot.count.known;
  series.benign = slot.count.benign;
  series.place = slot.count.first_place;
  slot.times.move_to(series);
  return series;
}

LogSummary LogReader::take() {
  for (std::size_t index = 0; index < hits_.size(); ++index) {
    const std::string& within = patterns_.patterns()[index].within;
    if (!within.empty()) hits_[index].since = seen(within) - std::min(seen(within), hit_at_[index]);
  }
  for (Slot& slot : slots_) {
    slot.count.first_seen = slot.first.time();
    slot.count.last_seen = slot.last.time();
    slot.count.last_place.quote = shorten(slot.count.last_place.quote);
    summary_.series.push_back(series_of(slot));
    summary_.events.push_back(std::move(slot.count));
  }
  for (std::size_t index = 0; index < hits_.size(); ++index) {
    last_hits_[index].place.quote = shorten(last_hits_[index].place.quote);
    hits_[index].places = spreads_[index].take(std::move(last_hits_[index].place));
    if (hits_[index].count > 0) summary_.matched.emplace(patterns_.patterns()[index].key, std::move(hits_[index]));
  }
  summary_.first_time = first_stamp_.time();
  summary_.last_time = last_stamp_.time();
  summary_.own_clock = lag_.reading(file_);
  return std::move(summary_);
}

}  // namespace sgw::triage
