#include "collector/log_joiner.hpp"

#include <sgw_diag/limits.hpp>
#include <sgw_diag/raw.hpp>

#include <utility>

namespace sgw::collector {

namespace {

// A short piece without a newline is what a program wrote last before it ended. What a later run writes is a new line;
// a piece that follows at once is taken for the rest, so that a value is never cut by a writer with small buffers.
constexpr std::chrono::seconds k_new_run{2};

bool is_later_run(std::string_view before, std::string_view after) {
  const auto from = parse_time(before);
  const auto to = parse_time(after);
  return from && to && *to - *from >= k_new_run;
}

}  // namespace

void LogJoiner::add(LogRecord record, LogFormat format) {
  Pending& pending = pending_of(record.stream);
  if (pending.open && !pending.was_cut() && is_later_run(pending.last_time, record.time)) {
    emit(pending, record.stream);
  }
  if (!pending.open) {
    pending = Pending{};
    pending.open = true;
    pending.time = record.time;
  }
  pending.format = format;
  pending.last_time = record.time;
  pending.last_size = record.text.size();
  if (pending.text.size() + record.text.size() > k_max_line_bytes) {
    pending.too_long = true;
    wipe(pending.text);
  } else if (!pending.too_long) {
    pending.text += record.text;
  }
  wipe(record.text);
  if (record.ends_line) emit(pending, record.stream);
}

void LogJoiner::finish() {
  for (const std::string_view stream : {"stdout", "stderr"}) {
    Pending& pending = pending_of(stream);
    if (!pending.open) continue;
    if (pending.was_cut() && !pending.too_long) {
      ++withheld_;
      write(pending.time, stream, k_unfinished);
      wipe(pending.text);
      pending.open = false;
    } else {
      emit(pending, stream);
    }
  }
}

void LogJoiner::emit(Pending& pending, std::string_view stream) {
  if (pending.too_long) {
    ++withheld_;
    write(pending.time, stream, k_too_long);
  } else {
    // A newline inside a record would begin a line without time and stream.
    std::string_view text = pending.text;
    while (true) {
      const std::size_t end = text.find('\n');
      write(pending.time, stream, text.substr(0, end));
      if (end == std::string_view::npos) break;
      text.remove_prefix(end + 1);
    }
  }
  wipe(pending.text);
  pending.open = false;
}

void LogJoiner::write(std::string_view time, std::string_view stream, std::string_view text) {
  line_.assign(time);
  if (!time.empty()) {
    line_ += ' ';
    line_ += stream;
    line_ += ' ';
  }
  line_ += text;
  handler_(line_);
}

}  // namespace sgw::collector
