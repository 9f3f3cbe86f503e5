#pragma once

#include "src/triage/event_tally.hpp"
#include "src/triage/line_memo.hpp"
#include "src/triage/log_record.hpp"
#include "src/triage/pattern_tally.hpp"
#include "src/triage/run_end.hpp"
#include "src/triage/stamp_lag.hpp"

#include <sgw_diag/redacted.hpp>

#include <array>
#include <map>
#include <string>
#include <vector>

namespace sgw::triage {

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
  static constexpr std::size_t k_max_quote = ChunkQuotes::k_max_quote;  // bytes
  static constexpr std::size_t k_max_places = PlaceSpread::k_most + 1;  // of one pattern
  static constexpr std::size_t k_max_events = EventTally::k_max_events;

  // Lines that hold `passed_over` are counted and not read; empty: there are none such.
  LogReader(const LogPatterns& patterns, BundlePath file, std::string_view passed_over = {});

  void add(const RedactedBytes& chunk);
  void add(const SafeText& chunk);
  // The lines in the chunk that was added last that begin as the banner's version does.
  const std::vector<LineStart>& banner_lines() const { return banner_lines_; }
  std::uint64_t lines_ended() const { return summary_.lines - (at_line_start_ ? 0 : 1); }
  LogSummary take();

 private:
  // A time as it stands in the line, kept without an allocation.
  struct Stamp {
    std::array<char, 40> bytes{};
    std::size_t size = 0;
    void set(std::string_view text);
    std::optional<UtcTime> time() const;
  };
  // The record that a line belongs to; one for each stream, because the runtime interleaves them.
  struct Record {
    std::size_t kind = LogPatterns::k_other;
    std::size_t slot = EventTally::k_no_slot;  // of its event
    ReadStamp stamp;
    std::uint64_t number = 0;  // from 1
  };

  void add_chunk(const ChunkQuotes& quotes);
  void read_line(std::string_view line, bool starts, const ChunkQuotes& quotes);
  void begin_record(std::string_view text, Record& record, const ChunkQuotes& quotes);
  void begin_event(const RecordHeader& header, Record& record, const ChunkQuotes& quotes);
  void read_segment(std::string_view text, const Record& record, const ChunkQuotes& quotes);
  void read_banner(std::string_view text, const ChunkQuotes& quotes);
  void try_expression(const LineMemo::Answer& answer, std::string_view text, const Record& record,
                      const ChunkQuotes& quotes);
  LineMemo::Answers answers(const LineMatcher::Candidates& candidates, std::string_view text) const;
  void apply_hit(std::size_t pattern, std::string_view text, const Record& record, const ChunkQuotes& quotes);
  void note_time(std::string_view stamp);
  // The time of the line at hand, or else the one that its record tells itself.
  void read_stamp(std::string_view own, ReadStamp& stamp);

  const LogPatterns& patterns_;
  BundlePath file_;
  std::string_view passed_over_;
  bool passing_over_ = false;  // the line at hand
  LogSummary summary_;
  EventTally events_;
  PatternTally hits_;
  LineMatcher::Scan scan_;
  LineMemo memo_;
  StampReader runtime_reader_;
  StampReader own_reader_;
  std::array<Record, 2> records_;
  std::size_t stream_ = 0;  // of the line at hand
  std::uint64_t record_number_ = 0;
  NumberedLine line_;           // at hand
  std::string_view line_time_;  // the runtime's stamp of it
  std::string_view own_stamp_;  // of the segment at hand
  std::vector<LineStart> banner_lines_;
  Stamp first_stamp_;
  Stamp last_stamp_;
  std::string_view last_noted_;  // in the chunk at hand; last_stamp_ once it ends
  StampLag lag_;
  bool runtime_stamps_ = false;
  bool at_line_start_ = true;
};

}  // namespace sgw::triage
