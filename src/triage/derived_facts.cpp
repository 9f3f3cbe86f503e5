#include "src/triage/derived_facts.hpp"

#include "src/triage/derive.hpp"
#include "src/triage/derived_start.hpp"
#include "src/triage/derived_version.hpp"
#include "src/triage/file_order.hpp"
#include "src/triage/tier.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <string>

namespace sgw::triage {

namespace {

constexpr std::array<std::string_view, 8> k_load_events{
    "ConfigInitialSyncCompleted", "ConfigurationLoaded", "ConfigurationUpdated", "EventsSuccessfullyRestored",
    "EventSnapshotRestored",      "NoNewEvents",         "TenantStarted",        "OperationRouteTableRebuildCompleted"};
constexpr std::array<std::string_view, 3> k_failure_events{"ConfigInitialSyncFailed", "ConfigurationApiV2NotAvailable",
                                                           "GatewayStartup"};
constexpr std::chrono::minutes k_quiet{15};  // a poll runs every ten seconds: a failure that lasts comes again
constexpr std::chrono::hours k_settled{1};   // up for so long, a container is not in a restart loop any more

bool is_one_of(std::string_view name, const auto& names) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

// Other releases name the steps of a sync by the same pattern: "ConfigSyncFailed".
bool is_of_sync(std::string_view name) { return name.starts_with("Config") && name.find("Sync") != name.npos; }

bool loads(std::string_view name) {
  const bool done = name.ends_with("Succeeded") || name.ends_with("Completed");
  return is_one_of(name, k_load_events) || (is_of_sync(name) && done);
}

bool fails(std::string_view name) {
  return is_one_of(name, k_failure_events) || (is_of_sync(name) && name.ends_with("Failed"));
}

// Whether `left` was seen later than `right`: by time, else by line in the same file, else by the parts of a log.
bool later(const EventCount& left, const EventCount& right) {
  if (left.last_seen && right.last_seen && *left.last_seen != *right.last_seen)
    return *left.last_seen > *right.last_seen;
  if (left.last_place.file == right.last_place.file) return left.last_place.line > right.last_place.line;
  return is_older(right.last_place.file, left.last_place.file);
}

const EventCount* latest_of(const std::vector<EventCount>& events, const auto& counts) {
  const EventCount* found = nullptr;
  for (const EventCount& event : events) {
    if (counts(event.name.view()) && (found == nullptr || later(event, *found))) found = &event;
  }
  return found;
}

void derive_config(InstanceFacts& instance) {
  FactSet& facts = instance.facts;
  const EventCount* loaded = latest_of(instance.events, loads);
  const EventCount* failed = latest_of(instance.events, fails);
  const auto status = facts.text("status.configuration");
  if (loaded != nullptr) {
    put(facts, "config.loaded", true, FactOrigin::derived, loaded->last_place);
  } else if (status && status->view() == "loaded") {
    put(facts, "config.loaded", true, facts, "status.configuration");
  } else if (failed != nullptr || (status && status->view() == "not-loaded")) {
    put(facts, "config.loaded", false, FactOrigin::derived, failed != nullptr ? failed->last_place : Place());
  } else if (const auto sync = facts.text("config_sync")) {
    put(facts, "config.loaded", sync->view().starts_with("ok"), facts, "config_sync");
  }
  if (failed == nullptr) {
    // Polls every ten seconds, and not one that failed: the gateway reaches its endpoint, whatever a probe says.
    if (loaded != nullptr) put(facts, "config.failing", false, FactOrigin::derived, loaded->last_place);
    return;
  }
  const auto end = facts.time("log.last_time");
  const bool gone_quiet = failed->last_seen && end && *end - *failed->last_seen > k_quiet;
  const bool stopped = loaded != nullptr && later(*loaded, *failed);
  const bool over = gone_quiet && loaded != nullptr;
  put(facts, "config.failing", !stopped && !over, FactOrigin::derived, failed->last_place);
}

void derive_token(FactSet& facts, const Judgement& judgement) {
  const auto expires = facts.time("settings.token.expires");
  if (!expires) return;
  // The endpoint's clock is the one that judges the token; the local one may be wrong.
  const auto answered = facts.time("probe.http.date");
  const UtcTime now = judgement.as_of_given ? judgement.as_of : answered.value_or(judgement.as_of);
  const auto left = std::chrono::duration<double, std::ratio<86400>>(*expires - now).count();
  put(facts, "token.expired", *expires <= now, facts, "settings.token.expires");
  put(facts, "token.days_left", left, facts, "settings.token.expires");
}

Literal class_of_exit(std::int64_t code, bool oom) {
  if (oom) return "oom";
  switch (code) {
    case 0:
      return "clean";
    case 134:
      return "abort";
    case 137:
      return "killed";
    case 139:
      return "segfault";
    case 143:
      return "terminated";
    case 125:
    case 126:
    case 127:
      return "not-started";
    default:
      return "failure";
  }
}

void derive_exit(FactSet& facts) {
  const bool oom = facts.boolean("state.oom_killed").value_or(false);
  const auto code = facts.number("state.exit_code");
  const bool running =
      facts.boolean("state.running").value_or(false) && !facts.boolean("state.restarting").value_or(false);
  const auto status = facts.text("state.status");
  const bool never_ran = status && status->view() == "created";
  if (oom) {
    put(facts, "exit.class", SafeText(class_of_exit(137, true)), facts, "state.oom_killed");
  } else if (code && !running && !(never_ran && *code == 0.0)) {
    put(facts, "exit.class", SafeText(class_of_exit(static_cast<std::int64_t>(*code), false)), facts,
        "state.exit_code");
  } else if (const Fact* event = facts.first("events.exit_code");
             event != nullptr && facts.number("state.restart_count").value_or(0) > 0) {
    const auto last = facts.all("events.exit_code").back();
    if (const auto* number = std::get_if<std::int64_t>(&last.value)) {
      put(facts, "exit.class", SafeText(class_of_exit(*number, false)), FactOrigin::derived, last.place);
    }
  }
}

// Restarts that lie long back say nothing of today.
void derive_settled(FactSet& facts, const Judgement& judgement) {
  const auto started = facts.time("state.started_at");
  const bool running =
      facts.boolean("state.running").value_or(false) && !facts.boolean("state.restarting").value_or(false);
  if (started && running)
    put(facts, "state.settled", judgement.as_of - *started > k_settled, facts, "state.started_at");
}

std::string lower_case(std::string_view text) {
  std::string word(text);
  std::transform(word.begin(), word.end(), word.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return word;
}

void derive_tier(FactSet& facts) {
  const auto tier = facts.text("tier");
  if (!tier) return;
  const auto supported = tier_has_gateway(tier->view());
  if (supported) put(facts, "tier.supported", *supported, facts, "tier");
}

void derive_gateway(FactSet& facts) {
  const auto inside = facts.text("settings.token.gateway_id");
  const auto named = facts.text("settings.settings.gateway.name.value");
  if (inside && named)
    put(facts, "token.gateway_mismatch", lower_case(inside->view()) != lower_case(named->view()), facts,
        "settings.token.gateway_id");  // names of Azure resources are the same in any case
}

// The name of a setting in the pointer "/settings/<name>/problems…".
SafeText setting_of(const Place& place) {
  const std::string_view pointer = place.pointer.view();
  const std::size_t end = pointer.rfind("/problems");
  if (end == std::string_view::npos || end == 0) return {};
  const std::size_t start = pointer.rfind('/', end - 1);
  if (start == std::string_view::npos) return {};
  return place.pointer.part(start + 1, end - start - 1);
}

// "config.service.endpoint: quoted": what is wrong with which setting, in one list.
void derive_mistakes(FactSet& facts) {
  std::vector<Fact> found;
  for (const auto& [key, elements] : facts.entries()) {
    const bool known = key.starts_with("settings.settings.") && key.ends_with(".problems");
    const bool unknown = key.starts_with("settings.unknown.") && key.ends_with(".problem");
    if (!known && !unknown) continue;
    const std::string name_key = key.substr(0, key.rfind('.')) + ".name";
    for (Fact fact : elements) {
      const SafeText name = known ? setting_of(fact.place) : facts.text(name_key).value_or(SafeText());
      fact.value = name + ": " + to_text(fact.value);
      fact.origin = FactOrigin::derived;
      found.push_back(std::move(fact));
    }
  }
  for (Fact& fact : found) facts.add("settings.mistakes", std::move(fact));
}

void derive_ratios(FactSet& facts) {
  const double limit = facts.number("state.limits.memory_bytes").value_or(0);
  const auto used = facts.number("state.usage.memory_bytes");
  if (used && limit > 0) put(facts, "memory.used_percent", *used * 100 / limit, facts, "state.usage.memory_bytes");
  const auto throttled = facts.number("state.usage.cpu_throttled_periods");
  const double periods = facts.number("state.usage.cpu_periods").value_or(0);
  if (throttled && periods >= 100) {
    put(facts, "cpu.throttled_percent", *throttled * 100 / periods, facts, "state.usage.cpu_throttled_periods");
  }
}

void derive_probe(FactSet& facts) {
  for (const std::string prefix : {"probe", "probe_inside"}) {
    const std::string code = prefix + ".http.code";
    // A portal or a filter on the way answers in the endpoint's place.
    const auto by = facts.text(prefix + ".http.answered_by");
    if (by && (by->view() == "proxy" || by->view() == "gateway-in-between")) continue;
    if (facts.first(code) != nullptr) put(facts, prefix + ".reached_http", true, facts, code);
  }
  // What the gateway's own network shows counts before what this host sees.
  for (const std::string prefix : {"probe", "probe_inside"}) {
    const std::string search = prefix + ".dns.search.";
    const auto answered = facts.text(search + "answered");
    if (answered && facts.boolean(search + "shadowed") == true)
      put(facts, "endpoint.search_name", *answered, facts, search + "answered");
  }
}

// What the log itself says of what it is: whether a gateway wrote it, and which errors in it nobody knows.
void derive_log(InstanceFacts& instance) {
  constexpr std::size_t max_named = 8;
  FactSet& facts = instance.facts;
  std::size_t named = 0;
  for (const EventCount& event : instance.events) {
    // Names in brackets of our own are of lines that others write as well: the runtime, a shell.
    const std::string_view name = event.name.view();
    const bool is_of_gateway = !name.starts_with('(') || name == "(startup banner)";
    if (is_of_gateway) put(facts, "log.of_gateway", true, FactOrigin::derived, event.first_place);
    const bool is_bad = event.level.view() == "error" || event.level.view() == "fatal";
    if (!is_of_gateway || event.known || !is_bad || ++named > max_named) continue;
    // How often, not the name: that is the file's word, which is withheld with it. Its place quotes it.
    const auto count = static_cast<std::int64_t>(std::min<std::uint64_t>(event.count, INT64_MAX));
    facts.add("log.unknown_errors", {count, FactOrigin::derived, event.first_place});
  }
}

// The release that carries the fixes of all the CVEs that a scanner reported, if each is known and out.
void derive_scan(FactSet& facts, const Judgement& judgement) {
  std::optional<Version> newest;
  const auto& cves = facts.all("scan.cves");
  for (const Fact& fact : cves) {
    const auto fixed = judgement.table->fixed_in(to_text(fact.value).view());
    if (!fixed || !judgement.table->released_by(*fixed, judgement.as_of)) return;
    if (!newest || older(*newest, *fixed).value_or(false)) newest = fixed;
  }
  if (!newest) return;
  put(facts, "scan.fixed_in", newest->text(), facts, "scan.cves");
  const auto running = Version::parse(facts.text("version.number").value_or(SafeText()).view());
  if (running) put(facts, "scan.fixed_here", !older(*running, *newest).value_or(true), facts, "scan.cves");
}

}  // namespace

void derive_facts(InstanceFacts& instance, const Judgement& judgement) {
  FactSet& facts = instance.facts;
  facts.erase("settings.mistakes");
  for (const auto* derived : {"scan.fixed_in", "scan.fixed_here", "log.of_gateway", "log.unknown_errors"})
    facts.erase(derived);
  derive_config(instance);
  derive_log(instance);
  derive_token(facts, judgement);
  derive_exit(facts);
  derive_settled(facts, judgement);
  derive_start(facts);
  derive_tier(facts);
  derive_gateway(facts);
  derive_mistakes(facts);
  derive_ratios(facts);
  derive_probe(facts);
  derive_version(facts, judgement);
  derive_registry(facts);
  derive_scan(facts, judgement);
}

}  // namespace sgw::triage
