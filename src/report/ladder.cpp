#include "src/report/ladder.hpp"

#include <map>
#include <string>
#include <string_view>

namespace sgw::report {
namespace {

// The facts of one probe file, without their prefix.
using ProbeFacts = std::map<std::string, const triage::Fact*, std::less<>>;

SafeText text_of(const ProbeFacts& facts, std::string_view key) {
  const auto found = facts.find(key);
  return found == facts.end() ? SafeText() : triage::to_text(found->second->value).printable();
}

// "probe", or "probe_…": one of another destination.
bool is_probe(std::string_view name) { return name == "probe" || name.starts_with("probe_"); }

// Fact names do not tell one probe from another, the file that they are from does.
void sort_by_file(const triage::FactSet& facts, std::map<BundlePath, ProbeFacts>& probes) {
  for (const auto& [key, found] : facts.entries()) {
    const std::size_t dot = key.find('.');
    if (dot == std::string::npos || !is_probe(std::string_view(key).substr(0, dot))) continue;
    for (const triage::Fact& fact : found) {
      if (fact.origin != triage::FactOrigin::observed) continue;
      probes[fact.place.file].try_emplace(key.substr(dot + 1), &fact);
    }
  }
}

// " 12 ms" when the rung was timed.
SafeText took(const ProbeFacts& facts, std::string_view rung) {
  const SafeText ms = text_of(facts, std::string(rung) + ".ms");
  return ms.empty() ? SafeText() : " " + ms + " ms";
}

SafeText plain_rung(const ProbeFacts& facts, Literal label, std::string_view rung) {
  const SafeText status = text_of(facts, std::string(rung) + ".status");
  if (status.empty()) return {};
  if (status.view() == "skipped") return SafeText(label) + " –";
  if (status.view() == "ok") return SafeText(label) + " ✓" + took(facts, rung);
  if (status.view() == "partial") return SafeText(label) + " ✓ at some addresses only" + took(facts, rung);
  return SafeText(label) + " ✗ " + status + took(facts, rung);
}

SafeText proxy_rung(const ProbeFacts& facts) {
  const SafeText host = text_of(facts, "proxy.host");
  if (host.empty()) return {};
  const SafeText status = text_of(facts, "proxy.connect_status");
  const bool broken = text_of(facts, "first_broken").view() == "proxy";
  return "proxy " + host + (broken ? SafeText(" ✗") : SafeText(" ✓")) + (status.empty() ? SafeText() : " " + status);
}

SafeText http_rung(const ProbeFacts& facts) {
  const SafeText code = text_of(facts, "http.code");
  if (code.empty() || text_of(facts, "http.status").view() != "ok") return plain_rung(facts, "HTTP", "http");
  return "HTTP ✓ " + code + took(facts, "http");
}

void append(SafeText& rungs, const SafeText& rung) {
  if (rung.empty()) return;
  if (!rungs.empty()) rungs += " → ";
  rungs += rung;
}

Ladder ladder_of(const ProbeFacts& facts) {
  Ladder ladder;
  ladder.destination = text_of(facts, "destination");
  if (const SafeText port = text_of(facts, "port"); !port.empty()) ladder.destination += ":" + port;
  append(ladder.rungs, plain_rung(facts, "DNS", "dns"));
  append(ladder.rungs, plain_rung(facts, "TCP", "tcp"));
  append(ladder.rungs, proxy_rung(facts));
  append(ladder.rungs, plain_rung(facts, "TLS", "tls"));
  append(ladder.rungs, http_rung(facts));
  ladder.whole = text_of(facts, "first_broken").view() == "none";
  return ladder;
}

}  // namespace

std::vector<Ladder> ladders(const triage::Evidence& evidence) {
  std::map<BundlePath, ProbeFacts> probes;
  for (const triage::InstanceFacts& instance : evidence.facts) {
    sort_by_file(instance.facts, probes);
  }
  std::vector<Ladder> found;
  for (const auto& [file, facts] : probes) {
    if (Ladder ladder = ladder_of(facts); !ladder.rungs.empty()) found.push_back(std::move(ladder));
  }
  return found;
}

}  // namespace sgw::report
