#pragma once

#include "collector/kube_api.hpp"
#include "collector/log_reading.hpp"
#include "collector/log_until.hpp"

#include <sgw_diag/collector.hpp>
#include <sgw_diag/source.hpp>

#include <optional>
#include <string>

namespace sgw::collector {

// One log of a container in a pod.
struct PodLog {
  std::string ns;
  std::string pod;
  std::string container;
  bool previous = false;     // of the run before
  bool gateway = true;       // else a sidecar's or an init container's: kept for people, not read by triage
  bool may_be_gone = false;  // a node keeps only the last run that ended; no gap when that is the current one
};

// Path and query of the request, with the selection's since and tail. The API knows no end (--until): LogUntil.
std::string pod_log_path(const PodLog& log, const Selection& selection);

// What a kubelet answers in place of a log: it reports some failures as text with status 200. Holds the beginning back
// until a line with a time stamp shows that it is a log.
class PodLogStream {
 public:
  PodLogStream(LogFile::Open open, std::optional<UtcTime> until) : log_(std::move(open)), until_time_(until) {}

  // False when nothing more is wanted.
  bool add(std::string_view chunk);
  // Why the answer, whole as it came, is no log; `error` of the transport else.
  std::optional<RawError> fault(std::optional<RawError> error);

  void cut() { log_.cut(); }
  void resume();
  bool has_gap() const { return log_.has_gap(); }
  bool finish(const LogEnding& ending) { return log_.finish(ending); }
  bool was_words() const { return was_words_; }

 private:
  bool pass(std::string_view bytes);

  StampedLog log_;
  std::optional<UtcTime> until_time_;
  LogUntil until_{until_time_};
  std::string head_;
  bool decided_ = false;
  bool was_words_ = false;
};

// Writes `logs/<container>.log` or `logs/<container>.previous.log` of the instance (`sidecar-logs/…` of others). A
// container that has no log (it never ran) is no gap; a log that the node does not hand out is.
void collect_pod_log(KubeApi& api, const PodLog& log, InstanceId instance, const Selection& selection,
                     Deadline deadline, const CollectContext& context, RawSink& sink);

}  // namespace sgw::collector
