#include "src/triage/artifact_facts.hpp"

#include "src/triage/engine_events.hpp"
#include "src/triage/file_order.hpp"
#include "src/triage/flattener.hpp"
#include "src/triage/kubernetes_events.hpp"
#include "src/triage/timeline_moments.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <string>

namespace sgw::triage {

namespace {

void add_fact(FactSet& facts, std::string_view key, FactValue value, const BundlePath& file) {
  facts.add(key, {std::move(value), FactOrigin::observed, {file, std::nullopt, SafeText(), SafeText()}});
}

std::int64_t signed_count(std::uint64_t count) {
  return static_cast<std::int64_t>(std::min<std::uint64_t>(count, INT64_MAX));
}

void bump(FactSet& facts, std::string_view key, std::uint64_t more, const BundlePath& file) {
  const auto before = static_cast<std::uint64_t>(facts.number(key).value_or(0));
  facts.erase(key);
  add_fact(facts, key, signed_count(before + more), file);
}

void take_earlier(EventCount& known, EventCount& more) {
  const bool earlier = more.first_seen && (!known.first_seen || *more.first_seen < *known.first_seen);
  if (earlier) {
    known.first_seen = more.first_seen;
    known.first_place = more.first_place;
  }
  const bool later = !known.last_seen || !more.last_seen || *more.last_seen >= *known.last_seen;
  if (later) {
    if (more.last_seen) known.last_seen = more.last_seen;
    known.last_place = more.last_place;
  }
  known.count += more.count;
}

void merge_event(std::vector<EventCount>& events, EventCount more) {
  const auto same =
      std::find_if(events.begin(), events.end(), [&](const EventCount& event) { return event.name == more.name; });
  if (same == events.end()) {
    events.push_back(std::move(more));
  } else {
    take_earlier(*same, more);
  }
}

void merge_matches(InstanceFacts& instance, std::map<std::string, PatternHits>& matched) {
  for (auto& [key, hits] : matched) {
    instance.matched_counts[key] += hits.count;
    const auto [since, fresh] = instance.matched_since.emplace(key, hits.since);
    if (!fresh) since->second = std::min(since->second, hits.since);
    auto& places = instance.matched[key];
    std::move(hits.places.begin(), hits.places.end(), std::back_inserter(places));
    thin_evenly(places, LogReader::k_max_places);
  }
}

void merge_times(FactSet& facts, const LogSummary& log, const BundlePath& file) {
  const auto keep = [&](std::string_view key, const std::optional<UtcTime>& time, bool earliest) {
    if (!time) return;
    const auto known = facts.time(key);
    if (known && (earliest ? *known <= *time : *known >= *time)) return;
    facts.erase(key);
    add_fact(facts, key, *time, file);
  };
  keep("log.first_time", log.first_time, true);
  keep("log.last_time", log.last_time, false);
}

// A role's document, or one line of a list of documents.
void add_document(InstanceFacts& instance, const ArtifactFacts& artifact, const std::string& prefix) {
  const auto document = SafeJson::parse(artifact.text);
  if (!document) return;
  const FactOrigin origin = artifact.role == Role::stated ? FactOrigin::stated : FactOrigin::observed;
  Flattener flattener(instance.facts, artifact.path, origin);
  if (artifact.role != Role::cluster) return flattener.add(*document, prefix);
  // Every instance has these facts; of the nodes of a large cluster only its own matters, and that is in its own facts.
  for (const auto& [name, member] : document->members()) {
    if (name.view() != "nodes") flattener.add(member, prefix + "." + std::string(name.view()));
  }
}

// When something happened, for what has to be compared with other times. Only the last ones: a loop has no end.
void add_time(FactSet& facts, std::string_view key, const std::string& stamp, const Place& place) {
  constexpr std::size_t max_times = 64;
  const auto time = parse_time(stamp);
  if (!time) return;
  std::vector<Fact> known = facts.all(key);
  known.push_back({*time, FactOrigin::observed, place});
  if (known.size() <= max_times) {
    facts.add(key, std::move(known.back()));
    return;
  }
  facts.erase(key);
  for (std::size_t index = 1; index < known.size(); ++index) facts.add(key, std::move(known[index]));
}

void add_cluster_times(FactSet& facts, const SafeJson& event, const Place& place) {
  const RunMark mark = run_mark(event);
  if (mark == RunMark::none) return;
  if (mark == RunMark::ended && event["action"].text_or("") == "BackOff") {
    // The wait is written again and again; only its first time is near an end.
    const std::string first = event["first"].text_or("");
    return add_time(facts, "events.ended", first.empty() ? event["time"].text_or("") : first, place);
  }
  for_each_stamp(event, [&](const std::string& stamp, std::uint64_t) {
    if (mark == RunMark::started) add_time(facts, "events.started", stamp, place);
    if (mark == RunMark::ended) add_time(facts, "events.ended", stamp, place);
    if (mark == RunMark::probe_failed) add_time(facts, "events.probe_failed", stamp, place);
  });
}

void add_times(FactSet& facts, const SafeJson& event, const Place& place) {
  if (is_of_cluster(event)) return add_cluster_times(facts, event, place);
  const std::string action = event["action"].text_or("");
  const std::string stamp = event["time"].text_or("");
  if (action == "start") add_time(facts, "events.started", stamp, place);
  if (action == "die") add_time(facts, "events.ended", stamp, place);
  const bool failed = event["detail"].text_or("").find("probe failed") != std::string::npos;
  if (failed) add_time(facts, "events.probe_failed", stamp, place);
}

// The engine's events: how often each, when a run began and ended, and the exit codes in order.
void add_events(InstanceFacts& instance, const ArtifactFacts& artifact) {
  for_each_event(artifact.text, [&](const EngineEvent& event) {
    const std::string action = event.json["action"].text_or("");
    if (!action.empty() && action.size() <= 40 && !is_beside(event.json)) {
      bump(instance.facts, "events.count." + action, times_seen(event.json), artifact.path);
    }
    const Place place{artifact.path, event.line, SafeText(), event.row.printable().clipped(240)};
    add_times(instance.facts, event.json, place);
    if (const auto code = event.json["exit_code"].integer())
      instance.facts.add("events.exit_code", {*code, FactOrigin::observed, place});
  });
}

// By what the gateway wants of the destination; what was seen from inside its container stands beside it.
std::string probe_prefix(const ArtifactFacts& artifact) {
  constexpr std::array k_suffixes{std::pair{"configuration-endpoint", ""},
                                  std::pair{"entra", "_entra"},
                                  std::pair{"azure-management", "_management"},
                                  std::pair{"storage", "_storage"},
                                  std::pair{"application-insights", "_insights"},
                                  std::pair{"open-telemetry", "_otel"},
                                  std::pair{"statsd", "_telemetry"},
                                  std::pair{"syslog", "_telemetry"},
                                  std::pair{"registry", "_registry"}};
  const auto document = SafeJson::parse(artifact.text);
  const std::string purpose = document ? (*document)["purpose"].text_or("") : "";
  const bool inside = document && (*document)["from"].text_or("") == "container";
  const std::string start = inside ? "probe_inside" : "probe";
  for (const auto& [name, suffix] : k_suffixes) {
    if (purpose == name) return start + suffix;
  }
  return start + "_other";
}

std::string prefix_of(const ArtifactFacts& artifact) {
  switch (artifact.role) {
    case Role::state:
      return "state";
    case Role::settings:
      return "settings";
    case Role::status:
      return "status";
    case Role::host:
      return "host";
    case Role::engine:
      return "engine";
    case Role::registry:
      return "registry";
    case Role::kubernetes:
      return "kubernetes";
    case Role::cluster:
      return "cluster";
    case Role::probe:
      return probe_prefix(artifact);
    default:
      return {};
  }
}

void merge_one(InstanceFacts& instance, const ArtifactFacts& artifact) {
  switch (artifact.role) {
    case Role::log:
      if (artifact.completeness == Completeness::missing || artifact.completeness == Completeness::withheld) return;
      merge_log(instance, artifact.log);
      bump(instance.facts, "log.lines", artifact.log.lines, artifact.path);
      merge_times(instance.facts, artifact.log, artifact.path);
      for (const Place& place : artifact.run_end)
        instance.facts.add("restart.last_lines", {place.quote, FactOrigin::observed, place});
      add_moments(instance, artifact);
      return;
    case Role::events:
      add_events(instance, artifact);
      break;
    default:
      add_document(instance, artifact, prefix_of(artifact));
      add_moments(instance, artifact);
      return;
  }
  add_moments(instance, artifact);
  LogSummary matches = artifact.log;
  merge_matches(instance, matches.matched);
}

// What is known of one cluster says nothing about the gateways of another.
bool is_of_another_cluster(const ArtifactFacts& artifact, const InstanceFacts& instance) {
  if (artifact.role != Role::cluster) return false;
  const auto context = instance.facts.text("kubernetes.context");
  const auto cluster = context ? cluster_record(artifact) : std::nullopt;
  return cluster && cluster->context != *context;
}

// Whether a gateway of these settings wants nothing of this destination for that purpose; false where they do not tell.
bool wants_nothing_of(std::string_view purpose, std::string_view destination, const FactSet& facts) {
  if (purpose == "configuration-endpoint") {
    const auto host = facts.text("settings.endpoint.host");
    return host && host->view() != destination;
  }
  if (purpose == "entra" || purpose == "azure-management") {
    const auto mode = facts.text("settings.auth_mode");
    return mode && mode->view() != "azureAdApp" && mode->view() != "workloadIdentity";
  }
  if (purpose == "registry") {
    const auto repository = facts.text("state.repository");
    const std::string_view host = destination == "registry-1.docker.io" ? "docker.io" : destination;
    return repository && !repository->view().starts_with(host);
  }
  return false;
}

// A bundle that is read back may not say whose destination was probed; the settings of each gateway do.
bool is_of_another_destination(const ArtifactFacts& artifact, const InstanceFacts& instance) {
  if (artifact.role != Role::probe || !artifact.instances.empty()) return false;
  const auto probe = SafeJson::parse(artifact.text);
  return probe &&
         wants_nothing_of((*probe)["purpose"].text_or(""), (*probe)["destination"].text_or(""), instance.facts);
}

void finish(InstanceFacts& instance) {
  std::sort(instance.events.begin(), instance.events.end(), [](const EventCount& left, const EventCount& right) {
    return left.count != right.count ? left.count > right.count : left.name < right.name;
  });
  if (const auto lines = instance.facts.number("log.lines")) {
    const Place place = instance.facts.first("log.lines")->place;
    instance.facts.add("log.empty", {*lines == 0.0, FactOrigin::derived, place});
  }
}

}  // namespace

void merge_log(InstanceFacts& instance, LogSummary log) {
  for (EventCount& event : log.events) merge_event(instance.events, std::move(event));
  merge_matches(instance, log.matched);
  FactSet& facts = instance.facts;
  if (log.banner) {
    facts.erase("version.banner");
    facts.add("version.banner", *log.banner);
  }
  const auto defect = [&](std::uint64_t count, Literal word) {
    if (count > 0) facts.add("log.defect", {SafeText(word), FactOrigin::observed, {}});
  };
  defect(log.broken_json, "doubled-quote");
  defect(log.interleaved, "interleaved-records");
  defect(log.shared_lines, "several-records-per-line");
  if (log.broken_json > 0) {
    facts.erase("log.broken_json");
    facts.add("log.broken_json", {true, FactOrigin::observed, log.broken_json_place});
  }
}

std::optional<ClusterRecord> cluster_record(const ArtifactFacts& artifact) {
  const auto document = SafeJson::parse(artifact.text);
  const auto context = document ? (*document)["context"].safe_text() : std::nullopt;
  if (!context) return std::nullopt;
  return ClusterRecord{*context, (*document)["problem"].safe_text_or("")};
}

std::vector<InstanceFacts> merge_artifacts(const std::vector<Instance>& instances,
                                           std::vector<ArtifactFacts> artifacts) {
  // A cluster comes last: an instance then has told which one it runs in.
  std::sort(artifacts.begin(), artifacts.end(), [](const ArtifactFacts& left, const ArtifactFacts& right) {
    const bool left_last = left.role == Role::cluster;
    const bool right_last = right.role == Role::cluster;
    return left_last != right_last ? right_last : is_older(left.path, right.path);
  });
  std::vector<InstanceFacts> result;
  for (const Instance& instance : instances) {
    InstanceFacts facts{instance, {}, {}, {}, {}, {}, {}, {}};
    for (const ArtifactFacts& artifact : artifacts) {
      const auto& about = artifact.instances;
      if (!about.empty() && std::find(about.begin(), about.end(), instance.id) == about.end()) continue;
      if (is_of_another_cluster(artifact, facts) || is_of_another_destination(artifact, facts)) continue;
      merge_one(facts, artifact);
    }
    finish(facts);
    result.push_back(std::move(facts));
  }
  return result;
}

}  // namespace sgw::triage
