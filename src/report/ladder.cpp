#include "src/report/ladder.hpp"

#include <algorithm>
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

struct Probe {
  ProbeFacts facts;
  SafeText inside;  // the gateway from whose own network it was probed; empty for this host
};

// "probe", or "probe_…": one of another destination.
bool is_probe(std::string_view name) { return name == "probe" || name.starts_with("probe_"); }
bool is_inside(std::string_view name) { return name == "probe_inside" || name.starts_with("probe_inside_"); }

// Fact names do not tell one probe from another, the file that they are from does.
void sort_by_file(const triage::InstanceFacts& instance, std::map<BundlePath, Probe>& probes) {
  for (const auto& [key, found] : instance.facts.entries()) {
    const std::size_t dot = key.find('.');
    if (dot == std::string::npos || !is_probe(std::string_view(key).substr(0, dot))) continue;
    const bool inside = is_inside(std::string_view(key).substr(0, dot));
    for (const triage::Fact& fact : found) {
      if (fact.origin != triage::FactOrigin::observed) continue;
      Probe& probe = probes[fact.place.file];
      probe.facts.try_emplace(key.substr(dot + 1), &fact);
      if (inside) probe.inside = instance.instance.name.printable();
    }
  }
}

// " 12 ms" when the rung was timed.
SafeText took(const ProbeFacts& facts, std::string_view rung) {
  const SafeText ms = text_of(facts, std::string(rung) + ".ms");
  return ms.empty() ? SafeText() : " " + ms + " ms";
}

// ", 3 of 20 lost" of a rung that held at times only.
SafeText lost(const ProbeFacts& facts, std::string_view rung) {
  const std::string of = "statistics." + std::string(rung);
  const SafeText failed = text_of(facts, of + ".failed");
  if (failed.empty() || failed.view() == "0" || text_of(facts, of + ".min_ms").empty()) return {};
  return ", " + failed + " of " + text_of(facts, of + ".tried") + " lost";
}

bool is(const ProbeFacts& facts, std::string_view key, std::string_view wanted) {
  return text_of(facts, key).view() == wanted;
}

// Statuses that say what happened say it alone; this one has a reason.
SafeText why(const ProbeFacts& facts, std::string_view rung, const SafeText& status) {
  const SafeText reason = text_of(facts, std::string(rung) + ".reason");
  return status.view() != "handshake-failed" || reason.empty() ? SafeText() : " (" + reason + ")";
}

SafeText plain_rung(const ProbeFacts& facts, Literal label, std::string_view rung) {
  const SafeText status = text_of(facts, std::string(rung) + ".status");
  if (status.empty()) return {};
  if (status.view() == "skipped") return SafeText(label) + " –";
  if (status.view() == "ok") return SafeText(label) + " ✓" + took(facts, rung) + lost(facts, rung);
  if (status.view() == "partial")
    return SafeText(label) + " ✓ at some addresses only" + took(facts, rung) + lost(facts, rung);
  return SafeText(label) + " ✗ " + status + why(facts, rung, status) + took(facts, rung);
}

SafeText dns_rung(const ProbeFacts& facts) {
  if (!is(facts, "dns.status", "ok")) return plain_rung(facts, "DNS", "dns");
  Literal how = "";
  if (is(facts, "dns.sinkhole", "true")) {
    how = " but a sinkhole";
  } else if (is(facts, "dns.origin", "hosts-file")) {
    how = " by the hosts file";
  }
  return SafeText(Literal("DNS ✓")) + SafeText(how) + took(facts, "dns") + lost(facts, "dns");
}

// The common name of "CN=Corp Proxy CA,O=Contoso", else all of it. A comma within a name stands behind a backslash.
SafeText issuer_name(const ProbeFacts& facts) {
  SafeText issuer = text_of(facts, "tls.issuer");
  const std::string_view text = issuer.view();
  std::size_t begin = text.find("CN=");
  if (begin == std::string_view::npos) return issuer;
  begin += 3;
  std::size_t end = begin;
  while (end < text.size() && text[end] != ',') end += text[end] == '\\' ? 2 : 1;
  return issuer.part(begin, std::min(end, text.size()) - begin);
}

bool is_replaced(const ProbeFacts& facts) { return is(facts, "tls.signed_by", "interceptor"); }

SafeText tls_rung(const ProbeFacts& facts) {
  const bool replaced = is_replaced(facts);
  const SafeText name = issuer_name(facts);
  if (!replaced || name.empty()) return plain_rung(facts, "TLS", "tls");
  const bool trusted = text_of(facts, "tls.status").view() == "ok";
  return SafeText(trusted ? Literal("TLS ✓ but re-signed by \"") : Literal("TLS ✗ re-signed by \"")) + name + "\"" +
         took(facts, "tls");
}

