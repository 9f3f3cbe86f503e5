#include "collector/container_events.hpp"

#include "collector/raw_artifact.hpp"

#include <sgw_diag/json_writer.hpp>

#include <algorithm>
#include <utility>

namespace sgw::collector {

namespace {

constexpr std::chrono::seconds k_limit{5};
constexpr std::size_t k_max_event_bytes = std::size_t{1} << 20;  // it carries all labels of the container
constexpr std::size_t k_max_bytes = std::size_t{4} << 20;

// Lines to artifact; opened with the first event, so that an engine without events leaves no file.
class EventWriter {
 public:
  EventWriter(SafeName source, InstanceId instance, RawSink& sink)
      : source_(std::move(source)), instance_(instance), sink_(sink) {}

  // False when there is enough.
  bool add(std::string_view chunk) {
    pending_ += chunk;
    for (std::size_t end = pending_.find('\n'); end != std::string::npos; end = pending_.find('\n')) {
      take(std::string_view(pending_).substr(0, end));
      pending_.erase(0, end + 1);
    }
    if (pending_.size() > k_max_event_bytes) pending_.clear();
    return bytes_ < k_max_bytes;
  }

  void finish(const std::optional<RawError>& error) {
    take(pending_);
    if (!entry_ && !error) return;
    RawEntry& file = entry();
    if (error) {
      RawError why{error->kind, error->what, error->subject.duplicate()};
      file.finish(bytes_ > 0 ? RawOutcome::partial(std::move(why)) : RawOutcome::missing(std::move(why)));
    } else if (bytes_ >= k_max_bytes) {
      file.finish(RawOutcome::truncated({ErrorKind::too_large, "more events than are kept", {}}));
    } else {
      file.finish(RawOutcome::complete());
    }
  }

 private:
  void take(std::string_view json) {
    auto line = event_line(json);
    if (!line || bytes_ >= k_max_bytes) return;
    bytes_ += line->size();
    entry().write(RawBytes(*std::move(line)));
  }

  RawEntry& entry() {
    if (!entry_) {
      entry_ = sink_.open(raw_header(source_, Role::events, Format::jsonl, instance_, Literal("events.jsonl")));
    }
    return *entry_;
  }

  SafeName source_;
  InstanceId instance_;
  RawSink& sink_;
  std::unique_ptr<RawEntry> entry_;
  std::string pending_;
  std::size_t bytes_ = 0;
};

std::optional<std::int64_t> exit_code(const JsonReader& attributes) {
  // Docker, Podman.
  for (const char* name : {"exitCode", "containerExitCode"}) {
    const auto text = attributes[name].text();
    if (!text || text->empty() || text->size() > 4) continue;
    if (std::all_of(text->begin(), text->end(), [](char letter) { return letter >= '0' && letter <= '9'; })) {
      return std::stoll(*text);
    }
  }
  return std::nullopt;
}

std::optional<std::string> event_time(const JsonReader& event) {
  if (const auto nano = event["timeNano"].integer()) {
    return format_time(UtcTime(std::chrono::milliseconds(*nano / 1'000'000)));
  }
  const auto seconds = event["time"].integer();
  if (!seconds || *seconds < 0 || *seconds > 253'402'300'799) return std::nullopt;  // the year 9999
  return format_time(UtcTime(std::chrono::seconds(*seconds)));
}

std::string percent_encoded(std::string_view text) {
  constexpr std::string_view k_digits = "0123456789ABCDEF";
  std::string result;
  for (const char letter : text) {
    const bool plain =
        (letter >= '0' && letter <= '9') || (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z');
    const auto byte = static_cast<unsigned char>(letter);
    if (plain) {
      result += letter;
    } else {
      result += '%';
      result += k_digits[byte >> 4];
      result += k_digits[byte & 15];
    }
  }
  return result;
}

std::int64_t seconds_of(UtcTime time) {
  return std::chrono::duration_cast<std::chrono::seconds>(time.time_since_epoch()).count();
}

}  // namespace

std::optional<std::string> event_line(std::string_view json) {
  const auto event = JsonReader::parse(json);
  if (!event || !event->is_object()) return std::nullopt;
  std::string action = (*event)["Action"].text_or((*event)["status"].text_or(""));
  if (action.empty() || action.starts_with("exec_") || action == "top" || action == "archive-path") return std::nullopt;
  std::string detail;
  if (const std::size_t mark = action.find(": "); mark != std::string::npos) {  // "health_status: unhealthy"
    detail = action.substr(mark + 2);
    action.resize(mark);
  }
  const JsonReader attributes = (*event)["Actor"]["Attributes"];
  if (const auto signal = attributes["signal"].text()) detail = "signal " + *signal;
  JsonWriter line;
  line.begin_object();
  if (const auto time = event_time(*event)) line.member("time", *time);
  line.member("type", (*event)["Type"].text_or("container")).member("action", action);
  if (const auto code = exit_code(attributes)) line.member("exit_code", *code);
  if (!detail.empty()) line.member("detail", detail);
  line.end_object();
  // The writer indents; a line must be one line.
  const auto compact = JsonReader::parse(line.take());
  return compact ? std::optional(compact->dump() + "\n") : std::nullopt;
}

void collect_events(EngineApi& api, const std::string& id, InstanceId instance, std::optional<UtcTime> since,
                    UtcTime until, const CollectContext& context, RawSink& sink) {
  const std::string filter = percent_encoded(R"({"container":[")" + id + R"("],"type":["container"]})");
  const std::string path = "/events?since=" + std::to_string(since ? seconds_of(*since) : 1) +
                           "&until=" + std::to_string(seconds_of(until)) + "&filters=" + filter;
  EventWriter writer(api.source(), instance, sink);
  const auto take = [&writer](std::string_view chunk) { return writer.add(chunk); };
  const auto response = api.stream(path, take, context.deadline.capped(k_limit), context);
  writer.finish(response ? std::nullopt
                         : std::optional(RawError{response.error().kind, response.error().what,
                                                  response.error().subject.duplicate()}));
}

}  // namespace sgw::collector
