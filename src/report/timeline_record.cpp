#include "src/report/timeline_record.hpp"

#include "src/report/wording.hpp"

#include <vector>

namespace sgw::report {
namespace {

void write_clock(Document& out, const triage::ClockReading& clock) {
  out.begin_object().member("clock", clock.clock).member("ahead_of", clock.against).member("of", clock.of);
  out.member("least_ms", clock.least_ms);
  if (!clock.at_least) out.member("most_ms", clock.most_ms);
  out.member("samples", clock.samples);
  if (clock.half_days_open) out.member("modulo_hours", 12);
  out.end_object();
}

void write_head(Document& out, const triage::Timeline& timeline) {
  out.begin_object().member("schema", Literal("sgw-diag/timeline/1")).member("clock", Literal("runtime"));
  out.member("rows", timeline.rows.size()).member("events", timeline.events);
  out.key("left_out").begin_object().member("kinds", timeline.series_left_out);
  out.member("events", timeline.events_left_out).end_object();
  out.key("clocks").begin_array();
  for (const triage::ClockReading& clock : timeline.clocks) write_clock(out, clock);
  out.end_array().end_object();
}

void write_place(Document& out, const ReportInput& input, const triage::TimelineRow& row, const triage::Place& place) {
  out.member("file", place.file);
  if (!row.line) {
    if (!place.pointer.empty()) out.member("pointer", place.pointer);
    return;
  }
  const PackedPlace packed = packed_place(input, {place.file, row.line, {}, {}});
  if (packed.line) {
    out.member("line", *packed.line);
  } else {
    out.member("cut", true);  // the line is not in the bundle
  }
}

void write_instances(Document& out, const std::vector<SafeText>& folders) {
  out.key("instances").begin_array();
  for (const SafeText& folder : folders) out.value(folder);
  out.end_array();
}

// `quoted`: the row shows the text of its place, because no row of the series did.
void write_row(Document& out, const ReportInput& input, const triage::TimelineRow& row,
               const triage::TimelineSeries& series, bool quoted) {
  const triage::EventSeries& events = series.events;
  out.begin_object();
  if (row.time) out.member("time", *row.time);
  if (row.until) out.member("until", *row.until);
  if (!(row.no_time == Literal(""))) out.member("no_time", row.no_time);
  write_instances(out, series.instances);
  out.member("source", events.source).member("kind", events.kind).member("what", events.what);
  if (!events.level.empty()) out.member("level", events.level);
  out.member("count", row.count);
  if (!events.known) out.member("known", false);
  if (events.benign) out.member("benign", true);
  out.member("clock", events.clock);
  if (row.time && series.moved_by.count() != 0) out.member("stamp", *row.time - series.moved_by);
  write_place(out, input, row, events.place);
  if (quoted) out.member("text", events.place.quote);
  out.end_object();
}

}  // namespace

NamedDocument write_timeline(const ReportInput& input, const triage::Timeline& timeline) {
  Document out = Document::json_lines();
  write_head(out, timeline);
  std::vector<bool> shown(timeline.series.size(), false);
  for (const triage::TimelineRow& row : timeline.rows) {
    const triage::TimelineSeries& series = timeline.series[row.series];
    const triage::Place& place = series.events.place;
    const bool quoted = !place.quote.empty() && !shown[row.series] && (!place.line || place.line == row.line);
    if (quoted) shown[row.series] = true;
    write_row(out, input, row, series, quoted);
  }
  return {BundlePath() / "timeline.jsonl", out.take()};
}

void write_moments(Document& out, const ReportInput& input) {
  out.begin_array();
  for (const triage::Highlight& moment : triage::highlights(triage::make_timeline(input.evidence), input.verdict)) {
    out.begin_object();
    if (moment.first) out.member("first", *moment.first).member("last", *moment.last);
    out.member("count", moment.count).member("source", moment.source).member("what", moment.what);
    write_instances(out, moment.instances);
    out.member("file", moment.place.file);
    const PackedPlace packed = packed_place(input, moment.place);
    if (packed.line) out.member("line", *packed.line);
    out.end_object();
  }
  out.end_array();
}

}  // namespace sgw::report
