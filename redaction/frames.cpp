#include "redaction/frames.hpp"

#include "redaction/line_places.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <vector>

namespace sgw::redaction {

namespace {

enum Stream : std::size_t { k_stdout, k_stderr, k_streams };

struct Frame {
  Stream stream = k_stdout;
  std::size_t begin = 0;  // of the content
  std::size_t end = 0;
  std::size_t more = 0;  // what stands behind the content and may hold something as well: [more, more_end)
  std::size_t more_end = 0;
  bool partial = false;  // the line goes on in the next frame of this stream
};

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// The offset behind an RFC 3339 time and one blank at `at`, or npos.
std::size_t behind_time(std::string_view line) {
  constexpr std::string_view k_shape = "0000-00-00T00:00:00";
  if (line.size() < k_shape.size() + 2) return std::string_view::npos;
  for (std::size_t i = 0; i < k_shape.size(); ++i) {
    if (k_shape[i] == '0' ? !is_digit(line[i]) : line[i] != k_shape[i]) return std::string_view::npos;
  }
  std::size_t at = k_shape.size();
  if (line[at] == '.') {
    ++at;
    while (at < line.size() && is_digit(line[at])) ++at;
  }
  if (at < line.size() && line[at] == 'Z') {
    ++at;
  } else if (at + 6 <= line.size() && (line[at] == '+' || line[at] == '-') && line[at + 3] == ':') {
    at += 6;
  }
  return at < line.size() && line[at] == ' ' ? at + 1 : std::string_view::npos;
}

// "2026-03-04T09:39:54.666Z [stdout|stderr ][P|F[:tag…] ]content"
bool timed_frame(std::string_view line, Frame& frame) {
  std::size_t at = behind_time(line);
  if (at == std::string_view::npos) return false;
  const std::string_view rest = line.substr(at);
  if (rest.starts_with("stdout ") || rest.starts_with("stderr ")) {
    frame.stream = rest[3] == 'o' ? k_stdout : k_stderr;
    at += 7;
    const bool may_be_tag = at < line.size() && (line[at] == 'P' || line[at] == 'F');
    const std::string_view tag = may_be_tag ? line.substr(at, line.find(' ', at) - at) : std::string_view();
    const bool tagged = tag == "P" || tag == "F" || tag.starts_with("P:") || tag.starts_with("F:");
    if (tagged && at + tag.size() < line.size()) {
      frame.partial = tag[0] == 'P';
      at += tag.size() + 1;
    } else if (tagged) {
      at += tag.size();
    }
  }
  frame.begin = at;
  frame.end = line.size();
  return true;
}

// The offset of the quote that ends the JSON string whose content begins at `at`, or npos.
std::size_t string_end(std::string_view line, std::size_t at) {
  while (at < line.size() && line[at] != '"') at += line[at] == '\\' ? 2 : 1;
  return at < line.size() ? at : std::string_view::npos;
}

// {"log":"content\n","stream":"stdout","attrs":{…},"time":"…"}
bool json_file_frame(std::string_view line, Frame& frame) {
  constexpr std::string_view k_log = R"({"log":")";
  if (!line.starts_with(k_log)) return false;
  frame.begin = k_log.size();
  frame.end = string_end(line, frame.begin);
  if (frame.end == std::string_view::npos) return false;
  const std::string_view rest = line.substr(frame.end);
  const std::size_t stream = rest.find(R"("stream":"std)");
  if (stream == std::string_view::npos) return false;
  frame.stream = rest.substr(stream + 13).starts_with("err") ? k_stderr : k_stdout;
  if (rest.find("\"attrs\"") != std::string_view::npos) {
    frame.more = frame.end + 1;
    frame.more_end = line.size();
  }
  const std::string_view content = line.substr(frame.begin, frame.end - frame.begin);
  frame.partial = !content.ends_with("\\n");
  if (content.ends_with("\\r\\n")) {
    frame.end -= 4;
  } else if (!frame.partial) {
    frame.end -= 2;
  }
  return true;
}

// One stream's lines, in pieces of the source.
struct Lines {
  std::vector<Pending::Range> pieces;              // an empty one ends a line
  std::size_t open_from = std::string_view::npos;  // where the unfinished line begins

  void end_line() {
    pieces.push_back({});
    open_from = std::string_view::npos;
  }
};

void append(std::string_view text, const Lines& lines, View& view) {
  for (const Pending::Range& piece : lines.pieces) {
    if (piece.end == 0) {
      view.filler("\n");
    } else {
      view.plain(text.substr(piece.begin, piece.end - piece.begin), piece.begin);
    }
  }
}

bool read_frame(std::string_view line, Frame& frame) {
  if (line.empty()) return false;
  if (is_digit(line[0])) return timed_frame(line, frame);
  return line[0] == '{' && json_file_frame(line, frame);
}

// Before anything is built: most texts have none. Only a line that begins like one is looked at.
bool has_frame(std::string_view text) {
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = line_end(text, begin);
    Frame frame;
    if (read_frame(text.substr(begin, end - begin), frame)) return true;
    begin = end + 1;
  }
  return false;
}

}  // namespace

std::optional<std::size_t> undo_frames(std::string_view text, View& view, Pending* pending) {
  if (!has_frame(text)) return std::nullopt;
  std::array<Lines, k_streams> streams;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = line_end(text, begin);
    std::string_view line = text.substr(begin, end - begin);
    if (line.ends_with('\r')) line.remove_suffix(1);
    Frame frame;
    const bool framed = read_frame(line, frame);
    if (!framed) frame = Frame{k_stdout, 0, line.size(), 0, 0, false};
    Lines& lines = streams[frame.stream];
    if (frame.end > frame.begin) lines.pieces.push_back({begin + frame.begin, begin + frame.end});
    if (frame.partial) {
      lines.open_from = std::min(lines.open_from, begin);
    } else {
      lines.end_line();
    }
    if (frame.more_end > 0) {
      // Beside the stream's lines, not in them.
      if (!frame.partial) lines.pieces.push_back({begin + frame.more, begin + frame.more_end});
      if (!frame.partial) lines.end_line();
    }
    begin = end + 1;
  }
  std::size_t other = 0;
  view.reserve(text.size() + k_streams);
  for (const Lines& lines : streams) {
    other = view.text().size();
    if (pending != nullptr && lines.open_from != std::string_view::npos) pending->hold_from(lines.open_from);
    append(text, lines, view);
    if (!lines.pieces.empty() && lines.pieces.back().end != 0) view.filler("\n");
  }
  return other;
}

}  // namespace sgw::redaction
