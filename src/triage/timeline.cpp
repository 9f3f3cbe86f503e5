#include "src/triage/timeline.hpp"

#include <algorithm>
#include <map>
#include <numeric>
#include <string>
#include <tuple>
#include <utility>

namespace sgw::triage {

namespace {

constexpr std::size_t k_max_clocks = 50;
constexpr std::chrono::minutes k_ahead_slack{1};  // what two clocks of one moment may differ by
constexpr Literal k_bare = "no stamp in the line";
constexpr Literal k_odd = "the stamp is no time from 2000 to 2099";

using std::chrono::milliseconds;

// What `clock` is ahead of `against` in one instance's evidence; nothing measured counts as equal.
milliseconds ahead(const InstanceFacts& facts, Literal clock, Literal against) {
  for (const ClockReading& reading : facts.clocks) {
    if (reading.clock == clock && reading.against == against) return milliseconds(reading.least_ms);
  }
  return milliseconds(0);
}

// What has to be added to a stamp of `clock`.
milliseconds to_runtime(const InstanceFacts& facts, Literal clock) {
  if (clock == Literal("host")) return -ahead(facts, "host", "runtime");
  if (clock == Literal("endpoint")) return ahead(facts, "host", "endpoint") - ahead(facts, "host", "runtime");
  return milliseconds(0);
}

class Maker {
 public:
  explicit Maker(const Evidence& evidence) : evidence_(evidence) {}

  Timeline make() {
    for (const InstanceFacts& facts : evidence_.facts) {
      for (const EventSeries& events : facts.series) add(facts, events);
      for (const ClockReading& clock : facts.clocks) add(clock);
    }
    sort_series();
    compare_with_run();
    fit();
    for (std::size_t i = 0; i < timeline_.series.size(); ++i) add_rows(i);
    sort_rows();
    return std::move(timeline_);
  }

 private:
  void add(const InstanceFacts& facts, const EventSeries& events) {
    const auto key = std::tuple(std::string(events.place.file.view()), std::string(events.source.view()),
                                std::string(events.what.view()));
    const auto [place, fresh] = seen_.emplace(key, timeline_.series.size());
    if (fresh) {
      timeline_.series.push_back({events, {}, to_runtime(facts, events.clock)});
      settle(timeline_.series.back().events);
      timeline_.events += events.count;
    }
    auto& instances = timeline_.series[place->second].instances;
    if (instances.size() < k_max_timeline_instances) instances.push_back(facts.instance.folder);
  }

  // What a token's end means depends on the time of judgment.
  void settle(EventSeries& events) const {
    if (events.kind == Literal("token") && !events.clusters.empty() &&
        events.clusters.front().last <= evidence_.as_of) {
      events.what = SafeText("the gateway's token expired");
      events.level = SafeText("error");
    }
  }

  void add(const ClockReading& clock) {
    const bool known = std::any_of(timeline_.clocks.begin(), timeline_.clocks.end(), [&](const ClockReading& other) {
      return other.clock == clock.clock && other.against == clock.against && other.of == clock.of;
    });
    if (!known && timeline_.clocks.size() < k_max_clocks) timeline_.clocks.push_back(clock);
  }

  // Nothing that was logged can be later than the run that read it. (A record is read at any later time.)
  void compare_with_run() {
    if (evidence_.as_of_given) return;
    std::optional<UtcTime> last;
    for (const TimelineSeries& series : timeline_.series) {
      if (!(series.events.clock == Literal("runtime")) || series.events.clusters.empty()) continue;
      last = std::max(last.value_or(UtcTime()), series.events.clusters.back().last);
    }
    if (!last || *last <= evidence_.finished + k_ahead_slack) return;
    const std::int64_t ms = (*last - evidence_.finished).count();
    timeline_.clocks.push_back({.clock = "runtime",
                                .against = "host",
                                .of = SafeText("the last stamp"),
                                .least_ms = ms,
                                .most_ms = ms,
                                .at_least = true});
  }

  void sort_series() {
    const auto order = [](const TimelineSeries& series) {
      return std::tuple(-weight_of(series.events), series.events.place.file.view(), series.events.source.view(),
                        series.events.what.view());
    };
    std::stable_sort(
        timeline_.series.begin(), timeline_.series.end(),
        [&](const TimelineSeries& left, const TimelineSeries& right) { return order(left) < order(right); });
  }

  static std::size_t untimed_rows(const EventSeries& events) {
    return (events.bare.count > 0 ? 1U : 0U) + (events.odd.count > 0 ? 1U : 0U);
  }

  std::size_t rows_with(std::size_t clusters) const {
    return std::accumulate(timeline_.series.begin(), timeline_.series.end(), std::size_t{0},
                           [&](std::size_t sum, const TimelineSeries& series) {
                             return sum + std::min(series.events.clusters.size(), clusters) +
                                    untimed_rows(series.events);
                           });
  }

  void fit() {
    std::size_t clusters = TimeSpread::k_max_clusters;
    while (clusters > 1 && rows_with(clusters) > k_max_timeline_rows) --clusters;
    for (TimelineSeries& series : timeline_.series) coarsen(series.events.clusters, clusters);
    for (std::size_t rows = rows_with(clusters); rows > k_max_timeline_rows;) {
      const EventSeries& least = timeline_.series.back().events;
      rows -= std::min(least.clusters.size(), clusters) + untimed_rows(least);
      timeline_.events_left_out += timeline_.series.back().events.count;
      ++timeline_.series_left_out;
      timeline_.series.pop_back();
    }
  }

  void add_rows(std::size_t index) {
    const TimelineSeries& series = timeline_.series[index];
    const auto line = [](std::uint64_t number) { return number == 0 ? std::nullopt : std::optional(number); };
    for (const TimeCluster& cluster : series.events.clusters) {
      TimelineRow row{.series = index,
                      .time = cluster.first + series.moved_by,
                      .until = {},
                      .count = cluster.count,
                      .line = line(cluster.line)};
      if (cluster.last != cluster.first) row.until = cluster.last + series.moved_by;
      timeline_.rows.push_back(row);
    }
    const auto add_untimed = [&](const Untimed& untimed, Literal why) {
      if (untimed.count == 0) return;
      timeline_.rows.push_back({.series = index,
                                .time = {},
                                .until = {},
                                .count = untimed.count,
                                .line = line(untimed.line),
                                .no_time = why});
    };
    add_untimed(series.events.bare, k_bare);
    add_untimed(series.events.odd, k_odd);
  }

  void sort_rows() {
    const auto order = [this](const TimelineRow& row) {
      return std::tuple(!row.time.has_value(), row.time.value_or(UtcTime()),
                        timeline_.series[row.series].events.place.file.view(), row.line.value_or(0), row.series);
    };
    std::stable_sort(timeline_.rows.begin(), timeline_.rows.end(),
                     [&](const TimelineRow& left, const TimelineRow& right) { return order(left) < order(right); });
  }

  const Evidence& evidence_;
  Timeline timeline_;
  std::map<std::tuple<std::string, std::string, std::string>, std::size_t> seen_;
};

}  // namespace

Timeline make_timeline(const Evidence& evidence) { return Maker(evidence).make(); }

}  // namespace sgw::triage
