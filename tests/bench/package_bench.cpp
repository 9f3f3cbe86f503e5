#include "src/package/bundle.hpp"
#include "src/verify/known_forms.hpp"
#include "src/verify/leak_check.hpp"
#include "src/verify/literal_scanner.hpp"
#include "tests/package/redacted_from.hpp"
#include "tests/support/temp_dir.hpp"

#include <benchmark/benchmark.h>

#include <cstdlib>
#include <random>
#include <string>
#include <vector>

// MB/s of what happens to a log behind the gate: spooled, packed in each format, searched in the finished archive.

namespace {

using namespace sgw;

constexpr std::size_t k_log_bytes = std::size_t{32} << 20;

std::string random_word(std::mt19937& random, std::size_t length) {
  std::string word;
  while (word.size() < length) word += "abcdefghijkmnopqrstuvwxyzABCDEFGHKLMNPQRSTUVWXYZ23456789"[random() % 55];
  return word;
}

std::string hex_digits(std::mt19937& random, std::size_t length) {
  std::string word;
  while (word.size() < length) word += "0123456789abcdef"[random() % 16];
  return word;
}

// Lines like a gateway's request log, one in eight with an exception or in JSON.
const std::string& gateway_log() {
  static const std::string log = [] {
    std::mt19937 random(5);
    std::string text;
    while (text.size() < k_log_bytes) {
      text += "2026-11-23T16:44:57.071123456Z stdout ";
      const std::string id =
          hex_digits(random, 8) + "-" + hex_digits(random, 4) + "-4d21-9b1c-" + hex_digits(random, 12);
      if (random() % 8 == 0) {
        text += R"({"level":"Info","correlationId":")" + id +
                R"(","message":"Heartbeat \u0022ok\u0022 from <redacted:ip:)" + hex_digits(random, 8) +
                R"(>","durationMs":)" + std::to_string(random() % 900) + "}\n";
      } else {
        text += "[Info] 2026-11-23T16:44:57.071 [GatewayLogs], isRequestSuccess: True, totalTime: " +
                std::to_string(random() % 900) + ", category: GatewayLogs, callerIpAddress: 203.0.113." +
                std::to_string(random() % 255) + ", correlationId: " + id +
                ", method: GET, url: https://gateway.contoso.example/orders/" + std::to_string(random() % 90000) +
                ", responseCode: 200, cache: none\n";
      }
    }
    return text;
  }();
  return log;
}

const RedactedBytes& redacted_log() {
  static const RedactedBytes log = test::redacted_from(gateway_log());
  return log;
}

package::Spool spooled() {
  package::Spool spool(package::SpoolKind::lines, std::uint64_t{1} << 30);
  const RedactedBytes& log = redacted_log();
  for (std::size_t at = 0; at < log.size(); at += std::size_t{256} << 10) {
    if (!spool.add(log.part(at, std::size_t{256} << 10))) std::abort();
  }
  if (!spool.finish()) std::abort();
  return spool;
}

void set_rate(benchmark::State& state) {
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(gateway_log().size()));
}

void spool_write_and_digest(benchmark::State& state) {
  redacted_log();
  for (auto _ : state) benchmark::DoNotOptimize(spooled().size());
  set_rate(state);
}
BENCHMARK(spool_write_and_digest)->Unit(benchmark::kMillisecond);

void bundle_write(benchmark::State& state, package::ArchiveFormat format) {
  const package::Spool spool = spooled();
  const test::TempDir folder;
  const package::BundleOptions options{.target = folder / "b",
                                       .format = format,
                                       .root = SafeText("root"),
                                       .mtime = {},
                                       .max_size = std::uint64_t{1} << 30};
  const std::vector<package::BundleItem> items = {{BundlePath() / "current.log", &spool}};
  std::uint64_t bytes = 1;
  for (auto _ : state) {
    const auto pending = package::PendingBundle::write(options, items);
    if (!pending) std::abort();
    bytes = pending->bytes();
  }
  set_rate(state);
  state.counters["ratio"] = static_cast<double>(spool.size()) / static_cast<double>(bytes);
}
BENCHMARK_CAPTURE(bundle_write, tar_gz, package::ArchiveFormat::tar_gz)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK_CAPTURE(bundle_write, tar_zst, package::ArchiveFormat::tar_zst)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK_CAPTURE(bundle_write, zip, package::ArchiveFormat::zip)->Unit(benchmark::kMillisecond)->UseRealTime();

void leak_check(benchmark::State& state) {
  std::mt19937 random(9);
  std::vector<RawText> known;
  for (int index = 0; index < state.range(0); ++index) known.emplace_back(random_word(random, 16 + random() % 72));
  for (auto _ : state) {
    verify::LeakCheck check(known);
    check.begin("root/current.log");
    check.add(gateway_log());
    check.end();
    if (!check.leaks().empty()) std::abort();
  }
  set_rate(state);
}
BENCHMARK(leak_check)->Arg(0)->Arg(20)->Arg(200)->Unit(benchmark::kMillisecond);

void known_values_alone(benchmark::State& state) {
  std::mt19937 random(9);
  std::vector<std::string> literals;
  for (int index = 0; index < state.range(0); ++index) {
    for (auto& form : verify::known_forms(random_word(random, 16 + random() % 72))) literals.push_back(std::move(form));
  }
  const verify::LiteralScanner scanner(literals);
  for (auto _ : state) benchmark::DoNotOptimize(scanner.find(gateway_log(), 0).size());
  set_rate(state);
  state.counters["literals"] = static_cast<double>(literals.size());
}
BENCHMARK(known_values_alone)->Arg(20)->Arg(200)->Unit(benchmark::kMillisecond);

}  // namespace
