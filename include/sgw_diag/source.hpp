#pragma once

#include <sgw_diag/artifact.hpp>
#include <sgw_diag/limits.hpp>
#include <sgw_diag/raw.hpp>

#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <variant>
#include <vector>

namespace sgw {

// The raw side's words for what artifact.hpp says on the safe side. Keys are literals; values are numbers, times, or
// raw text that the gate masks.

struct RawError {
  ErrorKind kind = ErrorKind::io;
  Literal what = "";
  RawText subject;
};

template <class T>
using RawResult = tl::expected<T, RawError>;

inline tl::unexpected<RawError> raw_fail(ErrorKind kind, Literal what, RawText subject = {}) {
  return tl::make_unexpected(RawError{kind, what, std::move(subject)});
}

struct RawAttribute {
  Literal key = "";
  std::variant<bool, std::int64_t, UtcTime, RawText> value;
};

struct RawOutcome {
  Completeness completeness = Completeness::complete;
  std::optional<RawError> error;

  static RawOutcome complete() { return {}; }
  static RawOutcome missing(RawError why) { return {Completeness::missing, std::move(why)}; }
  static RawOutcome partial(RawError why) { return {Completeness::partial, std::move(why)}; }
  static RawOutcome truncated(RawError why) { return {Completeness::truncated, std::move(why)}; }
  static RawOutcome withheld(RawError why) { return {Completeness::withheld, std::move(why)}; }
};

// Where an artifact goes: `gateways/<instance>/<parts…>` for one instance, else `<parts…>`. The gate masks and cleans
// each part and makes the path unique.
struct RawHeader {
  SafeName source;
  Role role = Role::other;
  Format format = Format::text;
  std::optional<InstanceId> folder;   // lies in this instance's folder, and is about it
  std::vector<InstanceId> instances;  // about these, when `folder` is not set; empty: about all
  std::vector<std::variant<Literal, RawText>> parts;
  std::vector<RawAttribute> attributes;
};

struct RawRemark {
  Remark::Kind kind = Remark::Kind::info;
  SafeName source;
  Literal text = "";
  RawText subject;
  RawText detail;
};

struct RawCall {
  SafeName source;
  Literal verb = "";
  RawText target;
  int status = 0;
  std::chrono::milliseconds took{0};
};

// One artifact being written. Belongs to one thread. Chunks may be cut anywhere. After finish() nothing may be called;
// an entry destroyed without finish() ends as partial.
class RawEntry {
 public:
  virtual ~RawEntry() = default;
  virtual void write(RawBytes chunk) = 0;
  virtual void finish(RawOutcome outcome) = 0;
};

// The class of a learnt value that is no secret but names the API Management service: masked under profile strict only.
inline constexpr Literal k_service_name = "service-name";

// The way in. All functions may be called from any thread.
class RawSink {
 public:
  virtual ~RawSink() = default;

  // Announces a gateway instance before anything is written about it. `name` is shown and makes the folder.
  virtual InstanceId add_instance(const SafeName& source, RawText name) = 0;
  virtual std::unique_ptr<RawEntry> open(RawHeader header) = 0;
  // A value that must be masked wherever it appears from now on, in every encoding. `what` is the class of its
  // placeholder: [a-z0-9-]+. Values under 8 bytes are not learnt, as they would shred the text; a remark says so.
  virtual void learn(RawText value, Literal what) = 0;
  virtual void remark(RawRemark remark) = 0;
  virtual void call(RawCall call) = 0;
};

struct CollectContext {
  Deadline deadline;
  std::stop_token stop;
  Limits limits;
  UtcTime now;                           // the run's start, by this host's clock (or SOURCE_DATE_EPOCH)
  std::function<void()> begin_thread{};  // a source with threads of its own calls it first on each; may be empty

  bool over() const { return stop.stop_requested() || deadline.passed(); }
};

// A place that diagnostics come from: a container engine, saved logs, a host, a probe.
class Source {
 public:
  virtual ~Source() = default;

  // Writes what can be had to `sink` before `context.deadline`, and stops between chunks when asked to. A failure is an
  // artifact with an outcome or a remark, never an exception: the other sources go on. Called once, on one thread.
  virtual void collect(const CollectContext& context, RawSink& sink) = 0;

  // What the progress line calls it: "docker", "probes".
  virtual SafeName name() const = 0;
};

}  // namespace sgw
