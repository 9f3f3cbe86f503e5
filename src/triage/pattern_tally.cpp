#include "src/triage/pattern_tally.hpp"

#include <algorithm>
#include <utility>

namespace sgw::triage {

PatternTally::PatternTally(const LogPatterns& patterns)
    : patterns_(patterns), counts_(patterns.patterns().size()), last_places_(patterns.patterns().size()) {}

// What of a text that matches is to be quoted.
std::string_view PatternTally::around(std::size_t pattern, std::string_view text) const {
  return from_word(text, patterns_.matcher().find(patterns_.patterns()[pattern].expression, text).value_or(0));
}

void PatternTally::add(std::size_t pattern, std::uint64_t record, std::uint64_t seen, const NumberedLine& line,
                       const ChunkQuotes& quotes) {
  Count& count = counts_[pattern];
  count.record = record;
  count.seen = seen;
  ++count.count;
  if (count.spread.wants_next()) count.spread.keep(quotes.place({around(pattern, line.text), line.number}));
  count.last = line;
  if (!count.touched) touched_.push_back(pattern);
  count.touched = true;
}

void PatternTally::settle(const ChunkQuotes& quotes) {
  for (const std::size_t pattern : touched_) {
    Count& count = counts_[pattern];
    count.touched = false;
    last_places_[pattern] = place_of(pattern, count.last, quotes);
  }
  touched_.clear();
}

Place PatternTally::place_of(std::size_t pattern, const NumberedLine& line, const ChunkQuotes& quotes) const {
  constexpr std::size_t max_whole = 1024;  // bytes
  if (line.text.size() > max_whole) return quotes.raw_place({around(pattern, line.text), line.number});
  return quotes.whole_place(line);
}

PatternHits PatternTally::take(std::size_t pattern, std::uint64_t seen) {
  Count& count = counts_[pattern];
  Place last = std::move(last_places_[pattern]);
  const std::string_view line = last.quote.view();
  const std::string_view quote = around(pattern, line);
  last.quote = shorten(last.quote.part(line.size() - quote.size(), quote.size()));
  return {std::exchange(count.count, 0), seen - std::min(seen, count.seen), count.spread.take(std::move(last))};
}

}  // namespace sgw::triage
