#include "src/triage/timeline.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <tuple>

namespace sgw::triage {

namespace {

constexpr int k_least_weight = 15;  // what is under it tells nothing on a page
constexpr int k_cited = 25;

bool is(Literal text, std::string_view word) { return text.view() == word; }

int weight_of_log(const EventSeries& events) {
  const std::string_view level = events.level.view();
  if (events.benign) return level == "info" || level.empty() ? 5 : 12;
  const int unknown = events.known ? 0 : 5;
  if (level == "fatal") return 80 + unknown;
  if (level == "error") return 70 + unknown;
  if (level == "warning") return 50 + unknown;
  return unknown;
}

// "ConfigInitialSyncCompleted", "ConfigurationLoaded": the end of a sync, rather than a step on the way.
bool ends_a_sync(std::string_view what) {
  return what.starts_with("Config") && (what.ends_with("Loaded") || what.ends_with("Completed"));
}

bool cites(const Verdict& verdict, const EventSeries& events) {
  for (const Finding& finding : verdict.findings) {
    if (finding.owner == Owner::none) continue;  // a note: nobody has to do anything
    for (const Place& place : finding.evidence) {
      if (place.file != events.place.file) continue;
      if (place.line ? place.line == events.place.line : place.pointer == events.place.pointer) return true;
    }
  }
  return false;
}

struct Group {
  Highlight line;
  int weight = 0;
  Literal kind = "";
};

void take_times(Group& group, const EventSeries& events, std::chrono::milliseconds moved_by) {
  if (events.clusters.empty()) return;
  const UtcTime first = events.clusters.front().first + moved_by;
  const UtcTime last = events.clusters.back().last + moved_by;
  if (!group.line.first || first < *group.line.first) {
    group.line.first = first;
    group.line.place = events.place;
  }
  group.line.last = std::max(group.line.last.value_or(last), last);
}

std::vector<Group> groups_of(const Timeline& timeline, const Verdict& verdict) {
  std::map<std::tuple<std::string_view, std::string_view>, Group> groups;
  for (const TimelineSeries& series : timeline.series) {
    const EventSeries& events = series.events;
    const auto [place, fresh] = groups.try_emplace(std::tuple(events.source.view(), events.what.view()));
    Group& group = place->second;
    if (fresh) {
      group.kind = events.kind;
      group.line.source = events.source;
      group.line.what = events.what;
      group.line.place = events.place;
    }
    group.weight = std::max(group.weight, weight_of(events) + (cites(verdict, events) ? k_cited : 0));
    group.line.count += events.count;
    auto& folders = group.line.instances;
    for (const SafeText& folder : series.instances) {
      if (std::find(folders.begin(), folders.end(), folder) == folders.end()) folders.push_back(folder);
    }
    take_times(group, events, series.moved_by);
  }
  std::vector<Group> list;
  list.reserve(groups.size());
  for (auto& [key, group] : groups) list.push_back(std::move(group));
  return list;
}

// "ConfigurationApiV2NotAvailable (name resolution)" says all that "ConfigurationApiV2NotAvailable" says when both were
// seen equally often; the engine's events say what the container's state says of the last time, and its starts are
// those that the log begins with a banner.
bool is_said_by(const Group& group, const Group& other) {
  if (group.line.source.view() == other.line.source.view()) {
    const std::string longer = std::string(group.line.what.view()) + " (";
    return other.line.what.view().starts_with(longer) && other.line.count >= group.line.count;
  }
  if (!is(other.line.source, "engine") || !(group.kind == other.kind)) return false;
  return is(group.line.source, "state") || (is(group.kind, "start") && other.line.count >= group.line.count);
}

bool is_redundant(const Group& group, const std::vector<Group>& groups) {
  return std::any_of(groups.begin(), groups.end(), [&](const Group& other) { return is_said_by(group, other); });
}

}  // namespace

int weight_of(const EventSeries& events) {
  const bool failed = events.level.view() == "error";
  if (is(events.kind, "oom")) return 90;
  if (is(events.kind, "exit")) return failed ? 85 : 40;
  if (is(events.kind, "token")) return failed ? 85 : k_least_weight;
  if (is(events.kind, "probe")) return failed ? 75 : 30;
  if (is(events.kind, "health") || is(events.kind, "status"))
    return events.level.view() == "warning" ? 60 : k_least_weight;
  if (is(events.kind, "start")) return 45;
  if (is(events.source, "engine")) return 10;
  if (is(events.kind, "configuration") && ends_a_sync(events.what.view())) return 35;
  return weight_of_log(events);
}

std::vector<Highlight> highlights(const Timeline& timeline, const Verdict& verdict) {
  const std::vector<Group> all = groups_of(timeline, verdict);
  std::vector<const Group*> chosen;
  for (const Group& group : all) {
    if (group.weight >= k_least_weight && !is_redundant(group, all)) chosen.push_back(&group);
  }
  const auto text_order = [](const Group& group) {
    return std::tuple(!group.line.first.has_value(), group.line.first.value_or(UtcTime()), group.line.source.view(),
                      group.line.what.view());
  };
  std::sort(chosen.begin(), chosen.end(), [&](const Group* left, const Group* right) {
    return left->weight != right->weight ? left->weight > right->weight : text_order(*left) < text_order(*right);
  });
  chosen.resize(std::min(chosen.size(), k_max_highlights));
  std::sort(chosen.begin(), chosen.end(),
            [&](const Group* left, const Group* right) { return text_order(*left) < text_order(*right); });
  std::vector<Highlight> lines;
  lines.reserve(chosen.size());
  for (const Group* group : chosen) lines.push_back(group->line);
  return lines;
}

}  // namespace sgw::triage
