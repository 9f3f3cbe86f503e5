#include "redaction/encoded_runs.hpp"

#include "redaction/base64.hpp"
#include "redaction/continued_lines.hpp"
#include "redaction/line_places.hpp"
#include "redaction/packed_run.hpp"
#include "redaction/separated_hex.hpp"
#include "redaction/text_shape.hpp"

#include <algorithm>
#include <cstdint>
#include <string>

namespace sgw::redaction {

namespace {

// Of a run this short the characters must all stand for text: words of a program are as long.
constexpr std::size_t k_surely_a_run = 20;
constexpr std::size_t k_min_wrapped_line = 40;                     // MIME wraps at 76, PEM at 64, some at 48
constexpr std::size_t k_max_wrapped_line = std::size_t{32} << 10;  // nobody wraps wider; engines cut at 16 KiB
constexpr std::string_view k_between = "\n \n";

// One run of base64, or several lines of one.
struct Run {
  std::size_t begin = 0;
  std::size_t end = 0;  // padding included
  std::string joined;   // the characters of all lines; empty when one line is all

  std::string_view characters(std::string_view text) const {
    return joined.empty() ? text.substr(begin, end - begin) : std::string_view(joined);
  }
};

std::size_t run_end(std::string_view text, std::size_t from) {
  while (from < text.size() && is_base64_char(text[from])) ++from;
  for (int padding = 0; padding < 2 && from < text.size() && text[from] == '='; ++padding) ++from;
  return from;
}

// Behind "\n" or "\r\n" and the indentation of the next line, if a line ends at `at`; else npos.
std::size_t next_line(std::string_view text, std::size_t at) {
  if (at < text.size() && text[at] == '\r') ++at;
  if (at >= text.size() || text[at] != '\n') return std::string_view::npos;
  ++at;
  while (at < text.size() && (text[at] == ' ' || text[at] == '\t')) ++at;
  return at;
}

// Whether nothing but the run is on its line: then the next line may go on with it.
bool fills_its_line(std::string_view text, const Run& run) {
  std::size_t at = run.begin;
  while (at > 0 && (text[at - 1] == ' ' || text[at - 1] == '\t')) --at;
  return at == 0 || text[at - 1] == '\n';
}

void add_wrapped_lines(std::string_view text, Run& run, Pending* pending) {
  // The first line may stand behind a name ("tls.key: MIIE…" goes on below) only when it is long.
  const std::size_t first_size = run.end - run.begin;
  if (first_size < k_min_wrapped_line || first_size > k_max_wrapped_line || text[run.end - 1] == '=') return;
  const std::size_t first_end = run.end;
  const bool alone = fills_its_line(text, run);
  while (true) {
    const std::size_t begin = next_line(text, run.end);
    const bool cut = run.end >= text.size() || begin == text.size();
    if (pending != nullptr && alone &&
        (cut || (begin != std::string_view::npos && run_end(text, begin) == text.size())))
      pending->hold_from(line_begin(text, run.begin));
    if (begin == std::string_view::npos || begin >= text.size()) return;
    const std::size_t end = run_end(text, begin);
    const bool whole_line = end > begin && (end == text.size() || text[end] == '\n' || text[end] == '\r');
    // "---" begins another document.
    if (!whole_line || text.substr(begin, end - begin).find_first_not_of("-_") == std::string_view::npos) return;
    if (run.joined.empty()) run.joined = text.substr(run.begin, first_end - run.begin);
    run.joined.append(text.substr(begin, end - begin));
    run.end = end;
    if (text[end - 1] == '=') return;
  }
}

// "cache.lan" is twelve characters: such a run counts when it is well formed and nothing but printable.
bool is_short_text(std::string_view text, const Run& run, std::string_view characters) {
  const std::size_t size = run.end - run.begin;
  const bool glued = run.begin > 0 && (text[run.begin - 1] == '.' || text[run.begin - 1] == '=');
  if (size % 4 != 0) return false;
  const std::string bytes = base64_decoded(characters);
  // "Name=ContinuationWord": without padding, nothing but an address is believed.
  const bool address = bytes.find_first_not_of("0123456789.") == std::string::npos;
  if (glued && characters.size() == size && !address) return false;
  return std::all_of(bytes.begin(), bytes.end(), [](char c) { return (c >= 0x20 && c < 0x7F) || c == '\n'; });
}

void add_base64(std::string_view text, const Run& run, View& view) {
  std::string_view characters = run.characters(text);
  while (characters.ends_with('=')) characters.remove_suffix(1);
  if (is_packed_base64(characters)) {
    // More than this nobody looks at.
    const std::size_t most = text.size() * 8 + (std::size_t{64} << 10) + 1;
    const std::size_t left = most - std::min(most, view.text().size());
    view.filler(k_between);
    view.coded(unpacked(base64_decoded(characters), left), run.begin, run.end);
  }
  if (characters.size() < k_surely_a_run) {
    if (!is_short_text(text, run, characters)) return;
    view.filler(k_between);
    view.coded(base64_decoded(characters), run.begin, run.end);
    return;
  }
  const unsigned alignments = base64_alignments(characters);
  for (std::size_t shift = 0; shift < 4; ++shift) {
    if ((alignments >> shift & 1U) == 0) continue;
    const std::string_view groups = characters.substr(shift);
    for (const Stretch& part : base64_stretches(groups)) {
      view.filler(k_between);
      view.coded(without_zeros(base64_decoded(groups.substr(part.begin, part.end - part.begin))), run.begin, run.end);
    }
  }
}

// Runs of hexadecimal digits inside of `run`.
void add_hex(std::string_view text, const Run& run, View& view) {
  std::size_t at = run.begin;
  while (at + k_surely_a_run <= run.end) {
    // From behind: most runs are of other characters, and one of those says where the next digits may begin.
    std::size_t first = at + k_surely_a_run;
    while (first > at && is_hex_digit(text[first - 1])) --first;
    std::size_t end = first;
    if (first == at) {
      end = at + k_surely_a_run;
      while (end < run.end && is_hex_digit(text[end])) ++end;
      for (std::size_t shift = 0; shift < 2; ++shift) {
        const std::string_view digits = text.substr(at + shift, end - at - shift);
        for (const Stretch& part : hex_stretches(digits)) {
          view.filler(k_between);
          view.coded(without_zeros(hex_decoded(digits.substr(part.begin, part.end - part.begin))), at, end);
        }
      }
    }
    at = end;
  }
}

}  // namespace

bool decode_runs(const SearchText& of, View& view, Pending* pending) {
  const bool had_nothing = view.empty();
  const std::string_view text = of.text;
  Survey own;
  const Survey& survey = of.surveyed(own);
  std::size_t done = 0;
  for (const Base64Run& characters : survey.runs) {
    if (characters.guid || characters.begin < done) continue;  // behind `done`: not a line of the one before
    Run run{characters.begin, run_end(text, characters.end), {}};
    if (run.end - run.begin >= k_surely_a_run) add_hex(text, run, view);
    add_wrapped_lines(text, run, pending);
    add_base64(text, run, view);
    done = run.end;
  }
  decode_separated_hex(text, survey, view, pending);
  join_continued_lines(text, survey, view, pending);
  return had_nothing && !view.empty();
}

}  // namespace sgw::redaction
