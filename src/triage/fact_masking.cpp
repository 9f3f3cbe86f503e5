#include "src/triage/fact.hpp"

namespace sgw::triage {

namespace {

void mask_place(Place& place, const TextMask& mask) { place.quote = mask(place.quote); }

}  // namespace

void FactSet::mask_texts(const TextMask& mask) {
  for (auto& [key, facts] : facts_) {
    for (Fact& fact : facts) {
      if (auto* text = std::get_if<SafeText>(&fact.value)) *text = mask(*text);
      mask_place(fact.place, mask);
    }
  }
}

void InstanceFacts::mask_texts(const TextMask& mask) {
  facts.mask_texts(mask);
  for (EventCount& event : events) {
    event.name = mask(event.name);
    mask_place(event.first_place, mask);
    mask_place(event.last_place, mask);
  }
  for (auto& [pattern, places] : matched) {
    for (Place& place : places) mask_place(place, mask);
  }
  for (EventSeries& row : series) {
    row.what = mask(row.what);
    mask_place(row.place, mask);
  }
  for (ClockReading& clock : clocks) clock.of = mask(clock.of);
}

}  // namespace sgw::triage
