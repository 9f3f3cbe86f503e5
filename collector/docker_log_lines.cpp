#include "collector/docker_log_lines.hpp"

#include <sgw_diag/utc_time.hpp>

#include <algorithm>
#include <chrono>
#include <utility>

namespace sgw::collector {

namespace {

// A piece that long was cut by a full buffer, whatever its stamp says.
constexpr std::size_t k_buffer_piece_bytes = 4096;
constexpr std::size_t k_docker_piece_bytes = 16384;
constexpr std::chrono::seconds k_close_in_time{10};

bool digits(std::string_view text, std::size_t from, std::size_t count) {
  if (text.size() < from + count) return false;
  return std::all_of(text.begin() + static_cast<std::ptrdiff_t>(from),
                     text.begin() + static_cast<std::ptrdiff_t>(from + count),
                     [](char letter) { return letter >= '0' && letter <= '9'; });
}

bool letter_at(std::string_view text, std::size_t at, char letter) { return at < text.size() && text[at] == letter; }

bool has_fraction(std::string_view stamp) { return letter_at(stamp, 19, '.'); }

}  // namespace

std::size_t stamp_length(std::string_view text) {
  text = text.substr(0, k_max_stamp_bytes);
  const bool date = digits(text, 0, 4) && letter_at(text, 4, '-') && digits(text, 5, 2) && letter_at(text, 7, '-') &&
                    digits(text, 8, 2) && letter_at(text, 10, 'T');
  const bool time = date && digits(text, 11, 2) && letter_at(text, 13, ':') && digits(text, 14, 2) &&
                    letter_at(text, 16, ':') && digits(text, 17, 2);
  if (!time) return 0;
  std::size_t at = 19;
  if (letter_at(text, at, '.')) {
    do ++at;
    while (digits(text, at, 1));
  }
  if (letter_at(text, at, 'Z')) {
    ++at;
  } else if ((letter_at(text, at, '+') || letter_at(text, at, '-')) && digits(text, at + 1, 2) &&
             letter_at(text, at + 3, ':') && digits(text, at + 4, 2)) {
    at += 6;
  } else {
    return 0;
  }
  return letter_at(text, at, ' ') ? at + 1 : 0;
}

DockerLogLines::DockerLogLines(Kind kind, Write write) : kind_(kind), write_(std::move(write)) {}

void DockerLogLines::piece(std::string_view part, bool begins) {
  if (begins) {
    if (in_stamp_) end_stamp();
    in_stamp_ = true;
  }
  if (!in_stamp_) {
    piece_bytes_ += part.size();
    put(part);
    return;
  }
  const std::size_t room = k_max_stamp_bytes - pending_.size();
  const std::size_t count = std::min(room, part.size());
  pending_ += part.substr(0, count);
  if (pending_.size() == k_max_stamp_bytes || stamp_length(pending_) > 0) end_stamp();
  if (count == part.size()) return;
  piece_bytes_ += part.size() - count;
  put(part.substr(count));
}

void DockerLogLines::end_stamp() {
  in_stamp_ = false;
  const std::string held = std::exchange(pending_, {});
  const std::size_t length = stamp_length(held);
  const std::string_view stamp = std::string_view(held).substr(0, length);
  const std::string_view text = std::string_view(held).substr(length);
  if (length > 0) {
    const bool same_line = line_open_ && goes_on(stamp, piece_bytes_ >= k_buffer_piece_bytes);
    if (line_open_ && !same_line) put("\n");
    if (!same_line) put(stamp);
    stamp_ = stamp;
    if (first_stamp_.empty()) first_stamp_ = stamp_;
  }
  piece_bytes_ = text.size();
  put(text);
}

bool DockerLogLines::goes_on(std::string_view stamp, bool cut_by_buffer) const {
  if (stamp_.empty()) return false;
  if (stamp == stamp_ || cut_by_buffer) return true;
  if (has_fraction(stamp) || has_fraction(stamp_)) return false;
  const auto before = parse_time(std::string_view(stamp_).substr(0, stamp_.size() - 1));
  const auto after = parse_time(stamp.substr(0, stamp.size() - 1));
  return before && after && *after >= *before && *after - *before <= k_close_in_time;
}

void DockerLogLines::raw(std::string_view bytes) {
  pending_ += bytes;
  drain(false);
}

// Hands on what is certain: whole lines, and of the last line all but what may be the beginning of a stamp or a "\r".
void DockerLogLines::drain(bool whole) {
  std::string_view rest = pending_;
  for (std::size_t end = rest.find('\n'); end != std::string_view::npos; end = rest.find('\n')) {
    std::string_view line = rest.substr(0, end);
    if (line.ends_with('\r')) line.remove_suffix(1);
    drain_line(line, line.size());
    put("\n");
    line_begins_ = true;
    rest.remove_prefix(end + 1);
  }
  if (whole) {
    rest.remove_prefix(drain_line(rest, rest.size()));
  } else if (rest.size() > 2 * k_max_stamp_bytes) {
    rest.remove_prefix(drain_line(rest, rest.size() - k_max_stamp_bytes));
  }
  pending_.erase(0, pending_.size() - rest.size());
}

// Puts `text`, a part of one line, up to `limit`, without the stamps of later pieces. A stamp that begins before the
// limit is taken whole. Returns how far it came. An application that prints the very stamp of its line (Podman: of its
// second) and a blank loses it: that is the lesser evil, for a stamp left in place would cut a secret in two.
std::size_t DockerLogLines::drain_line(std::string_view text, std::size_t limit) {
  std::size_t at = 0;
  if (line_begins_) {
    at = stamp_length(text);
    stamp_ = text.substr(0, at);
    if (first_stamp_.empty()) first_stamp_ = stamp_;
    put(stamp_);
    piece_bytes_ = 0;
    line_begins_ = false;
  }
  while (at < limit) {
    const std::size_t hit = stamp_.empty() ? limit : std::min(limit, text.find(stamp_.substr(0, 5), at));  // "2026-"
    put(text.substr(at, hit - at));
    piece_bytes_ += hit - at;
    at = hit;
    if (at == limit) break;
    const std::size_t length = stamp_length(text.substr(at));
    if (length > 0 && goes_on(text.substr(at, length), piece_bytes_ == k_docker_piece_bytes)) {
      stamp_ = text.substr(at, length);
      piece_bytes_ = 0;
      at += length;
    } else {
      put(text.substr(at, 1));
      ++piece_bytes_;
      ++at;
    }
  }
  return at;
}

void DockerLogLines::put(std::string_view text) {
  if (text.empty()) return;
  if (const std::size_t end = text.rfind('\n'); end != std::string_view::npos) {
    open_at_ = out_.size() + end + 1;
    open_is_out_ = false;
    if (!stamp_.empty()) last_stamp_ = stamp_;
  }
  line_open_ = text.back() != '\n';
  out_ += text;
  if (out_.size() >= k_flush_bytes) flush();
}

void DockerLogLines::flush() {
  if (out_.empty()) return;
  open_is_out_ = open_is_out_ || (line_open_ && open_at_ < out_.size());
  write_(std::move(out_));
  out_.clear();
  open_at_ = 0;
}

void DockerLogLines::finish() {
  if (in_stamp_) end_stamp();
  if (!pending_.empty()) drain(true);
  flush();
}

bool DockerLogLines::abandon() {
  const bool dropped = line_open_ || !pending_.empty();
  in_stamp_ = false;
  pending_.clear();
  out_.resize(open_at_);
  if (open_is_out_) out_ += '\n';
  line_open_ = open_is_out_ = false;
  flush();
  return dropped;
}

}  // namespace sgw::collector
