#include "src/triage/timeline_moments.hpp"

#include "src/triage/engine_events.hpp"
#include "src/triage/kubernetes_events.hpp"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace sgw::triage {

namespace {

constexpr std::size_t k_max_kinds = 64;  // of engine events in one file
constexpr std::size_t k_max_words = 120;

SafeText exit_words(std::int64_t code) { return SafeText(" (exit code ") + SafeText(code) + ")"; }

Literal engine_kind(std::string_view action) {
  if (action == "start" || action == "restart") return "start";
  if (action == "die" || action == "stop" || action == "kill") return "exit";
  if (action == "oom") return "oom";
  return action == "health_status" ? Literal("health") : Literal("engine");
}

// Series of one file, by what happened.
class Series {
 public:
  Series(BundlePath file, Literal source, Literal clock) : file_(std::move(file)), source_(source), clock_(clock) {}

  // A kind that is over the limit counts with the others.
  EventSeries& of(const SafeText& what, Literal kind, Literal level) {
    const auto found = places_.find(what.view());
    if (found != places_.end()) return current(found->second);
    if (list_.size() >= k_max_kinds) return of_rest();
    return current(add(what, kind, level));
  }
  void count(std::string_view stamp, std::uint64_t line, std::uint64_t times = 1) {
    tallies_[current_].add(stamp, line, times);
  }

  void move_to(std::vector<EventSeries>& out) {
    for (std::size_t i = 0; i < list_.size(); ++i) {
      tallies_[i].move_to(list_[i]);
      out.push_back(std::move(list_[i]));
    }
  }

 private:
  EventSeries& current(std::size_t index) {
    current_ = index;
    return list_[index];
  }
  EventSeries& of_rest() {
    static constexpr std::string_view rest = "(other events)";
    const auto found = places_.find(rest);
    return current(found != places_.end() ? found->second : add(SafeText("(other events)"), "engine", ""));
  }
  std::size_t add(const SafeText& what, Literal kind, Literal level) {
    EventSeries series;
    series.source = source_;
    series.kind = kind;
    series.clock = clock_;
    series.what = what;
    series.level = level;
    series.place.file = file_;
    list_.push_back(std::move(series));
    tallies_.emplace_back();
    places_.emplace(std::string(what.view()), list_.size() - 1);
    return list_.size() - 1;
  }

