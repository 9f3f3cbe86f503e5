#include "src/triage/artifact_facts.hpp"

#include "src/triage/engine_events.hpp"
#include "src/triage/file_order.hpp"
#include "src/triage/flattener.hpp"
#include "src/triage/kubernetes_events.hpp"
#include "src/triage/timeline_moments.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <map>
#include <set>
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

// A role's document. How many facts: `most` at most.
std::size_t add_document(InstanceFacts& instance, const ArtifactFacts& artifact, const std::string& prefix,
                         std::size_t most) {
  if (!artifact.document) return 0;
  const FactOrigin origin = artifact.role == Role::stated ? FactOrigin::stated : FactOrigin::observed;
  Flattener flattener(instance.facts, artifact.path, origin, most);
  if (artifact.role != Role::cluster) {
    flattener.add(*artifact.document, prefix);
    return flattener.added();
  }
  // Every instance has these facts; of the nodes of a large cluster only its own matters, and that is in its own facts.
  for (const auto& [name, member] : artifact.document->members()) {
    if (name.view() != "nodes") flattener.add(member, prefix + "." + std::string(name.view()));
  }
  return flattener.added();
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
  const auto& document = artifact.document;
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

// How many facts of a document were told: `most` at most. What is read line by line is bounded where it is read.
std::size_t merge_one(InstanceFacts& instance, const ArtifactFacts& artifact, std::size_t most) {
  switch (artifact.role) {
    case Role::log:
      if (artifact.completeness == Completeness::missing || artifact.completeness == Completeness::withheld) return 0;
      merge_log(instance, artifact.log);
      bump(instance.facts, "log.lines", artifact.log.lines, artifact.path);
      merge_times(instance.facts, artifact.log, artifact.path);
      for (const Place& place : artifact.run_end)
        instance.facts.add("restart.last_lines", {place.quote, FactOrigin::observed, place});
      add_moments(instance, artifact);
      return 0;
    case Role::events: {
      add_events(instance, artifact);
      add_moments(instance, artifact);
      LogSummary matches = artifact.log;
      merge_matches(instance, matches.matched);
      return 0;
    }
    default:
      const std::size_t facts = add_document(instance, artifact, prefix_of(artifact), most);
      add_moments(instance, artifact);
      return facts;
  }
}

// What is known of one cluster says nothing about the gateways of another.
bool is_of_another_cluster(const ArtifactFacts& artifact, const InstanceFacts& instance) {
  if (artifact.role != Role::cluster) return false;
  const auto context = instance.facts.text("kubernetes.context");
  const auto of = artifact.document ? (*artifact.document)["context"].safe_text() : std::nullopt;
  return context && of && *of != *context;
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
  const auto& probe = artifact.document;
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

MergedFacts merge_artifacts(const std::vector<Instance>& instances, std::vector<ArtifactFacts> artifacts,
                            std::uint64_t most_facts) {
  // A cluster comes last: an instance then has told which one it runs in.
  std::sort(artifacts.begin(), artifacts.end(), [](const ArtifactFacts& left, const ArtifactFacts& right) {
    const bool left_last = left.role == Role::cluster;
    const bool right_last = right.role == Role::cluster;
    return left_last != right_last ? right_last : is_older(left.path, right.path);
  });
  MergedFacts result;
  std::multimap<InstanceId, InstanceFacts*> by_id;
  result.instances.reserve(instances.size());
  for (const Instance& instance : instances) {
    result.instances.push_back({instance, {}, {}, {}, {}, {}, {}, {}});
    by_id.emplace(instance.id, &result.instances.back());
  }
  const auto tell = [&](InstanceFacts& facts, const ArtifactFacts& artifact) {
    if (is_of_another_cluster(artifact, facts) || is_of_another_destination(artifact, facts)) return;
    if (most_facts == 0) {
      ++result.left_out;
      return;
    }
    --most_facts;  // a moment of the timeline, and the work
    const std::size_t most = std::min<std::uint64_t>(most_facts, Flattener::k_max_facts);
    const std::size_t told = merge_one(facts, artifact, most);
    most_facts -= told;
    if (most < Flattener::k_max_facts && told == most) ++result.left_out;
  };
  // One document after the other, so that each is parsed once, whoever it is told of.
  for (ArtifactFacts& artifact : artifacts) {
    if (artifact.role != Role::log && artifact.role != Role::events) artifact.document = SafeJson::parse(artifact.text);
    if (artifact.instances.empty()) {
      for (InstanceFacts& facts : result.instances) tell(facts, artifact);
    }
    for (const InstanceId about : std::set(artifact.instances.begin(), artifact.instances.end())) {
      const auto [first, last] = by_id.equal_range(about);
      std::for_each(first, last, [&](const auto& entry) { tell(*entry.second, artifact); });
    }
    artifact.document.reset();
    artifact.text = SafeText();
  }
  for (InstanceFacts& facts : result.instances) finish(facts);
  return result;
}

}  // namespace sgw::triage
