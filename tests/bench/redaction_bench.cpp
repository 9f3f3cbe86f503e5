#include "tests/bench/gate_run.hpp"

#include <benchmark/benchmark.h>

#include <string>

// MB/s of the whole gate, one thread: chunks in, masked batches out. Mind the share of lines with a secret.

namespace {

using namespace sgw;

constexpr std::size_t k_log_bytes = std::size_t{16} << 20;

void run(benchmark::State& state, const redaction::Redactor& redactor, const std::string& log, Format format) {
  bench::NullSink sink;
  const auto gate = redactor.gate(sink);
  for (auto _ : state) bench::pass(*gate, log, format);
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations()) * static_cast<std::int64_t>(log.size()));
}

void BM_GateText(benchmark::State& state) {
  const auto redactor = bench::make_redactor();
  run(state, redactor,
      bench::LogMaker().log(k_log_bytes, static_cast<std::size_t>(state.range(0)), bench::Lines::mixed), Format::text);
}
BENCHMARK(BM_GateText)->Arg(0)->Arg(2000)->Arg(20)->Unit(benchmark::kMillisecond);

void BM_GateJsonLines(benchmark::State& state) {
  const auto redactor = bench::make_redactor();
  run(state, redactor, bench::LogMaker().log(k_log_bytes, 0, bench::Lines::json), Format::jsonl);
}
BENCHMARK(BM_GateJsonLines)->Unit(benchmark::kMillisecond);

void BM_GateWithKnownValues(benchmark::State& state) {
  const auto redactor = bench::knowing(static_cast<std::size_t>(state.range(0)));
  run(state, redactor, bench::LogMaker().log(k_log_bytes, 2000, bench::Lines::mixed), Format::text);
}
BENCHMARK(BM_GateWithKnownValues)->Arg(0)->Arg(200)->Arg(1000)->Arg(10000)->Unit(benchmark::kMillisecond);

void BM_LoadAndSelfTest(benchmark::State& state) {
  for (auto _ : state) {
    const auto redactor = bench::make_redactor();
    if (!redactor.self_test()) state.SkipWithError("the self-test failed");
  }
}
BENCHMARK(BM_LoadAndSelfTest)->Unit(benchmark::kMillisecond);

}  // namespace
