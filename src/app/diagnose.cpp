#include "src/app/diagnose.hpp"

#include "src/app/log_cuts.hpp"
#include "src/app/stated_facts.hpp"

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <string_view>

namespace sgw::app {

namespace {

// A large log is cut to what can be masked again in `time`: how long that takes is measured on its start.
void cut_to_sweep(const redaction::Redactor& redactor, LogCuts& cuts, Collected& collected,
                  std::chrono::milliseconds time) {
  constexpr std::size_t piece_bytes = std::size_t{1} << 20;
  if (collected.spool->size() < piece_bytes * 8) return;
  const auto piece = collected.spool->start(piece_bytes);
  if (!piece || piece->size() == 0) return;
  const auto begin = std::chrono::steady_clock::now();
  redactor.sweep(*piece);
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begin;
  const double share = std::chrono::duration<double>(time) / took;
  cuts.cut(collected, static_cast<std::uint64_t>(share * static_cast<double>(piece->size())), k_cut_for_time);
}

// A value learnt while other sources were already writing may lie in what they wrote. Their spools, and the texts that
// facts took from them, are masked again. What cannot be is not kept.
void sweep(const Session& session, Gathered& gathered, Deadline run_end) {
  const redaction::Redactor& redactor = session.redactor();
  const std::size_t now = redactor.known_generation();
  LogCuts cuts(gathered.artifacts, gathered.evidence);
  bool late = false;
  for (Collected& collected : gathered.artifacts) {
    if (collected.known_generation == now || !collected.spool) continue;
    late = true;
    cut_to_sweep(redactor, cuts, collected, run_end.left() / 3);
    if (!collected.spool) continue;
    auto swept = collected.spool->rewrite([&](const RedactedBytes& bytes) { return redactor.sweep(bytes); });
    if (!swept) cuts.leave_out(collected, Completeness::withheld, std::move(swept).error());
  }
  if (!late) return;
  const auto mask = [&redactor](const SafeText& text) { return redactor.text(RawText(text.view())); };
  for (triage::InstanceFacts& facts : gathered.evidence.facts) facts.mask_texts(mask);
  for (triage::ClusterRecord& cluster : gathered.evidence.clusters) {
    cluster = {mask(cluster.context), mask(cluster.problem)};
  }
}

Result<collector::Selection> with_facts(const Session& session, const RunOptions& options) {
  collector::Selection selection = options.selection;
  if (options.facts_file) {
    SGW_TRY(selection.facts, read_stated_facts(session, *options.facts_file));
  }
  return selection;
}

}  // namespace

UtcTime run_clock() {
  using std::chrono::floor;
  using std::chrono::milliseconds;
  if (const char* epoch = std::getenv("SOURCE_DATE_EPOCH"); epoch != nullptr) {
    const std::string_view text(epoch);
    std::int64_t seconds = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), seconds);
    if (error == std::errc() && end == text.data() + text.size() && seconds >= 0 && seconds < 253402300800) {
      return UtcTime(std::chrono::seconds(seconds));
    }
  }
  return floor<milliseconds>(std::chrono::system_clock::now());
}

Result<Diagnosis> diagnose(const Session& session, const RunOptions& options, Keep keep, Deadline run_end,
                           const std::stop_token& stop, Progress& progress) {
  SGW_TRY(collector::Selection selection, with_facts(session, options));
  const std::string facts = selection.facts.value_or("");
  auto plan = collector::make_plan(session.store(), std::move(selection));
  if (!plan) {
    Error error = std::move(plan).error();
    if (options.facts_file && error.kind == ErrorKind::bad_data_file) {
      error = session.with_subject(std::move(error), options.facts_file->native());
    }
    return tl::make_unexpected(std::move(error));
  }
  if (const auto known = collector::check_contexts(options.selection); !known) {
    return tl::make_unexpected(session.told(known.error()));
  }

  // Packaging needs its own time; a run that is given less than twice that shares it evenly.
  const auto reserve = std::min<std::chrono::milliseconds>(k_packaging_reserve, options.limits.timeout / 2);
  const GatherOptions gathering{keep, options.limits, run_end.capped(run_end.left() - reserve), run_clock(),
                                options.profile};
  Gathered gathered = gather(**plan, session.redactor(), session.rules(), gathering, stop, progress);
  sweep(session, gathered, run_end);

  Diagnosis diagnosis;
  diagnosis.interrupted = stop.stop_requested();
  diagnosis.evidence = std::move(gathered.evidence);
  warn_of_stated_facts(session, facts, diagnosis.evidence);
  diagnosis.artifacts = std::move(gathered.artifacts);
  diagnosis.clean = std::move(gathered.clean);
  diagnosis.evidence.finished = run_clock();
  const auto recorded = (*plan)->recorded_at();
  diagnosis.evidence.as_of = options.as_of ? *options.as_of : recorded.value_or(diagnosis.evidence.finished);
  diagnosis.evidence.as_of_given = options.as_of.has_value() || recorded.has_value();

  diagnosis.verdict = session.rules().classify(diagnosis.evidence, {.latest_version = options.latest_version});
  return diagnosis;
}

}  // namespace sgw::app
