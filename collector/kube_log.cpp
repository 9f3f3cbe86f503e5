#include "collector/kube_log.hpp"

#include "collector/kube_remark.hpp"
#include "collector/log_excerpt.hpp"
#include "collector/raw_artifact.hpp"

#include <utility>

namespace sgw::collector {

namespace {

constexpr std::size_t k_max_words = 4096;  // of a kubelet that cannot read a log

const SafeName& source() {
  static const SafeName name("kubernetes");
  return name;
}

LogFile::Open open_log(const PodLog& log, InstanceId instance, RawSink& sink) {
  return [log, instance, &sink] {
    const std::string file = log.container + (log.previous ? ".previous.log" : ".log");
    return log.gateway
               ? sink.open(raw_header(source(), Role::log, Format::text, instance, Literal("logs"), RawText(file)))
               : sink.open(
                     raw_header(source(), Role::other, Format::text, instance, Literal("sidecar-logs"), RawText(file)));
  };
}

// The server's own words belong to the error: "container \"gw\" in pod \"gw-1\" is waiting to start".
RawError log_error(KubeFailure failure) {
  if (failure.status == 404) {
    return {ErrorKind::not_found, "the pod went away before its log was read", RawText(failure.message)};
  }
  if (failure.status >= 500 && failure.status < 600) {
    return {ErrorKind::unreachable, "the node does not hand out the log", RawText(failure.message)};
  }
  return std::move(failure.error);
}

void say_no_log(const PodLog& log, const std::string& message, RawSink& sink) {
  kube_remark(sink, Remark::Kind::info, log.previous ? Literal("no log of the previous run") : Literal("no log"),
              RawText(log.pod + "/" + log.container), RawText(message));
}

}  // namespace

std::string pod_log_path(const PodLog& log, const Selection& selection) {
  std::string path = "/api/v1/namespaces/" + kube_segment(log.ns) + "/pods/" + kube_segment(log.pod) +
                     "/log?container=" + kube_segment(log.container) + "&timestamps=true";
  if (log.previous) path += "&previous=true";
  if (selection.tail) path += "&tailLines=" + std::to_string(*selection.tail);
  if (selection.since) path += "&sinceTime=" + kube_segment(format_time(*selection.since));
  return path;
}

bool PodLogStream::add(std::string_view chunk) {
  if (decided_) return pass(chunk);
  head_ += chunk;
  const std::size_t line = head_.find('\n');
  const bool stamped = stamp_length(head_) > 0;
  const bool goes_on = line != std::string::npos && stamp_length(std::string_view(head_).substr(line + 1)) > 0;
  if (!stamped && !goes_on && head_.size() < k_max_words) return true;
  decided_ = true;
  return pass(std::exchange(head_, {}));
}

bool PodLogStream::pass(std::string_view bytes) {
  return until_.feed(bytes, [this](std::string_view wanted) { log_.add(wanted); });
}

std::optional<RawError> PodLogStream::fault(std::optional<RawError> error) {
  if (!decided_ && !head_.empty()) {
    while (head_.ends_with('\n')) head_.pop_back();
    was_words_ = true;
    RawError words{ErrorKind::unreachable, "the node does not hand out the log", RawText(std::exchange(head_, {}))};
    return error ? std::move(error) : std::optional(std::move(words));
  }
  if (!error) until_.finish([this](std::string_view wanted) { log_.add(wanted); });
  return error;
}

void PodLogStream::resume() {
  log_.resume();
  until_ = LogUntil(until_time_);
  decided_ = false;
  head_.clear();
}

void collect_pod_log(KubeApi& api, const PodLog& log, InstanceId instance, const Selection& selection,
                     Deadline deadline, const CollectContext& context, RawSink& sink) {
  PodLogStream stream(open_log(log, instance, sink), selection.until);
  std::optional<std::string> none;  // the server's words for a container without a log
  const auto read = [&](const Selection& wanted, Deadline until) -> std::optional<RawError> {
    const auto take = [&stream](std::string_view chunk) { return stream.add(chunk); };
    auto answer = api.stream(pod_log_path(log, wanted), take, until, context);
    if (answer) return stream.fault(std::nullopt);
    if (answer.error().status == 400) {
      none = answer.error().message;
      return std::nullopt;
    }
    return stream.fault(log_error(std::move(answer).error()));
  };
  const LogEnding ending = read_log(stream, selection, read, deadline, context.stop);
  if (none) return say_no_log(log, *none, sink);
  if (log.may_be_gone && stream.was_words()) return say_no_log(log, "the node keeps the last run that ended", sink);
  const bool limited = selection.since || selection.until || selection.tail;
  if (stream.finish(ending) || ending.error || !limited) return;
  say_left_out(source(), log.container, 0, LeftOfLog::nothing, sink);
}

}  // namespace sgw::collector
