#include "src/report/ruled_out.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace sgw::report {

namespace {

struct Check {
  std::string_view key;
  std::string_view is;  // the fact's value in words
  Literal says;
  std::string_view shown;  // a fact that is put behind; empty: none
};

constexpr std::array k_checks = {
    Check{"probe.dns.status", "ok", "Name resolution: the endpoint's name resolves from this host", ""},
    Check{"probe.tcp.status", "ok", "Network: a TCP connection to the endpoint opens, ms: ", "probe.tcp.ms"},
    Check{"probe.tls.status", "ok", "TLS: chain and host name hold; issuer ", "probe.tls.issuer"},
    Check{"probe.reached_http", "true", "Endpoint: it answers, HTTP ", "probe.http.code"},
    Check{"token.expired", "false", "Token: it is not expired; it holds until ", "settings.token.expires"},
    Check{"settings.token.well_formed", "true", "Token: its form is right", ""},
    Check{"state.oom_killed", "false", "Memory: the engine reports no out-of-memory kill", ""},
    Check{"version.support", "supported", "Version: it is inside the support window: ", "version.number"},
    Check{"config.loaded", "true", "Configuration: the log shows that it was loaded", ""},
    Check{"status.configuration", "loaded", "Configuration: the status endpoint shows that it is loaded", ""},
};

bool holds(const triage::FactSet& facts, const Check& check) {
  const triage::Fact* fact = facts.first(check.key);
  return fact != nullptr && fact->origin != triage::FactOrigin::stated &&
         triage::to_text(fact->value).view() == check.is;
}

}  // namespace

std::vector<SafeText> ruled_out(const triage::Evidence& evidence) {
  std::vector<SafeText> found;
  for (const Check& check : k_checks) {
    const bool everywhere = !evidence.facts.empty() &&
                            std::all_of(evidence.facts.begin(), evidence.facts.end(),
                                        [&](const triage::InstanceFacts& one) { return holds(one.facts, check); });
    if (!everywhere) continue;
    const triage::Fact* shown = check.shown.empty() ? nullptr : evidence.facts.front().facts.first(check.shown);
    if (!check.shown.empty() && shown == nullptr) continue;
    SafeText line(check.says);
    if (shown != nullptr) line += triage::to_text(shown->value).printable();
    found.push_back(std::move(line));
  }
  return found;
}

}  // namespace sgw::report
