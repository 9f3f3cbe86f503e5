#include "collector/container_logs.hpp"

#include "collector/docker_frames.hpp"
#include "collector/docker_log_lines.hpp"

#include <memory>
#include <optional>

namespace sgw::collector {

namespace {

constexpr std::size_t k_max_engine_words = 500;

std::string epoch(UtcTime time) {
  const std::int64_t count = time.time_since_epoch().count();
  const std::int64_t milliseconds = ((count % 1000) + 1000) % 1000;
  std::string fraction = std::to_string(milliseconds);
  fraction.insert(0, 3 - fraction.size(), '0');
  return std::to_string((count - milliseconds) / 1000) + "." + fraction + "000000";
}

RawError copy(const RawError& error) { return {error.kind, error.what, error.subject.duplicate()}; }

// One file of the log; there from its first byte on, or when ensure() asks for it.
class LogFile {
 public:
  LogFile(Literal name, DockerLogLines::Kind kind, const SafeName& source, InstanceId instance, RawSink& sink)
      : name_(name), source_(source), instance_(instance), sink_(sink), lines_(kind, [this](std::string bytes) {
          ensure().write(RawBytes(std::move(bytes)));
        }) {}
  LogFile(const LogFile&) = delete;
  LogFile& operator=(const LogFile&) = delete;

  DockerLogLines& lines() { return lines_; }
  bool begun() const { return entry_ != nullptr; }

  RawEntry& ensure() {
    if (!entry_) {
      RawHeader header;
      header.source = source_;
      header.role = Role::log;
      header.format = Format::text;
      header.folder = instance_;
      header.parts.emplace_back(Literal("logs"));
      header.parts.emplace_back(name_);
      entry_ = sink_.open(std::move(header));
    }
    return *entry_;
  }

  // Writes what is held back; false when there is nothing of this file at all.
  bool flush() {
    lines_.finish();
    return begun();
  }

  void finish(const std::optional<RawError>& error) {
    const bool some = flush();
    if (!error) {
      ensure().finish(RawOutcome::complete());
    } else {
      ensure().finish(some ? RawOutcome::partial(copy(*error)) : RawOutcome::missing(copy(*error)));
    }
  }

 private:
  Literal name_;
  SafeName source_;
  InstanceId instance_;
  RawSink& sink_;
  std::unique_ptr<RawEntry> entry_;
  DockerLogLines lines_;
};

// The two streams of a container without a terminal.
class FramedLog {
 public:
  FramedLog(const SafeName& source, InstanceId instance, RawSink& sink)
      : output_("stdout.log", DockerLogLines::Kind::framed, source, instance, sink),
        error_("stderr.log", DockerLogLines::Kind::framed, source, instance, sink) {}

  bool add(std::string_view chunk) {
    return frames_.add(chunk, [this](DockerFrames::Stream stream, std::string_view part, bool begins) {
      if (stream == DockerFrames::Stream::engine) {
        engine_spoke_ = true;
        if (engine_words_.size() < k_max_engine_words) engine_words_ += part.substr(0, k_max_engine_words);
      } else {
        LogFile& file = stream == DockerFrames::Stream::error ? error_ : output_;
        file.lines().piece(part, begins);
      }
    });
  }

  void finish(std::optional<RawError> error) {
    if (frames_.broken()) {
      error = RawError{ErrorKind::protocol, "the engine's log stream is not well-formed", {}};
    } else if (engine_spoke_) {
      error = RawError{ErrorKind::protocol, "the engine broke the log off", RawText(engine_words_)};
    } else if (!error && !frames_.at_border()) {
      error = RawError{ErrorKind::protocol, "the log ends in the middle of a frame", {}};
    }
    const bool some_output = output_.flush();
    const bool some_error = error_.flush();
    output_.finish(error);
    // A log that cannot be read at all is one gap, not two.
    if (!error || some_output || some_error) error_.finish(error);
  }

 private:
  DockerFrames frames_;
  LogFile output_;
  LogFile error_;
  bool engine_spoke_ = false;
  std::string engine_words_;
};

class TerminalLog {
 public:
  TerminalLog(const SafeName& source, InstanceId instance, RawSink& sink)
      : file_("tty.log", DockerLogLines::Kind::terminal, source, instance, sink) {}

  bool add(std::string_view chunk) {
    file_.lines().raw(chunk);
    return true;
  }
  void finish(const std::optional<RawError>& error) { file_.finish(error); }

 private:
  LogFile file_;
};

template <class Log>
void read_log(Log& log, EngineApi& api, const std::string& path, Deadline deadline, const CollectContext& context) {
  const auto take = [&log](std::string_view chunk) { return log.add(chunk); };
  auto response = api.stream(path, take, deadline, context);
  log.finish(response ? std::nullopt : std::optional(std::move(response).error()));
}

}  // namespace

std::string log_path(const std::string& id, const Selection& selection) {
  std::string path = "/containers/" + id + "/logs?stdout=1&stderr=1&timestamps=1";
  if (selection.since) path += "&since=" + epoch(*selection.since);
  if (selection.until) path += "&until=" + epoch(*selection.until);
  path += "&tail=" + (selection.tail ? std::to_string(*selection.tail) : std::string("all"));
  return path;
}

void collect_logs(EngineApi& api, const JsonReader& inspect, InstanceId instance, const Selection& selection,
                  Deadline deadline, const CollectContext& context, RawSink& sink) {
  const std::string path = log_path(inspect["Id"].text_or(""), selection);
  // Nothing in the answer tells the two forms apart; only the container's configuration does.
  if (inspect["Config"]["Tty"].boolean_or(false)) {
    TerminalLog log(api.source(), instance, sink);
    read_log(log, api, path, deadline, context);
  } else {
    FramedLog log(api.source(), instance, sink);
    read_log(log, api, path, deadline, context);
  }
}

}  // namespace sgw::collector
