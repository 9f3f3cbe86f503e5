#pragma once

#include "collector/file_survey.hpp"
#include "collector/log_decoder.hpp"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace sgw::collector {

// Writes the contents of a survey as artifacts of one instance, in the survey's order. A visit of a packed file passes
// its members in the archive's order; the writer takes those that are next and leaves the others for another visit.
class FileWriter : public ContentVisitor {
 public:
  FileWriter(std::vector<Content> contents, InstanceId instance, RawSink& sink);
  ~FileWriter() override;

  // The file that is next, or nothing when all is written.
  std::optional<std::size_t> next_file() const;
  std::size_t written() const noexcept { return next_; }
  // The next content is not there any more: written as missing.
  void give_up_next(Literal why);
  // From now on in the order of the files and members: an archive is not read again for each part.
  void take_as_they_come();

  // The lines of the log `base` that are wanted; before its first part is visited.
  void set_range(const LogRange& range, std::map<std::string, std::uint64_t> log_lines,
                 std::optional<std::uint64_t> tail);

  bool begin(ContentId id, const std::string& name) override;
  bool data(std::string_view chunk) override;
  void end(std::optional<RawError> broken) override;

 private:
  const Content& current() const { return contents_[next_]; }
  LogRange range_of(const std::string& base) const;
  bool is_last_part() const;
  std::unique_ptr<RawEntry> open(const Content& content);
  void withhold(Literal why);
  void begin_log();
  void end_log();
  void finish(std::optional<RawError> broken);
  void emit(std::string_view block);

  std::vector<Content> contents_;
  std::size_t next_ = 0;
  InstanceId instance_;
  RawSink& sink_;
  LogRange range_;
  std::map<std::string, std::uint64_t> log_lines_;
  std::optional<std::uint64_t> tail_;

  std::unique_ptr<RawEntry> entry_;
  std::optional<Transcoder> transcoder_;
  std::optional<LogDecoder> decoder_;
  std::string decoder_of_;  // LogName::base
  std::uint64_t told_withheld_ = 0;
  bool any_byte_ = false;
  bool any_line_ = false;  // of the log, in this part or an earlier one
};

}  // namespace sgw::collector
