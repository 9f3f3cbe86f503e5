#include "collector/log_seam.hpp"

#include "collector/docker_log_lines.hpp"

#include <sgw_diag/utc_time.hpp>

#include <algorithm>
#include <utility>

namespace sgw::collector {

namespace {

std::string_view without_blank(std::string_view stamp) { return stamp.substr(0, stamp.size() - 1); }

constexpr std::size_t k_judged_bytes = 128;  // of a line
constexpr std::size_t k_least_key_line = 24;

// One word of base64, as far as it is seen.
bool may_be_key(std::string_view text) {
  while (text.ends_with('\n') || text.ends_with('\r')) text.remove_suffix(1);
  return text.size() >= k_least_key_line && std::all_of(text.begin(), text.end(), [](char letter) {
           return (letter >= '0' && letter <= '9') || (letter >= 'a' && letter <= 'z') ||
                  (letter >= 'A' && letter <= 'Z') || letter == '+' || letter == '/' || letter == '=';
         });
}

bool has_fraction(std::string_view stamp) { return stamp.find('.') != std::string_view::npos; }

}  // namespace

std::weak_ordering compare_stamps(std::string_view left, std::string_view right) {
  const bool one_form = left.size() == right.size() && left.ends_with("Z ") && right.ends_with("Z ");
  if (one_form) return left.compare(right) <=> 0;
  const auto before = parse_time(without_blank(left));
  const auto after = parse_time(without_blank(right));
  if (before && after) return *before <=> *after;
  return left.compare(right) <=> 0;
}

bool LogSeam::gap() const { return after.empty() || first.empty() || std::is_gt(compare_stamps(first, after)); }

std::string LogSeam::mark() const {
  std::string text = "[sgw-diag: lines";
  if (!after.empty()) text += " after " + std::string(without_blank(after));
  if (!first.empty()) text += (after.empty() ? " before " : " and before ") + std::string(without_blank(first));
  return text + " are left out here: the time was up]\n";
}

void NewerLines::feed(std::string_view chunk, const Emit& emit) {
  while (!passing_ && !chunk.empty()) {
    const std::size_t end = chunk.find('\n');
    const std::size_t line_rest = end == std::string_view::npos ? chunk.size() : end + 1;
    if (skipping_) {
      skipping_ = end == std::string_view::npos;
      chunk.remove_prefix(line_rest);
      continue;
    }
    const std::size_t count = std::min(k_judged_bytes - start_.size(), line_rest);
    start_ += chunk.substr(0, count);
    chunk.remove_prefix(count);
    const bool line_ends = start_.ends_with('\n');
    if (!line_ends && start_.size() < k_judged_bytes) return;
    passing_ = is_wanted(start_);
    skipping_ = !passing_ && !line_ends;
    if (passing_) emit(start_);
    start_.clear();
  }
  if (!chunk.empty()) emit(chunk);
}

void NewerLines::finish(const Emit& emit) {
  if (!start_.empty() && is_wanted(start_)) emit(start_);
  start_.clear();
}

bool NewerLines::is_wanted(std::string_view line_start) {
  if (is_known(line_start)) {
    joined_ = true;
    return false;
  }
  return joined_ || !may_be_key(line_start.substr(stamp_length(line_start)));
}

// A line without a stamp goes with the one before it.
bool NewerLines::is_known(std::string_view line_start) const {
  if (after_.empty()) return false;
  const std::size_t length = stamp_length(line_start);
  if (length == 0) return true;
  const std::string_view stamp = line_start.substr(0, length);
  const auto order = compare_stamps(stamp, after_);
  return std::is_lt(order) || (std::is_eq(order) && has_fraction(stamp));
}

}  // namespace sgw::collector
