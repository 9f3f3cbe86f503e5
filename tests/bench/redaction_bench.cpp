#include <sgw_diag/redaction.hpp>

#include <benchmark/benchmark.h>

#include <array>
#include <random>
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

class LogMaker {
 public:
  std::string random(std::size_t size,
                     std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789") {
    std::string text;
    for (std::size_t i = 0; i < size; ++i) text += alphabet[engine_() % alphabet.size()];
    return text;
  }
  std::string hex(std::size_t size) { return random(size, "0123456789abcdef"); }
  std::string guid() { return hex(8) + "-" + hex(4) + "-" + hex(4) + "-" + hex(4) + "-" + hex(12); }
  std::string address() {
    return "10." + std::to_string(engine_() % 4) + "." + std::to_string(engine_() % 16) + "." +
           std::to_string(engine_() % 256);
  }

  std::string secret_line() {
    switch (engine_() % 5) {
      case 0:
        return "[Error]2026-03-04T09:14:12.369 [Auth], exception: 401 GatewayKey gw1&202612232355&" + random(86) +
               "==\n";
      case 1:
        return "[Info] 2026-03-04T09:39:54.666 [GatewayLogs], url: https://api.example/e?subscription-key=" + hex(32) +
               "&x=1\n";
      case 2:
        return "[Info] 2026-03-04T09:39:54.666 [Event], header: Authorization: Bearer eyJ" + random(20) + ".eyJ" +
               random(80) + "." + random(43) + "\n";
      case 3:
        return "[Warn] 2026-03-04T09:39:54.666 [Db], connection: Server=db;User Id=sa;Password=" + random(16) +
               ";Encrypt=yes\n";
      default:
        return "[Info] 2026-03-04T09:39:54.666 [Blob], url: https://x.blob.core.windows.net/c?se=2026-12-23&sig=" +
               random(43) + "%3D\n";
    }
  }

  std::string event_line() {
    return "2026-03-04T09:39:54.666071123Z stdout [Info] 2026-03-04T09:39:54.666 [ConfigurationSync], message: secret "
           "rotation check passed, "
           "cookie header removed, region: southeastasia, duration: " +
           std::to_string(engine_() % 1000) + ", correlationId: " + guid() + ", source: Poller\n";
  }
  std::string access_line() {
    return R"({"level":"Informational","timestamp":"2026-03-04T14:14:12.3622319Z","eventType":"GatewayLogs","correlationId":")" +
           guid() + R"(","method":"GET","url":"https://api.contoso.example/orders/)" + std::to_string(engine_()) +
           R"(?page=2","callerIpAddress":")" + address() + R"(","responseCode":200,"totalTime":)" +
           std::to_string(engine_() % 900) +
           R"(,"backendUrl":"https://backend.contoso.example/v2/orders","apiId":"orders","operationId":"get-order","clientProtocol":"HTTP/1.1"})"
           "\n";
  }
  std::string exception_lines() {
    std::string text =
        "[Error]2026-03-04T09:14:12.369 [Unhandled], exception: System.Net.Http.HttpRequestException: Connection "
        "refused (" +
        address() + ":443)\n";
    for (int i = 0; i < 12; ++i) {
      text +=
          "   at System.Net.Http.HttpConnectionPool.ConnectAsync(HttpRequestMessage request, CancellationToken "
          "cancellationToken) in D:\\a\\1\\s\\src\\Pool.cs:line " +
          std::to_string(i) + "\n";
    }
    return text + "System.Net.Http, Version=4.2.2.0, Culture=neutral, PublicKeyToken=b03f5f7f11d50a3a\n";
  }

  // One line in `every` holds a secret; 0: none.
  std::string log(std::size_t every, bool json_only) {
    std::string text;
    std::size_t line = 0;
    while (text.size() < k_log_bytes) {
      if (every != 0 && ++line % every == 0) text += secret_line();
      const auto kind = json_only ? 60 : engine_() % 1000;
      if (kind < 15 && !json_only) {
        text += exception_lines();
      } else if (json_only || kind < 430) {
        text += access_line();
      } else {
        text += event_line();
      }
    }
    return text;
  }

 private:
  std::mt19937 engine_{7};
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
  run(state, redactor, LogMaker().log(static_cast<std::size_t>(state.range(0)), false), Format::text);
}
BENCHMARK(BM_GateText)->Arg(0)->Arg(2000)->Arg(20)->Unit(benchmark::kMillisecond);

void BM_GateJsonLines(benchmark::State& state) {
  const auto redactor = make_redactor();
  run(state, redactor, LogMaker().log(0, true), Format::jsonl);
}
BENCHMARK(BM_GateJsonLines)->Unit(benchmark::kMillisecond);

void BM_GateWithKnownValues(benchmark::State& state) {
  const auto redactor = make_redactor();
  LogMaker maker;
  for (int i = 0; i < state.range(0); ++i)
    redactor.learn(RawText(maker.random(16 + static_cast<std::size_t>(i) % 72)), "known");
  run(state, redactor, maker.log(2000, false), Format::text);
}
BENCHMARK(BM_GateWithKnownValues)->Arg(200)->Unit(benchmark::kMillisecond);

void BM_LoadAndSelfTest(benchmark::State& state) {
  for (auto _ : state) {
    const auto redactor = make_redactor();
    if (!redactor.self_test()) state.SkipWithError("the self-test failed");
  }
}
BENCHMARK(BM_LoadAndSelfTest)->Unit(benchmark::kMillisecond);

}  // namespace
