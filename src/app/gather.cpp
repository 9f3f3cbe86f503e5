#include "src/app/gather.hpp"

#include "src/app/support_sink.hpp"
#include "src/triage/artifact_facts.hpp"

#include <algorithm>
#include <atomic>
#include <exception>
#include <thread>
#include <utility>

namespace sgw::app {

namespace {

constexpr std::chrono::seconds k_follow_up_reserve{12};  // a whole ladder, and a little
constexpr unsigned k_probes_at_a_time = 64;

using Sources = std::vector<std::unique_ptr<Source>>;

struct Run {
  const CollectContext& context;
  RawSink& sink;
  RedactedSink& safe;
  Progress& progress;
};

void collect_one(Source& source, std::size_t slot, const Run& run) {
  const SafeName name = source.name();
  CollectingSink::set_slot(slot);
  run.progress.begin(slot, name);
  try {
    CollectContext context = run.context;
    context.begin_thread = [slot] { CollectingSink::set_slot(slot); };
    source.collect(context, run.sink);
  } catch (const std::exception&) {
    // Its text may quote what was being read. That it happened is said; the other sources go on.
    run.safe.remark({Remark::Kind::gap, name, "the source broke off by an internal error", {}, {}});
  }
  run.progress.end(slot);
}

// Each worker takes the next source from a counter; results lie in the sink, so there is nothing to hand back.
void run_round(const Sources& sources, std::size_t first_slot, unsigned workers, const Run& run) {
  std::atomic<std::size_t> next{0};
  const auto work = [&] {
    for (std::size_t i = next++; i < sources.size(); i = next++) collect_one(*sources[i], first_slot + i, run);
  };
  const std::size_t count = std::min<std::size_t>(std::max(workers, 1U), sources.size());
  std::vector<std::jthread> threads;
  threads.reserve(count);
  for (std::size_t i = 0; i < count; ++i) threads.emplace_back(work);
}

}  // namespace

Gathered gather(collector::Plan& plan, const redaction::Redactor& redactor, const triage::RuleBook& rules,
                const GatherOptions& options, const std::stop_token& stop, Progress& progress) {
  triage::FactExtractor facts(rules);
  EarlyCheck early_check;
  CollectingSink safe(facts, progress,
                      {options.keep, options.limits, [&redactor] { return redactor.known_generation(); },
                       [&early_check](std::shared_ptr<const package::Spool> log) { early_check.add(std::move(log)); }});
  {
    const auto gate = redactor.gate(safe);
    SupportSink supporting(*gate);
    RawSink& sink = options.profile == redaction::Profile::strict ? *gate : supporting;
    // A log that is read up to its deadline must not cost the probes their time.
    const auto probes = std::min<std::chrono::milliseconds>(k_follow_up_reserve, options.deadline.left() / 4);
    const CollectContext early{options.deadline.capped(options.deadline.left() - probes), stop, options.limits,
                               options.now};
    const CollectContext context{options.deadline, stop, options.limits, options.now};
    const Sources first = plan.first_round();
    run_round(first, 0, options.limits.workers, {early, sink, safe, progress});
    const Run run{context, sink, safe, progress};
    if (context.over()) {
      const Literal why = stop.stop_requested() ? Literal("the run was stopped") : Literal("the time was up");
      safe.remark({Remark::Kind::gap, SafeName("probe"), "probes and follow-up were not run", {}, SafeText(why)});
    } else {
      const Sources second = plan.follow_up();
      // Probes wait more than they work: all of them side by side.
      run_round(second, first.size(), std::max(options.limits.workers, k_probes_at_a_time), run);
    }
  }
  Gathered gathered;
  gathered.clean = early_check.finish(options.deadline.left(), stop);
  gathered.artifacts = safe.take_artifacts();
  gathered.evidence.started = options.now;
  gathered.evidence.instances = safe.take_instances();
  gathered.evidence.facts = facts.take();
  gathered.evidence.clusters = facts.take_clusters();
  if (facts.left_out() > 0) {
    safe.remark({Remark::Kind::gap, SafeName("triage"), "documents that were not read for every gateway",
                 SafeText(facts.left_out()),
                 SafeText("more than ") + SafeText(triage::k_max_merged_facts) +
                     " facts in all: look at fewer gateways at a time"});
  }
  gathered.evidence.remarks = safe.take_remarks();
  gathered.evidence.calls = safe.take_calls();
  for (const Collected& collected : gathered.artifacts) gathered.evidence.artifacts.push_back(collected.record);
  return gathered;
}

}  // namespace sgw::app
