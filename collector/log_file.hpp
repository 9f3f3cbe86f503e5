#pragma once

#include "collector/docker_log_lines.hpp"
#include "collector/log_seam.hpp"

#include <sgw_diag/source.hpp>

#include <functional>
#include <memory>
#include <optional>
#include <string_view>

namespace sgw::collector {

// One file of a container's log: an artifact that is there from its first byte on, or when finish() needs it.
//
// A log that is not read to its end in time gets a second part, its newest lines: cut(), resume(), those lines,
// finish().
class LogFile {
 public:
  // Opens the artifact; called once, at the latest by finish().
  using Open = std::function<std::unique_ptr<RawEntry>()>;
  LogFile(Open open, DockerLogLines::Kind kind);
  ~LogFile();
  LogFile(const LogFile&) = delete;
  LogFile& operator=(const LogFile&) = delete;

  // See DockerLogLines.
  void piece(std::string_view part, bool begins);
  void raw(std::string_view bytes);

  // The stream ended too soon. A line without its end is not written: half a value must not pass.
  void cut();
  // Stamp of the last whole line.
  const std::string& last_stamp() const { return lines_.last_stamp(); }
  // What comes from here on are the newest lines. `seam.first` is set when the first of them is there; `seam` outlives
  // this.
  void resume(LogSeam& seam);

  // Writes what is held back; false when there is nothing of this file at all.
  bool flush();
  // Without an error complete, else `completeness`, or missing when there is nothing of it.
  void finish(const std::optional<RawError>& error, Completeness completeness);

 private:
  RawEntry& ensure();
  void write(std::string_view bytes);
  void write_newer(std::string_view bytes);
  void write_mark();
  void note_first();

  DockerLogLines::Kind kind_;
  Open open_;
  std::unique_ptr<RawEntry> entry_;
  DockerLogLines lines_;
  LogSeam* seam_ = nullptr;  // of the second part
  std::optional<NewerLines> newer_;
  bool marked_ = false;
  bool line_dropped_ = false;
};

}  // namespace sgw::collector
