#include "src/triage/event_tally.hpp"

#include <algorithm>
#include <utility>

namespace sgw::triage {

namespace {

constexpr Literal k_other = "(other events)";
constexpr std::size_t k_first_slots = 8;

Literal level_literal(std::string_view level) {
  if (level == "error") return "error";
  if (level == "warning") return "warning";
  if (level == "info") return "info";
  if (level == "debug") return "debug";
  if (level == "fatal") return "fatal";
  return "";
}

Literal series_kind(const CatalogueEntry& entry) {
  if (entry.name.view() == "(startup banner)") return "start";
  return entry.category.view() == "config-sync" ? Literal("configuration") : Literal("log");
}

}  // namespace

EventTally::EventTally(const LogPatterns& patterns)
    : patterns_(patterns), slot_by_entry_(patterns.catalogue().entries().size(), k_no_slot) {}

std::size_t EventTally::find(std::string_view name) const {
  // What a log is full of stands at its begin.
  const std::size_t first = std::min(slots_.size(), k_first_slots);
  for (std::size_t i = 0; i < first; ++i) {
    if (slots_[i].count.name.view() == name) return i;
  }
  const auto found = slot_by_name_.find(name);
  return found == slot_by_name_.end() ? k_no_slot : found->second;
}

std::size_t EventTally::slot_of_entry(std::size_t entry) {
  std::size_t& known = slot_by_entry_[entry];
  if (known == k_no_slot) {
    const SafeText& name = patterns_.catalogue().entries()[entry].name;
    known = slot(name.view(), [&] { return name; });
  }
  return known;
}

std::size_t EventTally::other() {
  const std::size_t known = find(k_other.view());
  return known != k_no_slot ? known : append(k_other.view(), SafeText(k_other));
}

std::size_t EventTally::append(std::string_view name, SafeText text) {
  const std::size_t index = slots_.size();
  slot_by_name_.emplace(std::string(name), index);
  Slot& fresh = slots_.emplace_back();
  fresh.count.name = std::move(text);
  fresh.records = patterns_.kind_of(name);
  if (const CatalogueEntry* entry = patterns_.catalogue().find(name)) {
    fresh.count.known = true;
    fresh.count.benign = entry->benign;
    fresh.kind = series_kind(*entry);
  }
  return index;
}

void EventTally::count(std::size_t index, std::string_view level, const ReadStamp& stamp, const NumberedLine& line,
                       const ChunkQuotes& quotes) {
  Slot& slot = slots_[index];
  slot.times.add(stamp, line.number);
  if (++slot.count.count == 1) {
    slot.count.level = level_literal(level);
    slot.count.first_seen = stamp.time;
    slot.count.first_place = quotes.place(line);
  }
  slot.count.last_seen = stamp.time;
  slot.last = line;
  if (!slot.touched) touched_.push_back(index);
  slot.touched = true;
}

void EventTally::settle(const ChunkQuotes& quotes) {
  for (const std::size_t index : touched_) {
    Slot& slot = slots_[index];
    slot.touched = false;
    slot.count.last_place = quotes.raw_place(slot.last);
  }
  touched_.clear();
}

EventSeries EventTally::series_of(Slot& slot, Literal clock) {
  EventSeries series;
  series.source = "log";
  series.kind = slot.kind;
  series.clock = clock;
  series.what = slot.count.name;
  series.quoted = !slot.count.known;
  series.level = slot.count.level;
  series.known = slot.count.known;
  series.benign = slot.count.benign;
  series.place = slot.count.first_place;
  slot.times.move_to(series);
  return series;
}

void EventTally::move_to(std::vector<EventCount>& events, std::vector<EventSeries>& series, Literal clock) {
  for (Slot& slot : slots_) {
    slot.count.last_place.quote = shorten(slot.count.last_place.quote);
    series.push_back(series_of(slot, clock));
    events.push_back(std::move(slot.count));
  }
  slots_.clear();
  slot_by_name_.clear();
}

}  // namespace sgw::triage
