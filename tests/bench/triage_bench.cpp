#include "src/triage/fact_extractor.hpp"
#include "src/triage/rule_book.hpp"
#include "tests/bench/gate_run.hpp"

#include <benchmark/benchmark.h>

#include <chrono>
#include <cstdlib>
#include <ctime>
#include <string>

// What reading facts adds to the redaction of a log of 1 GiB: the same blocks through the gate to nowhere and through
// the gate to the fact extractor, in turn, so that what else the machine does hits both. "added" must be <= 0.30.

namespace sgw::triage {
namespace {

constexpr std::size_t k_block_bytes = std::size_t{32} << 20;
constexpr int k_blocks = 32;  // 1 GiB

const RuleBook& rules() {
  static const RuleBook book = [] {
    ResourceStore store;
    store.add(triage_data());
    auto loaded = RuleBook::load(store);
    if (!loaded) std::abort();
    return *std::move(loaded);
  }();
  return book;
}

double processor_seconds() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

// A gateway that cannot reach its endpoint and says so again and again: lines in which rules find something.
std::string failing_log() {
  const std::string poll =
      "2026-03-04T09:39:54.666071123Z stdout [Warn] 2026-03-04T09:39:54.666 [ConfigurationApiV2NotAvailable], message: "
      "The configuration V2 API is not reachable on https://contoso.configuration.azure-api.net/, exception: "
      "System.Net.Http.HttpRequestException: Name does not resolve (contoso.configuration.azure-api.net:443)\n"
      "   at System.Net.Http.HttpConnectionPool.ConnectToTcpHostAsync(String host, Int32 port)\n";
  bench::LogMaker maker;
  std::string text;
  while (text.size() < k_block_bytes) text += poll + maker.event_line() + maker.access_line();
  return text;
}

void add_triage(benchmark::State& state, const std::string& log) {
  const redaction::Redactor redactor = bench::make_redactor();
  const auto seconds = [&](RedactedSink& sink) {
    const auto gate = redactor.gate(sink);
    const double begin = processor_seconds();
    bench::pass(*gate, log, Format::text);
    return processor_seconds() - begin;
  };
  double redaction = 0;
  double both = 0;
  bool facts_first = false;
  bench::NullSink nowhere;
  FactExtractor facts(rules());
  seconds(facts);  // the automata of both grow with the lines they see: not counted
  for (auto _ : state) {
    if (facts_first) both += seconds(facts);
    redaction += seconds(nowhere);
    if (!facts_first) both += seconds(facts);
    facts_first = !facts_first;
  }
  const double bytes = static_cast<double>(state.iterations()) * static_cast<double>(log.size());
  state.counters["redact_MB/s"] = bytes / redaction / 1e6;
  state.counters["with_facts_MB/s"] = bytes / both / 1e6;
  state.counters["added"] = both / redaction - 1;
}

void BM_TriageOfABusyLog(benchmark::State& state) {
  add_triage(state, bench::LogMaker().log(k_block_bytes, 2000, bench::Lines::mixed));
}
BENCHMARK(BM_TriageOfABusyLog)->Iterations(k_blocks)->Unit(benchmark::kMillisecond);

void BM_TriageOfRequests(benchmark::State& state) {
  add_triage(state, bench::LogMaker().log(k_block_bytes, 2000, bench::Lines::json));
}
BENCHMARK(BM_TriageOfRequests)->Iterations(k_blocks)->Unit(benchmark::kMillisecond);

void BM_TriageOfAFailingGateway(benchmark::State& state) { add_triage(state, failing_log()); }
BENCHMARK(BM_TriageOfAFailingGateway)->Iterations(k_blocks)->Unit(benchmark::kMillisecond);

// The reading of facts alone: the same chunk, masked, again and again.
void BM_FactsOfAMaskedLog(benchmark::State& state) {
  const redaction::Redactor redactor = bench::make_redactor();
  const auto lines = state.range(0) == 0 ? bench::Lines::mixed : bench::Lines::json;
  const std::string log = state.range(0) == 2 ? failing_log() : bench::LogMaker().log(k_block_bytes, 2000, lines);
  const std::size_t end = log.rfind('\n', std::size_t{1} << 20) + 1;
  const RedactedBytes chunk = redactor.document(RawBytes(std::string_view(log).substr(0, end)), Format::text);
  FactExtractor facts(rules());
  ArtifactHeader header;
  header.role = Role::log;
  header.path = BundlePath() / "gateway.log";
  const auto entry = facts.open(header);
  for (auto _ : state) entry->write(chunk);
  entry->finish({}, {});
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations() * chunk.size()));
}
BENCHMARK(BM_FactsOfAMaskedLog)->Arg(0)->Arg(1)->Arg(2);

}  // namespace
}  // namespace sgw::triage
