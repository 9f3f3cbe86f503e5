#include "collector/log_file.hpp"

#include "collector/log_joiner.hpp"

#include <string>
#include <utility>

namespace sgw::collector {

LogFile::LogFile(Open open, DockerLogLines::Kind kind)
    : kind_(kind),
      open_(std::move(open)),
      lines_(kind, [this](std::string bytes) { ensure().write(RawBytes(std::move(bytes))); }) {}

LogFile::~LogFile() = default;

RawEntry& LogFile::ensure() {
  if (!entry_) entry_ = open_();
  return *entry_;
}

void LogFile::piece(std::string_view part, bool begins) {
  lines_.piece(part, begins);
  note_first();
}

void LogFile::raw(std::string_view bytes) {
  lines_.raw(bytes);
  note_first();
}

void LogFile::note_first() {
  if (seam_ != nullptr && seam_->first.empty()) seam_->first = lines_.first_stamp();
}

void LogFile::cut() { line_dropped_ = lines_.abandon() || line_dropped_; }

void LogFile::resume(LogSeam& seam) {
  seam_ = &seam;
  newer_.emplace(lines_.last_stamp());
  lines_ = DockerLogLines(kind_, [this](const std::string& bytes) { write(bytes); });
  line_dropped_ = false;  // the mark speaks for it, or the newest lines bring it whole
}

void LogFile::write(std::string_view bytes) {
  note_first();
  newer_->feed(bytes, [this](std::string_view newer) { write_newer(newer); });
}

void LogFile::write_newer(std::string_view bytes) {
  write_mark();
  ensure().write(RawBytes(bytes));
}

void LogFile::write_mark() {
  if (marked_ || !seam_->gap()) return;
  marked_ = true;
  ensure().write(RawBytes(seam_->mark()));
}

bool LogFile::flush() {
  lines_.finish();
  if (newer_) newer_->finish([this](std::string_view newer) { write_newer(newer); });
  return entry_ != nullptr || line_dropped_;
}

void LogFile::finish(const std::optional<RawError>& error, Completeness completeness) {
  // Also of a stream that was silent so far: it may have spoken in between.
  const bool some = flush() || completeness == Completeness::truncated;
  if (some && seam_ != nullptr) write_mark();
  if (line_dropped_) ensure().write(RawBytes(std::string(LogJoiner::k_unfinished) + "\n"));
  if (!error) return ensure().finish(RawOutcome::complete());
  RawError why{error->kind, error->what, error->subject.duplicate()};
  ensure().finish({some ? completeness : Completeness::missing, std::move(why)});
}

}  // namespace sgw::collector
