#pragma once

#include "src/triage/chunk_quotes.hpp"
#include "src/triage/log_patterns.hpp"
#include "src/triage/place_spread.hpp"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace sgw::triage {

// Where a pattern matched: counts, and a few places spread over all that did.
struct PatternHits {
  std::uint64_t count = 0;  // records; several lines of one record count once
  std::uint64_t since = 0;  // records of the pattern's event after the last that matched; 0 without an event
  std::vector<Place> places;
};

// The matches of all patterns in one log artifact. Belongs to one reader.
class PatternTally {
 public:
  explicit PatternTally(const LogPatterns& patterns);

  // Whether a match would count: several lines of one record count once. `record`: its number, from 1.
  bool wants(std::size_t pattern, std::uint64_t record) const { return counts_[pattern].record != record; }
  // `seen`: records of the pattern's event so far.
  void add(std::size_t pattern, std::uint64_t record, std::uint64_t seen, const NumberedLine& line,
           const ChunkQuotes& quotes);
  // When the chunk ends: what is to be quoted of it is taken.
  void settle(const ChunkQuotes& quotes);
  // By key. `seen` says of an event how many records there were in all. Leaves the tally empty.
  template <typename Seen>
  void move_to(std::map<std::string, PatternHits>& matched, Seen seen) {
    for (std::size_t index = 0; index < counts_.size(); ++index) {
      if (counts_[index].count == 0) continue;
      const LinePattern& pattern = patterns_.patterns()[index];
      matched.emplace(pattern.key, take(index, pattern.within.empty() ? 0 : seen(pattern.within)));
    }
  }

 private:
  struct Count {
    std::uint64_t record = 0;  // that matched last
    std::uint64_t count = 0;
    std::uint64_t seen = 0;  // records of the event at the last match
    NumberedLine last;       // in the chunk at hand
    PlaceSpread spread;
    bool touched = false;
  };
  PatternHits take(std::size_t pattern, std::uint64_t seen);
  std::string_view around(std::size_t pattern, std::string_view text) const;
  // The place of a match, with the whole line if it is not very long: most such places give way to a later one, and
  // where in the line the match stands is looked for in those that are left.
  Place place_of(std::size_t pattern, const NumberedLine& line, const ChunkQuotes& quotes) const;

  const LogPatterns& patterns_;
  std::vector<Count> counts_;         // by pattern
  std::vector<Place> last_places_;    // by pattern; as place_of(), made when the chunk ends
  std::vector<std::size_t> touched_;  // patterns
};

}  // namespace sgw::triage
