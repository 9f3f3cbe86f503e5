#include "src/report/document.hpp"
#include "src/triage/fact_extractor.hpp"
#include "src/triage/rule_book.hpp"

#include <sgw_diag/limits.hpp>

#include <benchmark/benchmark.h>
#include <cstdlib>

namespace sgw::triage {
namespace {

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

// A chunk of a busy gateway's log: records of calls, and the poll now and then.
RedactedBytes busy_chunk() {
  const SafeText call(
      "2026-11-23T16:44:57.071123456Z stdout [Info] 2026-11-23T04:44:57.071 [GatewayLogs], isRequestSuccess: True, "
      "totalTime: 16, category: "
      "GatewayLogs, callerIpAddress: 203.0.113.10, timeGenerated: 2026-11-23T04:44:57.071, region: edge-lab, "
      "correlationId: "
      "00000000-0000-0000-0000-000000000001, method: GET, url: https://api.example.com/orders/1, backendResponseCode: "
      "200, responseCode: 200, "
      "responseSize: 512, cache: none, backendTime: 11, apiId: orders-api, operationId: get-order, clientProtocol: "
      "HTTP/1.1\n");
  const SafeText poll(
      "2026-11-23T16:44:58.071123456Z stdout [Info] 2026-11-23T04:44:58.071 [NoNewEvents], source: EntityEventLoop\n");
  report::Document document = report::Document::text();
  for (std::size_t size = 0; size < k_chunk_bytes; size += 20 * call.view().size() + poll.view().size()) {
    for (int number = 0; number < 20; ++number) document.add(call);
    document.add(poll);
  }
  return document.take();
}

void extract_facts(benchmark::State& state) {
  const RedactedBytes chunk = busy_chunk();
  FactExtractor extractor(rules());
  ArtifactHeader header;
  header.role = Role::log;
  header.path = BundlePath() / "current.log";
  const auto entry = extractor.open(header);
  for (auto _ : state) entry->write(chunk);
  entry->finish({}, {});
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations() * chunk.size()));
}
BENCHMARK(extract_facts);

}  // namespace
}  // namespace sgw::triage