SafeText proxy_rung(const ProbeFacts& facts) {
  const SafeText host = text_of(facts, "proxy.host");
  if (host.empty() && is(facts, "proxy.no_proxy.exempt", "true")) return {Literal("proxy – by NO_PROXY")};
  if (host.empty()) return {};
  const SafeText status = text_of(facts, "proxy.connect_status");
  const SafeText word = text_of(facts, "proxy.status");
  const bool held = word.empty() ? text_of(facts, "first_broken").view() != "proxy" : word.view() == "ok";
  const bool untried = word.view() == "none" || word.view() == "unsupported";
  const Literal mark = untried ? Literal(" –") : held ? Literal(" ✓") : Literal(" ✗");
  // Why there was no answer, where there is none.
  const SafeText how = status.empty() && !held && !untried ? word : status;
  // The first that it offers: proxies name the one first that they would rather have.
  const SafeText scheme = status.view() == "407" ? text_of(facts, "proxy.auth_schemes") : SafeText();
  return "proxy " + host + mark + (how.empty() ? SafeText() : " " + how) +
         (scheme.empty() ? SafeText() : " (" + scheme + ")");
}

bool is_portal(const ProbeFacts& facts) { return is(facts, "http.captive_portal", "true"); }

// An answer of any other code proves that the way is open.
bool is_error(const ProbeFacts& facts) {
  const SafeText code = text_of(facts, "http.code");
  return is_portal(facts) || (code.view().size() == 3 && code.view().front() == '5');
}

// ", clock off by 3600 s" of a clock so far off that it is a finding of its own.
SafeText clock(const ProbeFacts& facts) {
  constexpr std::int64_t k_most_seconds = 300;
  const auto found = facts.find("http.clock_skew_seconds");
  const auto* skew = found == facts.end() ? nullptr : std::get_if<std::int64_t>(&found->second->value);
  if (skew == nullptr || (*skew <= k_most_seconds && *skew >= -k_most_seconds)) return {};
  return ", clock off by " + triage::to_text(*skew).printable() + " s";
}

SafeText http_rung(const ProbeFacts& facts) {
  const SafeText code = text_of(facts, "http.code");
  if (code.empty() || !is(facts, "http.status", "ok")) return plain_rung(facts, "HTTP", "http");
  // A portal's answer breaks the rung. A server error does not: whoever made it was reached, and `first_broken` is
  // none.
  const bool portal = is_portal(facts);
  const Literal mark = portal ? Literal("HTTP ✗ ") : is_error(facts) ? Literal("HTTP ✓ but ") : Literal("HTTP ✓ ");
  const Literal whose = portal ? Literal(" of a portal") : Literal("");
  return SafeText(mark) + code + SafeText(whose) + took(facts, "http") + clock(facts);
}

// It is tried beside the climb, and worth a word only when it breaks.
SafeText transfer_rung(const ProbeFacts& facts) {
  return is(facts, "first_broken", "transfer") ? plain_rung(facts, "large transfer", "transfer") : SafeText();
}

// Nothing is broken, and yet somebody has to see to something.
bool needs_a_look(const ProbeFacts& facts) {
  return is_error(facts) || is_replaced(facts) || !clock(facts).empty() || facts.contains("statistics.flapping") ||
         is(facts, "tcp.status", "partial");
}

void append(SafeText& rungs, const SafeText& rung) {
  if (rung.empty()) return;
  if (!rungs.empty()) rungs += " → ";
  rungs += rung;
}

Ladder ladder_of(const Probe& probe) {
  const ProbeFacts& facts = probe.facts;
  Ladder ladder;
  ladder.destination = text_of(facts, "destination");
  if (const SafeText port = text_of(facts, "port"); !port.empty()) ladder.destination += ":" + port;
  if (!probe.inside.empty()) ladder.destination += " from inside " + probe.inside;
  append(ladder.rungs, dns_rung(facts));
  append(ladder.rungs, plain_rung(facts, "TCP", "tcp"));
  append(ladder.rungs, proxy_rung(facts));
  append(ladder.rungs, tls_rung(facts));
  append(ladder.rungs, http_rung(facts));
  append(ladder.rungs, transfer_rung(facts));
  ladder.whole = text_of(facts, "first_broken").view() == "none";
  return ladder;
}

bool rests_on(const triage::Finding& finding, const BundlePath& file) {
  return std::any_of(finding.evidence.begin(), finding.evidence.end(),
                     [&](const triage::Place& place) { return place.file == file; });
}

// " (customer, RESP-CU-NETWORK; also NOSUP-CLOSED)" by the weightiest finding that rests on the probe.
SafeText whose(const triage::Verdict& verdict, const BundlePath& file) {
  for (const triage::Finding& finding : verdict.findings) {
    if (finding.owner == triage::Owner::none || !rests_on(finding, file)) continue;
    SafeText text = " (" + SafeText(to_literal(finding.owner));
    for (std::size_t i = 0; i < finding.clauses.size(); ++i)
      text += SafeText(i == 0 ? Literal(", ") : i == 1 ? Literal("; also ") : Literal(", ")) + finding.clauses[i];
    return text + ")";
  }
  return {};
}

}  // namespace

std::vector<Ladder> ladders(const triage::Evidence& evidence, const triage::Verdict& verdict) {
  std::map<BundlePath, Probe> probes;
  for (const triage::InstanceFacts& instance : evidence.facts) {
    sort_by_file(instance, probes);
  }
  std::vector<Ladder> found;
  for (const auto& [file, probe] : probes) {
    Ladder ladder = ladder_of(probe);
    if (ladder.rungs.empty()) continue;
    if (!ladder.whole || needs_a_look(probe.facts)) ladder.rungs += whose(verdict, file);
    found.push_back(std::move(ladder));
  }
  return found;
}

}  // namespace sgw::report