  BundlePath file_;
  Literal source_;
  Literal clock_;
  std::vector<EventSeries> list_;
  std::vector<StampTally> tallies_;
  std::map<std::string, std::size_t, std::less<>> places_;
  std::size_t current_ = 0;
};

void take_place(EventSeries& row, const EngineEvent& event) {
  row.quoted = true;
  if (row.place.line) return;
  row.place.line = event.line;
  row.place.quote = event.row.printable().clipped(240);
}

void add_cluster_event(Series& series, const EngineEvent& event) {
  const ClusterEventWords words = words_of_event(event.json);
  if (words.what.empty()) return;
  take_place(series.of(words.what, words.kind, words.level), event);
  for_each_stamp(event.json,
                 [&](const std::string& stamp, std::uint64_t times) { series.count(stamp, event.line, times); });
}

void add_engine_events(InstanceFacts& instance, const ArtifactFacts& artifact) {
  Series series(artifact.path, "engine", "runtime");
  Series cluster(artifact.path, "kubernetes", "runtime");
  for_each_event(artifact.text, [&](const EngineEvent& event) {
    if (is_of_cluster(event.json)) return add_cluster_event(cluster, event);
    const SafeText action = event.json["action"].safe_text_or("");
    if (action.empty()) return;
    const auto code = event.json["exit_code"].integer();
    const SafeText detail = event.json["detail"].safe_text_or("");
    SafeText what = action.printable();
    if (!detail.empty()) what += ": " + detail.printable();
    what = what.clipped(k_max_words);
    if (code) what += exit_words(*code);
    const Literal kind = engine_kind(action.view());
    const bool bad = kind == Literal("oom") || code.value_or(0) != 0;
    const bool poor = kind == Literal("health") && detail.view() == "unhealthy";
    take_place(series.of(what, kind, bad ? Literal("error") : poor ? Literal("warning") : Literal("info")), event);
    series.count(event.json["time"].text_or(""), event.line);
  });
  series.move_to(instance.series);
  cluster.move_to(instance.series);
}

// The engine writes the year 0001 for what has not happened.
bool happened(const std::string& stamp) { return !stamp.empty() && !stamp.starts_with("0001-"); }

void add_health_log(Series& series, const SafeJson& state) {
  for (const SafeJson& check : state["health"]["log"].items()) {
    const std::int64_t code = check["exit_code"].integer_or(0);
    EventSeries& row = code == 0 ? series.of(SafeText("health check passed"), "health", "info")
                                 : series.of(SafeText("health check failed") + exit_words(code), "health", "warning");
    if (row.place.pointer.empty()) {
      row.place.pointer = check.where();
      row.place.quote = check["output"].safe_text_or("").printable().clipped(240);
    }
    series.count(check["start"].text_or(""), 0);
  }
}

void add_state(InstanceFacts& instance, const ArtifactFacts& artifact, const SafeJson& state) {
  Series series(artifact.path, "state", "runtime");
  const auto moment = [&](Literal key, const SafeText& what, Literal kind, Literal level) {
    const std::string stamp = state[key.view()].text_or("");
    if (!happened(stamp)) return;
    series.of(what, kind, level).place.pointer = state[key.view()].where();
    series.count(stamp, 0);
  };
  moment("created", SafeText("container created"), "engine", "info");
  const std::int64_t restarts = state["restart_count"].integer_or(0);
  SafeText started("container started");
  if (restarts > 0) started += " (restart " + SafeText(restarts) + ")";
  moment("started_at", started, "start", "info");
  const std::int64_t code = state["exit_code"].integer_or(0);
  const bool oom = state["oom_killed"].boolean_or(false);
  SafeText ended = SafeText("container ended") + exit_words(code);
  if (oom) ended += ", killed for want of memory";
  moment("finished_at", ended, "exit", oom || code != 0 ? Literal("error") : Literal("info"));
  add_health_log(series, state);
  series.move_to(instance.series);
}

void add_token(InstanceFacts& instance, const ArtifactFacts& artifact, const SafeJson& settings) {
  const SafeJson expires = settings["token"]["expires"];
  if (!expires.text()) return;
  Series series(artifact.path, "settings", "endpoint");
  series.of(SafeText("the gateway's token expires"), "token", "info").place.pointer = expires.where();
  series.count(expires.text_or(""), 0);
  series.move_to(instance.series);
}

SafeText probe_words(const SafeJson& probe) {
  const SafeText broken = probe["first_broken"].safe_text_or("").printable();
  SafeText words = "probe of " + probe["destination"].safe_text_or("an endpoint").printable().clipped(k_max_words);
  if (const auto port = probe["port"].integer()) words += ":" + SafeText(*port);
  if (probe["from"].text_or("") == "container") words += " from the container";
  if (broken.empty()) return words + " was cut short";
  return words + (broken.view() == "none" ? SafeText(" was answered") : " broke at " + broken.clipped(k_max_words));
}

void add_probe(InstanceFacts& instance, const ArtifactFacts& artifact, const SafeJson& probe) {
  // An older record has no time of its own; the answer has one.
  const bool timed = probe["time"].text().has_value();
  Series series(artifact.path, "probe", timed ? Literal("host") : Literal("endpoint"));
  const std::string broken = probe["first_broken"].text_or("none");
  EventSeries& row = series.of(probe_words(probe), "probe", broken == "none" ? Literal("info") : Literal("error"));
  row.quoted = true;
  row.place.pointer = probe["first_broken"].where();
  series.count(timed ? probe["time"].text_or("") : probe["http"]["date"].text_or(""), 0);
  series.move_to(instance.series);
}

SafeText status_words(const SafeJson& status) {
  const auto code = status["status_endpoint"]["http_status"].integer();
  if (!code) return {"the gateway's web server did not answer"};
  SafeText words = "status page answered " + SafeText(*code);
  const std::string configuration = status["configuration"].text_or("");
  if (configuration == "loaded") words += ", a configuration is loaded";
  if (configuration == "not-loaded") words += ", no configuration is loaded";
  return words;
}

// The two questions to a gateway's own web server are one moment: the first is asked right before the second.
void add_status(InstanceFacts& instance, const ArtifactFacts& artifact, const SafeJson& status) {
  if (!status["status_endpoint"]["reached"].exists()) return;  // nobody asked
  Series series(artifact.path, "status", "host");
  const bool good = status["status_endpoint"]["http_status"].integer_or(0) == 200 &&
                    status["configuration"].text_or("") != "not-loaded";
  series.of(status_words(status), "status", good ? Literal("info") : Literal("warning")).place.pointer =
      status["status_endpoint"].where();
  series.count(status["time"].text_or(""), 0);
  series.move_to(instance.series);
}

void add_clock(InstanceFacts& instance, const SafeJson& skew, Literal against, const SafeText& of) {
  const auto seconds = skew.integer();
  constexpr std::int64_t most = std::int64_t{1} << 40;
  if (!seconds || *seconds > most || *seconds < -most) return;
  instance.clocks.push_back(
      {.clock = "host", .against = against, .of = of, .least_ms = *seconds * 1000, .most_ms = *seconds * 1000});
}

}  // namespace

void add_moments(InstanceFacts& instance, const ArtifactFacts& artifact) {
  if (artifact.role == Role::log) {
    instance.series.insert(instance.series.end(), artifact.log.series.begin(), artifact.log.series.end());
    if (artifact.log.own_clock) instance.clocks.push_back(*artifact.log.own_clock);
    return;
  }
  if (artifact.role == Role::events) return add_engine_events(instance, artifact);
  const auto& document = artifact.document;
  if (!document) return;
  if (artifact.role == Role::state) add_state(instance, artifact, *document);
  if (artifact.role == Role::status) add_status(instance, artifact, *document);
  if (artifact.role == Role::settings) add_token(instance, artifact, *document);
  if (artifact.role == Role::engine) {
    add_clock(instance, (*document)["clock_skew_seconds"], "runtime",
              (*document)["engine"].safe_text_or("engine").printable().clipped(k_max_words));
  }
  if (artifact.role == Role::probe) {
    add_probe(instance, artifact, *document);
    add_clock(instance, (*document)["http"]["clock_skew_seconds"], "endpoint",
              (*document)["destination"].safe_text_or("").printable().clipped(k_max_words));
  }
}

}  // namespace sgw::triage
