#include "collector/probe_series.hpp"

#include <algorithm>
#include <optional>
#include <utility>

namespace sgw::collector {

namespace {

using Milliseconds = std::chrono::milliseconds;

constexpr Milliseconds k_rounding{2};  // limits are handed on in whole milliseconds

struct RungResult {
  bool held = false;
  Milliseconds took{0};
};

// Nothing for a rung that was not tried.
template <class Result, class Status>
std::optional<RungResult> judged(const Result& result, Status skipped, bool held) {
  if (result.status == skipped) return std::nullopt;
  return RungResult{held, result.took};
}

std::optional<RungResult> result_of(const LadderResult& climb, Rung rung) {
  switch (rung) {
    case Rung::dns:
      return judged(climb.dns, DnsStatus::skipped, climb.dns.usable());
    case Rung::tcp:
      // Not by its socket: the rungs above have it.
      return judged(climb.tcp, TcpStatus::skipped,
                    climb.tcp.status == TcpStatus::ok || climb.tcp.status == TcpStatus::partial);
    case Rung::proxy:
      if (climb.proxy == ProxyStatus::none || climb.proxy == ProxyStatus::unsupported) return std::nullopt;
      return RungResult{climb.proxy == ProxyStatus::ok, climb.proxy_took};
    case Rung::tls:
      if (climb.tls.status == TlsStatus::error) return std::nullopt;  // it cannot be told here
      return judged(climb.tls, TlsStatus::skipped, climb.tls.status == TlsStatus::ok);
    case Rung::http:
      return judged(climb.http, HttpStatus::skipped, climb.http.status == HttpStatus::ok);
    case Rung::transfer:
    case Rung::auth:
      return std::nullopt;  // tried once
  }
  return std::nullopt;
}

// The smallest value that `percent` of all do not exceed. `sorted` is not empty.
Milliseconds at_rank(const std::vector<Milliseconds>& sorted, std::size_t percent) {
  const std::size_t rank = (sorted.size() * percent + 99) / 100;
  return sorted[std::max<std::size_t>(rank, 1) - 1];
}

RungSeries series_of(const std::vector<LadderResult>& climbs, Rung rung) {
  RungSeries series;
  std::vector<Milliseconds> times;
  for (const LadderResult& climb : climbs) {
    const auto result = result_of(climb, rung);
    if (!result) continue;
    ++series.tried;
    if (result->held) {
      times.push_back(result->took);
    } else {
      ++series.failed;
    }
  }
  if (times.empty()) return series;
  std::sort(times.begin(), times.end());
  series.least = times.front();
  series.median = at_rank(times, 50);
  series.p95 = at_rank(times, 95);
  return series;
}

std::size_t broken_at(const std::vector<LadderResult>& climbs, std::optional<Rung> rung) {
  return static_cast<std::size_t>(
      std::count_if(climbs.begin(), climbs.end(), [&](const LadderResult& climb) { return climb.broken == rung; }));
}

// What only the first climb has tried is not outdone by one that did without.
std::size_t most_telling(const std::vector<LadderResult>& climbs) {
  if (climbs.front().broken == Rung::transfer || climbs.front().broken == Rung::auth) return 0;
  const auto whole =
      std::find_if(climbs.begin(), climbs.end(), [](const LadderResult& climb) { return climb.whole(); });
  if (whole != climbs.end()) return static_cast<std::size_t>(whole - climbs.begin());
  const auto most = std::max_element(climbs.begin(), climbs.end(), [&](const auto& left, const auto& right) {
    return broken_at(climbs, left.broken) < broken_at(climbs, right.broken);
  });
  return static_cast<std::size_t>(most - climbs.begin());
}

}  // namespace

std::vector<Rung> ProbeSeries::flapping() const {
  std::vector<Rung> found;
  for (const Rung rung : k_rungs) {
    if (of(rung).failed != 0 && of(rung).failed != of(rung).tried) found.push_back(rung);
  }
  return found;
}

ProbeSeries climb_repeatedly(const ProbeTask& task, std::size_t count, const ProbeOptions& options,
                             const CollectContext& context, const ProbeCalls& calls) {
  const Deadline end = context.deadline.capped(options.limits.ladder);
  ProbeOptions once = options;
  std::vector<LadderResult> climbs;
  Milliseconds longest{0};
  do {
    const Stopwatch watch;
    LadderResult climb = collector::climb(task, once, context, calls);
    longest = std::max(longest, watch.elapsed());
    // What the end of all cut says nothing about the rung; the first is all there is, and is judged as it always was.
    if (!climbs.empty() && (climb.cut || end.left() <= k_rounding)) break;
    climbs.push_back(std::move(climb));
    once = for_repetition(once);
    once.limits.ladder = end.left();
  } while (climbs.size() < count && !context.over() && end.left() > longest);

  ProbeSeries series;
  series.planned = count;
  series.climbs = climbs.size();
  for (const Rung rung : k_rungs) series.rungs[static_cast<std::size_t>(rung)] = series_of(climbs, rung);
  series.whole = static_cast<std::size_t>(
      std::count_if(climbs.begin(), climbs.end(), [](const LadderResult& climb) { return climb.whole(); }));
  series.shown = std::move(climbs[most_telling(climbs)]);
  return series;
}

}  // namespace sgw::collector
