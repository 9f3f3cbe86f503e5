#pragma once

#include "src/triage/chunk_quotes.hpp"
#include "src/triage/fact.hpp"
#include "src/triage/log_patterns.hpp"

#include <array>
#include <limits>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace sgw::triage {

// The events of one log artifact, counted by name while it is read. Belongs to one reader.
class EventTally {
 public:
  static constexpr std::size_t k_max_events = 512;  // kinds in one artifact; what is over counts as "(other events)"
  static constexpr std::size_t k_no_slot = std::numeric_limits<std::size_t>::max();

  explicit EventTally(const LogPatterns& patterns);

  // Where events of this name are counted; `make_name` gives the name of one that is new.
  template <typename MakeName>
  std::size_t slot(std::string_view name, MakeName make_name) {
    const std::size_t known = find(name);
    return known != k_no_slot ? known : add_slot(name, make_name);
  }
  // The same for an entry of the catalogue.
  std::size_t slot_of_entry(std::size_t entry);
  // Nothing is counted of that name yet, or it is one of the others: k_no_slot.
  std::size_t find(std::string_view name) const;
  std::uint64_t seen(std::size_t slot) const { return slot == k_no_slot ? 0 : slots_[slot].count.count; }
  // False for the slot of the others.
  bool is_of(std::size_t slot, std::string_view name) const { return slots_[slot].count.name.view() == name; }
  std::size_t kind_of_records(std::size_t slot) const { return slots_[slot].records; }  // as LogPatterns numbers them

  void count(std::size_t slot, std::string_view level, const ReadStamp& stamp, const NumberedLine& line,
             const ChunkQuotes& quotes);
  // When the chunk ends: what is to be quoted of it is taken.
  void settle(const ChunkQuotes& quotes);
  // In order of first sight; `clock`: whose stamps they are. Leaves the tally empty.
  void move_to(std::vector<EventCount>& events, std::vector<EventSeries>& series, Literal clock);

 private:
  struct Slot {
    EventCount count;
    StampTally times;
    Literal kind = "log";
    std::size_t records = LogPatterns::k_other;
    NumberedLine last;  // in the chunk at hand
    bool touched = false;
  };
  struct NameHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
  };
  template <typename MakeName>
  std::size_t add_slot(std::string_view name, MakeName make_name) {
    if (slots_.size() >= k_max_events) return other();
    return append(name, make_name());
  }
  std::size_t other();
  std::size_t append(std::string_view name, SafeText text);
  static EventSeries series_of(Slot& slot, Literal clock);

  const LogPatterns& patterns_;
  std::unordered_map<std::string, std::size_t, NameHash, std::equal_to<>> slot_by_name_;
  std::vector<Slot> slots_;
  std::vector<std::size_t> touched_;        // slots
  std::vector<std::size_t> slot_by_entry_;  // of the catalogue
};

}  // namespace sgw::triage
