#pragma once

#include "src/triage/fact.hpp"
#include "src/triage/line_memo.hpp"
#include "src/triage/log_patterns.hpp"
#include "src/triage/place_spread.hpp"
#include "src/triage/run_end.hpp"
#include "src/triage/stamp_lag.hpp"

#include <sgw_diag/redacted.hpp>

#include <array>
#include <functional>
#include <map>
#include <string>
#include <unordered_map>
#include <vector>

namespace sgw::triage {

// Where a pattern matched: counts, and a few places spread over all that did.
struct PatternHits {
  std::uint64_t count = 0;  // records; several lines of one record count once
  std::uint64_t since = 0;  // records of the pattern's event after the last that matched; 0 without an event
  std::vector<Place> places;
};

// What one log artifact had to say.
struct LogSummary {
  std::vector<EventCount> events;  // in order of first sight
  std::map<std::string, PatternHits> matched;
  std::uint64_t lines = 0;
  std::uint64_t broken_json = 0;  // records with the doubled quote after the timestamp
  Place broken_json_place;        // the first of them
  std::uint64_t interleaved = 0;
  std::uint64_t shared_lines = 0;  // lines that hold several records
  std::optional<Fact> banner;      // "A.B.C.D" of the start banner; the last one, when there are several
  std::optional<UtcTime> first_time;
  std::optional<UtcTime> last_time;
  std::vector<EventSeries> series;  // the same events, spread over time
  std::optional<ClockReading> own_clock;
};

// Reads one log artifact, chunk by chunk, line by line. Nothing is kept but counts and a few quotes; a line in which
// nothing is found costs no allocation. Belongs to one thread.
class LogReader {
 public:
  static constexpr std::size_t k_max_quote = 300;                       // bytes
  static constexpr std::size_t k_max_places = PlaceSpread::k_most + 1;  // of one pattern
  static constexpr std::size_t k_max_events = 512;  // kinds in one artifact; what is over counts as "(other events)"

  // Lines that hold `passed_over` are counted and not read; empty: there are none such.
  LogReader(const LogPatterns& patterns, BundlePath file, std::string_view passed_over = {});

  void add(const RedactedBytes& chunk);
  void add(const SafeText& chunk);
  // The lines in the chunk that was added last that begin as the banner's version does.
  const std::vector<LineStart>& banner_lines() const { return banner_lines_; }
  std::uint64_t lines_ended() const { return summary_.lines - (at_line_start_ ? 0 : 1); }
  LogSummary take();

 private:
  using Quote = std::function<SafeText(std::size_t offset, std::size_t count)>;  // a part of the chunk

  // A time as it stands in the line, kept without an allocation.
  struct Stamp {
    std::array<char, 40> bytes{};
    std::size_t size = 0;
    void set(std::string_view text);
    std::string_view view() const { return {bytes.data(), size}; }
    std::optional<UtcTime> time() const;
  };
  // The record that a line belongs to; one for each stream, because the runtime interleaves them.
  struct Record {
    std::string event;
    Stamp stamp;
    std::uint64_t number = 0;
  };
  struct Slot {
    EventCount count;
    StampTally times;
    Literal kind = "log";
    Stamp first;
    Stamp last;
    std::size_t offset = 0;  // of the last line, in the chunk at hand
    std::size_t length = 0;
    std::uint64_t line = 0;
    bool touched = false;
  };
  // The last match of a pattern: its place is made when the chunk ends, and only if it is still the last.
  struct LastHit {
    Place place;
    std::size_t offset = 0;  // of the segment, in the chunk at hand
    std::size_t length = 0;
    std::uint64_t line = 0;
    bool touched = false;
  };
  struct NameHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
  };

  void add(std::string_view bytes, const Quote& quote);
  void read_line(std::string_view bytes, std::size_t offset, std::size_t length, bool starts, const Quote& quote);
  void read_segment(std::string_view bytes, std::string_view text, Record& record, const Quote& quote);
  void note_time(std::string_view stamp);
  void begin_record(std::string_view bytes, std::string_view text, Record& record, const Quote& quote);
  void read_banner(std::string_view bytes, std::string_view text, const Quote& quote);
  bool matches(std::size_t expression, std::string_view text, std::optional<LineMemo::Answers*>& known);
  bool wants(std::size_t pattern, const Record& record) const;
  void apply_hit(std::size_t pattern, std::string_view bytes, std::string_view text, const Record& record,
                 const Quote& quote);
  std::uint64_t seen(std::string_view event) const;
  const Slot* find_slot(std::string_view name) const;  // null: none of that name yet
  // `make_name` gives the name of a slot that is new.
  template <typename MakeName>
  Slot& slot(std::string_view name, MakeName make_name);
  void count(Slot& slot, std::string_view level, std::string_view bytes, const Record& record, const Quote& quote);
  Place place(std::string_view bytes, std::string_view around, const Quote& quote) const;
  void settle(std::string_view bytes, const Quote& quote);
  EventSeries series_of(Slot& slot) const;

  const LogPatterns& patterns_;
  BundlePath file_;
  std::string_view passed_over_;
  bool passing_over_ = false;  // the line at hand
  LogSummary summary_;
  std::unordered_map<std::string, std::size_t, NameHash, std::equal_to<>> slot_by_name_;
  std::vector<Slot> slots_;
  std::vector<std::size_t> touched_;       // slots
  std::vector<std::size_t> touched_hits_;  // patterns
  std::vector<PatternHits> hits_;
  std::vector<PlaceSpread> spreads_;  // by pattern, as the next two
  std::vector<LastHit> last_hits_;
  std::vector<std::uint64_t> hit_record_;
  std::vector<std::uint64_t> hit_at_;  // how often the pattern's event had been seen at the last match
  LineMatcher::Scan scan_;
  LineMemo memo_;
  std::array<Record, 2> records_;
  std::size_t stream_ = 0;  // of the line at hand
  std::uint64_t record_number_ = 0;
  std::size_t line_offset_ = 0;
  std::size_t line_length_ = 0;
  std::string_view line_time_;
  std::string_view own_stamp_;  // of the segment at hand
  std::vector<LineStart> banner_lines_;
  Stamp first_stamp_;
  Stamp last_stamp_;
  StampLag lag_;
  bool runtime_stamps_ = false;
  bool at_line_start_ = true;
};

}  // namespace sgw::triage
