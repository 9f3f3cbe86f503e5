#include "src/report/ruled_out.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <utility>

namespace sgw::report {

namespace {

struct Check {
  std::string_view key;
  std::string_view is;  // the fact's value in words
  Literal says;
  std::string_view shown;  // a fact that is put behind; empty: none
};

constexpr std::array k_checks = {
    Check{"token.expired", "false", "Token: it is not expired; it holds until ", "settings.token.expires"},
    Check{"settings.token.well_formed", "true", "Token: its form is right", ""},
    Check{"state.oom_killed", "false", "Memory: the engine reports no out-of-memory kill", ""},
    Check{"version.support", "supported", "Version: it is inside the support window: ", "version.number"},
    Check{"config.loaded", "true", "Configuration: the log shows that it was loaded", ""},
    Check{"status.configuration", "loaded", "Configuration: the status endpoint shows that it is loaded", ""},
};

// What probes showed of the way to the configuration endpoint. Keys are without "probe." and "probe_inside.".
struct WayCheck {
  std::string_view key;
  std::string_view is;
  Literal says;
  Literal before_shown;
  std::string_view shown;  // empty: none
};

constexpr std::array k_way_checks = {
    WayCheck{"dns.status", "ok", "Name resolution: the endpoint's name resolves", "", ""},
    WayCheck{"tcp.status", "ok", "Network: a TCP connection to the endpoint opens", ", ms: ", "tcp.ms"},
    WayCheck{"tls.status", "ok", "TLS: chain and host name hold", "; issuer ", "tls.issuer"},
    WayCheck{"reached_http", "true", "Endpoint: it answers", ", HTTP ", "http.code"},
};

bool holds(const triage::FactSet& facts, std::string_view key, std::string_view is) {
  const triage::Fact* fact = facts.first(key);
  return fact != nullptr && fact->origin != triage::FactOrigin::stated && triage::to_text(fact->value).view() == is;
}

template <class Predicate>
bool everywhere(const triage::Evidence& evidence, Predicate predicate) {
  return !evidence.facts.empty() && std::all_of(evidence.facts.begin(), evidence.facts.end(),
                                                [&](const triage::InstanceFacts& one) { return predicate(one.facts); });
}

std::string from_here(std::string_view key) { return "probe." + std::string(key); }
std::string from_inside(std::string_view key) { return "probe_inside." + std::string(key); }

// Where a gateway's own network was probed from, that alone tells what the gateway meets: a step that breaks there, or
// was not come to, is not ruled out by this host's view, and one that holds there is, whatever this host sees.
bool was_probed_inside(const triage::FactSet& facts) { return facts.first("probe_inside.dns.status") != nullptr; }

SafeText way_line(const triage::Evidence& evidence, const WayCheck& check) {
  const bool all_inside = everywhere(evidence, was_probed_inside);
  const bool none_inside = everywhere(evidence, [](const triage::FactSet& facts) { return !was_probed_inside(facts); });
  const bool here =
      everywhere(evidence, [&](const triage::FactSet& facts) { return holds(facts, from_here(check.key), check.is); });
  const bool rules_out = everywhere(evidence, [&](const triage::FactSet& facts) {
    return holds(facts, was_probed_inside(facts) ? from_inside(check.key) : from_here(check.key), check.is);
  });
  // Some that were seen from inside and some from here alone, which this host's view does not join.
  if (!rules_out || (!all_inside && !here)) return {};
  const triage::FactSet& shown_of = evidence.facts.front().facts;
  const triage::Fact* shown =
      check.shown.empty() ? nullptr : shown_of.first(here ? from_here(check.shown) : from_inside(check.shown));
  if (!check.shown.empty() && shown == nullptr) return {};
  SafeText line(check.says);
  if (none_inside) {
    line += SafeText(Literal(" from this host"));
  } else if (!all_inside) {
    line += SafeText(Literal(" from this host, and from inside where that was probed"));
  } else {
    line += SafeText(here ? Literal(" from this host and from inside the gateway's network")
                          : Literal(" from inside the gateway's network"));
  }
  if (shown != nullptr) line += SafeText(check.before_shown) + triage::to_text(shown->value).printable();
  return line;
}

}  // namespace

std::vector<SafeText> ruled_out(const triage::Evidence& evidence) {
  std::vector<SafeText> found;
  for (const WayCheck& check : k_way_checks) {
    if (SafeText line = way_line(evidence, check); !line.empty()) found.push_back(std::move(line));
  }
  for (const Check& check : k_checks) {
    if (!everywhere(evidence, [&](const triage::FactSet& facts) { return holds(facts, check.key, check.is); }))
      continue;
    const triage::Fact* shown = check.shown.empty() ? nullptr : evidence.facts.front().facts.first(check.shown);
    if (!check.shown.empty() && shown == nullptr) continue;
    SafeText line(check.says);
    if (shown != nullptr) line += triage::to_text(shown->value).printable();
    found.push_back(std::move(line));
  }
  return found;
}

}  // namespace sgw::report
