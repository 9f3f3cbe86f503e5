#include "src/triage/run_end.hpp"

#include "src/triage/log_record.hpp"

#include <algorithm>

namespace sgw::triage {

namespace {

constexpr std::string_view k_banner = RunEnd::k_banner;
constexpr std::size_t k_max_quote = 240;  // bytes
constexpr std::size_t k_raw_quote = k_max_quote * 2;

bool is_banner(std::string_view line) {
  const std::string_view text = split_line(line).text;
  const bool named = text.size() > k_banner.size() && text.starts_with(k_banner);
  return named && text[k_banner.size()] >= '0' && text[k_banner.size()] <= '9';
}

// Says nothing of an end: blank, a frame of a stack, the lines of the banner before the version.
bool says_nothing(std::string_view line) {
  const std::string_view text = split_line(line).text;
  const std::size_t start = text.find_first_not_of(" \t\r");
  if (start == std::string_view::npos) return true;
  const std::string_view words = text.substr(start);
  return (start > 0 && words.starts_with("at ")) || words.starts_with("---") ||
         words.starts_with("Microsoft Azure API Management self-hosted gateway") ||
         words.starts_with("Use of this container image");
}

}  // namespace

RunEnd::RunEnd(BundlePath file) : file_(std::move(file)) {}

void RunEnd::keep_last(const RedactedBytes& chunk, std::size_t from, std::size_t to, std::uint64_t lines) {
  const std::string_view text = chunk.view().substr(0, to);
  std::uint64_t line = lines;
  std::vector<Place> last;
  std::size_t end = to;
  while (end > from && last.size() < k_lines) {
    const bool whole = text[end - 1] == '\n';
    if (whole) --end;
    std::size_t start = end == from ? from : text.rfind('\n', end - 1) + 1;  // npos + 1 is 0
    start = std::max(start, from);
    const std::string_view words = text.substr(start, end - start);
    if (!says_nothing(words)) {
      const SafeText quote(chunk.part(start, std::min(words.size(), k_raw_quote + SafeText::k_longest_placeholder)));
      last.push_back({file_, whole ? line : line + 1, SafeText(), quote.clipped(k_raw_quote)});
    }
    if (whole) --line;
    end = start;
  }
  std::reverse(last.begin(), last.end());
  recent_.insert(recent_.end(), std::make_move_iterator(last.begin()), std::make_move_iterator(last.end()));
  if (recent_.size() > k_lines) recent_.erase(recent_.begin(), recent_.end() - k_lines);
}

void RunEnd::add(const RedactedBytes& chunk, const std::vector<LineStart>& starts, std::uint64_t lines) {
  const std::string_view text = chunk.view();
  std::size_t from = 0;
  for (const LineStart& start : starts) {
    if (!is_banner(text.substr(start.offset, text.find('\n', start.offset) - start.offset))) continue;
    keep_last(chunk, from, start.offset, start.line - 1);
    if (!recent_.empty()) found_ = std::move(recent_);
    recent_.clear();
    from = start.offset;  // the banner itself is counted, and pushed out by what follows
  }
  keep_last(chunk, from, text.size(), lines);
}

std::vector<Place> RunEnd::take() {
  const bool previous = file_.text().view().find("previous") != std::string_view::npos;
  std::vector<Place> end = previous ? std::move(recent_) : std::move(found_);
  for (Place& place : end) place.quote = place.quote.printable().clipped(k_max_quote);
  return end;
}

}  // namespace sgw::triage
