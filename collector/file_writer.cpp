#include "collector/file_writer.hpp"

#include "collector/log_excerpt.hpp"
#include "collector/raw_artifact.hpp"

#include <algorithm>
#include <utility>

namespace sgw::collector {

namespace {

const SafeName& source_name() {
  static const SafeName name("files");
  return name;
}

bool is_log(const Content& content) { return content.kind == ContentKind::log; }

Format format_of(ContentKind kind) {
  switch (kind) {
    case ContentKind::json:
      return Format::json;
    case ContentKind::env:
      return Format::env;
    case ContentKind::binary:
    case ContentKind::snapshot:
      return Format::binary;
    default:
      return Format::text;
  }
}

void add_parts(RawHeader& header, std::string_view name) {
  while (!name.empty()) {
    const std::size_t end = std::min(name.find('/'), name.size());
    const std::string_view part = name.substr(0, end);
    name.remove_prefix(std::min(end + 1, name.size()));
    // An absolute or climbing name of an archive's member has no meaning here.
    if (!part.empty() && part != "." && part != "..") header.parts.emplace_back(RawText(part));
  }
}

}  // namespace

FileWriter::FileWriter(std::vector<Content> contents, InstanceId instance, RawSink& sink)
    : contents_(std::move(contents)), instance_(instance), sink_(sink) {}

FileWriter::~FileWriter() = default;

std::optional<std::size_t> FileWriter::next_file() const {
  if (next_ == contents_.size()) return std::nullopt;
  return current().id.file;
}

void FileWriter::give_up_next(Literal why) {
  if (!entry_) entry_ = open(current());
  entry_->finish(RawOutcome::missing({ErrorKind::not_found, why, RawText(current().name)}));
  entry_.reset();
  ++next_;
}

void FileWriter::take_as_they_come() {
  std::sort(contents_.begin() + static_cast<std::ptrdiff_t>(next_), contents_.end(),
            [](const Content& left, const Content& right) { return left.id < right.id; });
}

void FileWriter::set_range(const LogRange& range, std::map<std::string, std::uint64_t> log_lines,
                           std::optional<std::uint64_t> tail) {
  range_ = range;
  log_lines_ = std::move(log_lines);
  tail_ = tail;
}

LogRange FileWriter::range_of(const std::string& base) const {
  LogRange range = range_;
  const auto lines = log_lines_.find(base);
  if (tail_ && lines != log_lines_.end() && lines->second > *tail_) range.skip = lines->second - *tail_;
  return range;
}

bool FileWriter::is_last_part() const {
  return next_ + 1 == contents_.size() || !is_log(contents_[next_ + 1]) ||
         contents_[next_ + 1].log_name.base != current().log_name.base;
}

std::unique_ptr<RawEntry> FileWriter::open(const Content& content) {
  const bool log = is_log(content);
  RawHeader header = raw_header(source_name(), log ? Role::log : Role::other, format_of(content.kind), instance_,
                                log ? Literal("logs") : Literal("files"));
  add_parts(header, content.log_name.part);
  if (header.parts.size() == 1) header.parts.emplace_back(Literal("unnamed"));
  return sink_.open(std::move(header));
}

bool FileWriter::begin(ContentId id, const std::string&) {
  if (next_ == contents_.size() || id != current().id) return false;
  any_byte_ = false;
  transcoder_.emplace(current().encoding);
  if (is_log(current())) {
    begin_log();
  } else {
    entry_ = open(current());
  }
  return true;
}

bool FileWriter::data(std::string_view chunk) {
  any_byte_ = any_byte_ || !chunk.empty();
  if (format_of(current().kind) == Format::binary) return false;
  const std::string_view text = transcoder_->add(chunk);
  if (is_log(current())) {
    decoder_->add(text);
  } else {
    emit(text);
  }
  return true;
}

void FileWriter::end(std::optional<RawError> broken) {
  switch (current().kind) {
    case ContentKind::binary:
      return withhold("the file is not text");
    case ContentKind::snapshot:
      return withhold("a configuration backup is never collected");
    case ContentKind::log:
      decoder_->add(transcoder_->finish());
      end_log();
      break;
    default:
      emit(transcoder_->finish());
      break;
  }
  finish(std::move(broken));
}

void FileWriter::withhold(Literal why) {
  entry_->finish(RawOutcome::withheld({ErrorKind::unsafe, why, {}}));
  entry_.reset();
  ++next_;
}

void FileWriter::begin_log() {
  const std::string& base = current().log_name.base;
  if (!decoder_ || decoder_of_ != base) {
    decoder_.emplace(range_of(base));
    decoder_of_ = base;
    told_withheld_ = 0;
    any_line_ = false;
  }
  decoder_->begin_part(current().format, [this](std::string_view block) { emit(block); });
}

void FileWriter::end_log() {
  if (is_last_part()) {
    decoder_->finish_log();
  } else {
    decoder_->end_part();
  }
  if (const std::uint64_t withheld = decoder_->withheld(); withheld > told_withheld_) {
    sink_.remark({Remark::Kind::warning, source_name(), "lines of a log were withheld", RawText(current().name),
                  RawText(std::to_string(withheld - told_withheld_))});
    told_withheld_ = withheld;
  }
  if (const std::uint64_t left_out = decoder_->window().left_out(); is_last_part() && left_out > 0) {
    // Else the log would be missing without a word: there is a file of it, if an empty one.
    if (!any_line_ && !entry_) entry_ = open(current());
    say_left_out(source_name(), current().log_name.base, left_out, any_line_ ? LeftOfLog::some : LeftOfLog::nothing,
                 sink_);
  }
  if (is_last_part() && range_.by_time() && !decoder_->window().saw_time() && decoder_->window().lines() > 0) {
    sink_.remark({Remark::Kind::warning,
                  source_name(),
                  "the log carries no times of the runtime, so --since and --until leave nothing out",
                  RawText(current().log_name.base),
                  {}});
  }
}

void FileWriter::finish(std::optional<RawError> broken) {
  // A part of which no line is wanted is left out; an empty log is a log.
  const bool left_out = !entry_ && any_byte_ && !broken;
  if (!entry_ && !left_out) entry_ = open(current());
  if (entry_ && broken) {
    entry_->finish(any_byte_ ? RawOutcome::partial(*std::move(broken)) : RawOutcome::missing(*std::move(broken)));
  } else if (entry_) {
    entry_->finish(RawOutcome::complete());
  }
  entry_.reset();
  ++next_;
}

void FileWriter::emit(std::string_view block) {
  if (block.empty()) return;
  any_line_ = true;
  if (!entry_) entry_ = open(current());
  for (; !block.empty(); block.remove_prefix(std::min(block.size(), k_chunk_bytes))) {
    entry_->write(RawBytes(block.substr(0, k_chunk_bytes)));
  }
}

}  // namespace sgw::collector
