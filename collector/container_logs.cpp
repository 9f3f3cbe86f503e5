#include "collector/container_logs.hpp"

#include "collector/log_excerpt.hpp"
#include "collector/log_file.hpp"
#include "collector/log_reading.hpp"
#include "collector/raw_artifact.hpp"

#include <sgw_diag/docker_frames.hpp>

#include <algorithm>
#include <optional>
#include <utility>

namespace sgw::collector {

namespace {

constexpr std::size_t k_max_engine_words = 2000;

std::string epoch(UtcTime time) {
  const std::int64_t count = time.time_since_epoch().count();
  const std::int64_t milliseconds = ((count % 1000) + 1000) % 1000;
  std::string fraction = std::to_string(milliseconds);
  fraction.insert(0, 3 - fraction.size(), '0');
  return std::to_string((count - milliseconds) / 1000) + "." + fraction + "000000";
}

LogFile::Open log_file(Literal name, const SafeName& source, InstanceId instance, RawSink& sink) {
  return [name, source, instance, &sink] {
    return sink.open(raw_header(source, Role::log, Format::text, instance, Literal("logs"), name));
  };
}

// The two streams of a container without a terminal.
class FramedLog {
 public:
  FramedLog(const SafeName& source, InstanceId instance, RawSink& sink)
      : output_(log_file("stdout.log", source, instance, sink), DockerLogLines::Kind::framed),
        error_(log_file("stderr.log", source, instance, sink), DockerLogLines::Kind::framed) {}

  bool add(std::string_view chunk) {
    return frames_.add(chunk, [this](DockerFrames::Stream stream, std::string_view part, bool begins) {
      if (stream == DockerFrames::Stream::engine) {
        engine_spoke_ = true;
        if (engine_words_.size() <= k_max_engine_words) engine_words_ += part;
      } else {
        (stream == DockerFrames::Stream::error ? error_ : output_).piece(part, begins);
      }
    });
  }

  // `error` of the transport, or what is wrong with what it brought.
  std::optional<RawError> fault(std::optional<RawError> error) const {
    if (frames_.broken()) return RawError{ErrorKind::protocol, "the engine's log stream is not well-formed", {}};
    if (engine_spoke_) {
      const bool too_many = engine_words_.size() > k_max_engine_words;  // a part could end in half a secret
      return RawError{ErrorKind::protocol, "the engine broke the log off",
                      too_many ? RawText() : RawText(engine_words_)};
    }
    if (!error && !frames_.at_border()) {
      return RawError{ErrorKind::protocol, "the log ends in the middle of a frame", {}};
    }
    return error;
  }

  void cut() {
    output_.cut();
    error_.cut();
  }

  void resume() {
    frames_ = DockerFrames();
    seam_.after = later(output_.last_stamp(), error_.last_stamp());
    output_.resume(seam_);
    error_.resume(seam_);
  }

  bool has_gap() const { return seam_.gap(); }

  // Whether there is anything of the log.
  bool finish(const LogEnding& ending) {
    const bool some_output = output_.flush();
    const bool some_error = error_.flush();
    output_.finish(ending.error, ending.completeness);
    // A log that cannot be read at all is one gap, not two.
    if (!ending.error || some_output || some_error) error_.finish(ending.error, ending.completeness);
    return some_output || some_error;
  }

 private:
  static std::string later(const std::string& left, const std::string& right) {
    if (left.empty() || right.empty()) return left + right;
    return std::is_lt(compare_stamps(left, right)) ? right : left;
  }

  DockerFrames frames_;
  LogSeam seam_;
  LogFile output_;
  LogFile error_;
  bool engine_spoke_ = false;
  std::string engine_words_;
};

class TerminalLog : public StampedLog {
 public:
  using StampedLog::StampedLog;
  bool add(std::string_view chunk) {
    StampedLog::add(chunk);
    return true;
  }
  static std::optional<RawError> fault(std::optional<RawError> error) { return error; }
};

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
  const std::string id = inspect["Id"].text_or("");
  const auto finish = [&](auto log) {
    const auto read = [&](const Selection& wanted, Deadline until) {
      const auto take = [&log](std::string_view chunk) { return log.add(chunk); };
      auto response = api.stream(log_path(id, wanted), take, until, context);
      return log.fault(response ? std::nullopt : std::optional(std::move(response).error()));
    };
    const LogEnding ending = read_log(log, selection, read, deadline, context.stop);
    const bool limited = selection.since || selection.until || selection.tail;
    if (log.finish(ending) || ending.error || !limited) return;
    say_left_out(api.source(), inspect["Name"].text_or(""), 0, LeftOfLog::nothing, sink);
  };
  // Nothing in the answer tells the two forms apart; only the container's configuration does.
  if (inspect["Config"]["Tty"].boolean_or(false)) {
    finish(TerminalLog(log_file("tty.log", api.source(), instance, sink)));
  } else {
    finish(FramedLog(api.source(), instance, sink));
  }
}

}  // namespace sgw::collector
