#pragma once

#include "src/triage/event_series.hpp"

#include <sgw_diag/artifact.hpp>

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace sgw::triage {

enum class FactOrigin {
  observed,  // a source saw it
  derived,   // computed from observed facts
  stated,    // the operator said it, or it was computed from what they said
};

using FactValue = std::variant<bool, std::int64_t, double, UtcTime, SafeText>;

// One thing known. Keys are dotted: "state.oom_killed", "settings.token.expires", "probe.dns.status"; the names are
// listed in ARCHITECTURE.md under "Facts". Several facts of one key are the elements of a list.
struct Fact {
  FactValue value;
  FactOrigin origin = FactOrigin::observed;
  Place place;
};

// Masks a text once more: for a value that became known as secret after the text was taken.
using TextMask = std::function<SafeText(const SafeText&)>;

class FactSet {
 public:
  void add(std::string_view key, Fact fact);
  void erase(std::string_view key);
  // An observed fact hides a stated one of the same key; all elements of a list come back.
  const std::vector<Fact>& all(std::string_view key) const;
  const Fact* first(std::string_view key) const;

  std::optional<bool> boolean(std::string_view key) const;
  std::optional<double> number(std::string_view key) const;  // integers too
  std::optional<UtcTime> time(std::string_view key) const;
  std::optional<SafeText> text(std::string_view key) const;

  const std::map<std::string, std::vector<Fact>, std::less<>>& entries() const { return facts_; }
  void mask_texts(const TextMask& mask);

 private:
  std::map<std::string, std::vector<Fact>, std::less<>> facts_;
};

SafeText to_text(const FactValue& value);

// One kind of log event of one instance: counts, and where it was first and last seen.
struct EventCount {
  SafeText name;   // as in the log; "(unhandled exception)" and the like for lines without an event name
  SafeText level;  // "error", "warning", "info", "debug", "fatal", or empty
  std::uint64_t count = 0;
  std::optional<UtcTime> first_seen;  // by the runtime's clock, never the text stamp (no zone, 12-hour)
  std::optional<UtcTime> last_seen;
  Place first_place;
  Place last_place;
  bool known = false;   // in the event catalogue
  bool benign = false;  // by the catalogue
};

// Everything known about one instance. Shared facts (host, engine, a probe for all) are in every instance's set.
struct InstanceFacts {
  Instance instance;
  FactSet facts;
  std::vector<EventCount> events;                       // most frequent first
  std::map<std::string, std::vector<Place>> matched;    // line pattern of a rule → places, spread (at most 5)
  std::map<std::string, std::uint64_t> matched_counts;  // the same keys → records that matched
  std::map<std::string, std::uint64_t> matched_since;   // → records of the pattern's event since the last match
  std::vector<EventSeries> series;                      // for the timeline, by file
  std::vector<ClockReading> clocks;                     // by file

  void mask_texts(const TextMask& mask);
};

}  // namespace sgw::triage
