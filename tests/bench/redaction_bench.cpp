#include "tests/bench/log_maker.hpp"

#include <sgw_diag/redaction.hpp>

#include <benchmark/benchmark.h>

#include <string>

// MB/s of the whole gate, one thread: chunks in, masked batches out. Mind the share of lines with a secret.

namespace {

using namespace sgw;

constexpr std::size_t k_log_bytes = std::size_t{16} << 20;

class NullEntry : public RedactedEntry {
 public:
  void write(const RedactedBytes& chunk) override { benchmark::DoNotOptimize(chunk.size()); }
  void finish(const Outcome&, const std::vector<RedactionNote>&) override {}
};

class NullSink : public RedactedSink {
 public:
  void add_instance(const Instance&) override {}
  std::unique_ptr<RedactedEntry> open(const ArtifactHeader&) override { return std::make_unique<NullEntry>(); }
  void remark(const Remark&) override {}
  void call(const Call&) override {}
};

redaction::Redactor make_redactor() {
  ResourceStore store;
  store.add(redaction::packs());
  auto redactor = redaction::Redactor::load(store, {});
  if (!redactor) std::abort();
  return *std::move(redactor);
}

void run(benchmark::State& state, const redaction::Redactor& redactor, const std::string& log, Format format) {
  NullSink sink;
  const auto gate = redactor.gate(sink);
  for (auto _ : state) {
    RawHeader header;
    header.format = format;
    const auto entry = gate->open(std::move(header));
    for (std::size_t at = 0; at < log.size(); at += k_chunk_bytes) {
      entry->write(RawBytes(std::string_view(log).substr(at, k_chunk_bytes)));
    }
    entry->finish(RawOutcome::complete());
  }
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations()) * static_cast<std::int64_t>(log.size()));
}

void BM_GateText(benchmark::State& state) {
  const auto redactor = make_redactor();
  run(state, redactor,
      bench::LogMaker().log(k_log_bytes, static_cast<std::size_t>(state.range(0)), bench::Lines::mixed), Format::text);
}
BENCHMARK(BM_GateText)->Arg(0)->Arg(2000)->Arg(20)->Unit(benchmark::kMillisecond);

void BM_GateJsonLines(benchmark::State& state) {
  const auto redactor = make_redactor();
  run(state, redactor, bench::LogMaker().log(k_log_bytes, 0, bench::Lines::json), Format::jsonl);
}
BENCHMARK(BM_GateJsonLines)->Unit(benchmark::kMillisecond);

void BM_GateWithKnownValues(benchmark::State& state) {
  const auto redactor = make_redactor();
  bench::LogMaker maker;
  for (int i = 0; i < state.range(0); ++i)
    redactor.learn(RawText(maker.random(16 + static_cast<std::size_t>(i) % 72)), "known");
  run(state, redactor, maker.log(k_log_bytes, 2000, bench::Lines::mixed), Format::text);
}
BENCHMARK(BM_GateWithKnownValues)->Arg(0)->Arg(200)->Arg(1000)->Arg(10000)->Unit(benchmark::kMillisecond);

void BM_LoadAndSelfTest(benchmark::State& state) {
  for (auto _ : state) {
    const auto redactor = make_redactor();
    if (!redactor.self_test()) state.SkipWithError("the self-test failed");
  }
}
BENCHMARK(BM_LoadAndSelfTest)->Unit(benchmark::kMillisecond);

}  // namespace
