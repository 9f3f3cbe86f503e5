#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

namespace sgw::collector {

// Puts the lines of one log stream together again. An engine hands out long lines in pieces (Docker: 16 KiB; Podman:
// whatever one read of the pipe brought), each behind a time stamp of its own. The stamps of later pieces are removed,
// so that a value that lies over a border is whole again when the gate looks at it.
//
// A piece without a newline at its end may also be the last words of a container that then started again. Docker gives
// all pieces of a line the same stamp to the nanosecond; so a short piece and another stamp mean another line, and a
// newline is put between them. Podman's stamps have seconds only: there what is close in time is joined.
//
// Works on streams that were asked for with time stamps; what has none passes as it is. Memory: about k_flush_bytes.
class DockerLogLines {
 public:
  enum class Kind {
    framed,    // pieces are known: piece() tells where one begins
    terminal,  // raw bytes, lines end in "\r\n"; pieces are found by their stamps
  };
  using Write = std::function<void(std::string bytes)>;
  static constexpr std::size_t k_flush_bytes = std::size_t{256} << 10;

  DockerLogLines(Kind kind, Write write);

  // framed: the next part of a piece; `begins` with its first part.
  void piece(std::string_view part, bool begins);
  // terminal: the next bytes.
  void raw(std::string_view bytes);
  // Hands out what is left.
  void finish();
  // The stream was cut: hands out what is left but for a line without its end, of which nothing more comes. True when
  // there was one.
  bool abandon();

  // Stamps with their blank, of the first line and of the last whole one; empty when there is none.
  const std::string& first_stamp() const { return first_stamp_; }
  const std::string& last_stamp() const { return last_stamp_; }

 private:
  void end_stamp();
  bool goes_on(std::string_view stamp, bool cut_by_buffer) const;
  void drain(bool whole);
  std::size_t drain_line(std::string_view text, std::size_t limit);
  void put(std::string_view text);
  void flush();

  Kind kind_;
  Write write_;
  std::string out_;
  std::string stamp_;  // of the newest piece of the line being put together, with its blank
  std::string first_stamp_;
  std::string last_stamp_;
  std::string pending_;          // framed: a stamp that is not complete; terminal: what may hold one at its end
  bool in_stamp_ = false;        // framed: `pending_` may become a stamp
  bool line_open_ = false;       // the last byte put was no newline
  std::size_t open_at_ = 0;      // where in `out_` the open line begins
  bool open_is_out_ = false;     // its beginning was handed out already
  bool line_begins_ = true;      // terminal: the next byte is the first of a line
  std::size_t piece_bytes_ = 0;  // text of the newest piece so far
};

inline constexpr std::size_t k_max_stamp_bytes = 48;

// The length of the time stamp with its blank that `text` begins with ("2026-11-23T19:11:12.916838834Z "), or 0.
std::size_t stamp_length(std::string_view text);

}  // namespace sgw::collector
