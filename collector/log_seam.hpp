#pragma once

#include <compare>
#include <functional>
#include <string>
#include <string_view>

namespace sgw::collector {

// The order of two engine's time stamps (each with its blank, not empty). Stamps of one form compare to the nanosecond;
// of two forms to the millisecond.
std::weak_ordering compare_stamps(std::string_view left, std::string_view right);

// Where the oldest lines of a log, as far as they could be read in time, meet the newest ones.
struct LogSeam {
  std::string after;  // stamp of the last whole line of the oldest; empty: none was read
  std::string first;  // stamp of the first of the newest; empty: none came

  // Whether lines between the two are (or, where a stamp is lacking, may be) missing.
  bool gap() const;
  // The line that says so, with its newline.
  std::string mark() const;
};

// Of the newest lines hands on those that were not among the oldest of their stream. Chunks may be cut anywhere.
// Stamps that have seconds only cannot tell the lines of one second apart: those are rather there twice than missing.
// Behind a gap, lines that may be the rest of a private key are left out with the lines before them: without the line
// that begins the key nothing would recognize them.
class NewerLines {
 public:
  using Emit = std::function<void(std::string_view bytes)>;

  // `after`: stamp of the last line that is there already; empty: everything is new.
  explicit NewerLines(std::string after) : after_(std::move(after)) {}

  void feed(std::string_view chunk, const Emit& emit);
  void finish(const Emit& emit);

 private:
  bool is_wanted(std::string_view line_start);
  bool is_known(std::string_view line_start) const;

  std::string after_;
  std::string start_;  // of a line that is not decided on yet
  bool skipping_ = false;
  bool joined_ = false;   // a known line came: there is no gap
  bool passing_ = false;  // lines come in order: after the first new one all are
};

}  // namespace sgw::collector
