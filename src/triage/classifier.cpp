#include "src/triage/classifier.hpp"

#include <algorithm>
#include <tuple>

namespace sgw::triage {

namespace {

Confidence lowered(Confidence confidence) {
  return confidence == Confidence::high ? Confidence::medium : Confidence::low;
}
Confidence at_most_medium(Confidence confidence) { return std::min(confidence, Confidence::medium); }

// Puts `clause` before the rule's own: a gate's decision is what the finding rests on first.
void put_clauses_first(std::vector<SafeText>& clauses, std::vector<SafeText> first) {
  for (const SafeText& clause : clauses) {
    if (std::find(first.begin(), first.end(), clause) == first.end()) first.push_back(clause);
  }
  clauses = std::move(first);
}

int step_of(Owner owner, bool by_update) {
  switch (owner) {
    case Owner::none:
      return 1;
    case Owner::customer:
      return 2;
    case Owner::shared:
      return by_update ? 4 : 2;
    case Owner::unsupported_version:
      return 3;
    case Owner::microsoft:
      return 5;
    case Owner::undetermined:
      return 6;
  }
  return 6;
}

bool is_stated(const FactSet& facts, std::string_view key) {
  const Fact* fact = facts.first(key);
  return fact != nullptr && fact->origin == FactOrigin::stated;
}

// A rule's own word comes first: one of the operator's may stand in for a shipped rule.
std::optional<Version> fix_of(const Rule& rule, const FactSet& facts, const VersionTable& table) {
  if (rule.fixed_in) return rule.fixed_in;
  if (const VersionTable::Fix* fix = table.fix_for(rule.id.view())) return fix->fixed_in;
  const auto text = rule.fixed_in_fact.empty() ? std::nullopt : facts.text(rule.fixed_in_fact);
  return text ? Version::parse(text->view()) : std::nullopt;
}

// Whether a newer release may be out that the table of releases is too old to know.
bool is_stale(const FactSet& facts) { return facts.boolean("version.stale").value_or(false); }

// Steps 3 and 4: what the version makes of a cause that lies, or may lie, in the image.
void apply_version(Fired& fired, const FactSet& facts, const Judgement& judgement) {
  const auto support = facts.text("version.support");
  const std::string_view word = support ? support->view() : std::string_view("unknown");
  const SafeText latest = facts.text("version.latest").value_or(SafeText("the latest release"));
  const auto number = facts.text("version.number");
  if (word == "unsupported") {
    fired.owner = Owner::unsupported_version;
    put_clauses_first(fired.clauses,
                      {facts.text("version.reason").value_or(SafeText("VER-WINDOW")), SafeText("RESP-SH-UPDATE")});
    fired.note = SafeText(" The image") + (number ? SafeText(" (") + *number + ")" : SafeText()) +
                 " is not a supported version, so support asks for an update first. Judged by " +
                 facts.text("version.basis").value_or(SafeText()) + ".";
    fired.first_steps.push_back(
        SafeText("Update the image to ") + latest +
        ", one replica or environment first; open a support request only if the problem persists there.");
    if (is_stated(facts, "version.support")) fired.confidence = at_most_medium(fired.confidence);
    if (is_stale(facts)) fired.confidence = lowered(fired.confidence);
    return;
  }
  const auto running = number ? Version::parse(number->view()) : std::nullopt;
  const auto fix = fix_of(*fired.rule, facts, *judgement.table);
  const bool out =
      fix && judgement.table->released_by(*fix, judgement.as_of_given ? judgement.as_of : judgement.table->date());
  if (running && out && older(*running, *fix).value_or(false)) {
    fired.owner = Owner::shared;
    fired.step = 4;
    put_clauses_first(fired.clauses, {SafeText("RESP-SH-UPDATE"), SafeText("VER-FIX")});
    fired.note = SafeText(" Release ") + fix->text() + " carries the fix; " + *number + " runs.";
    fired.first_steps.push_back(SafeText("Update to ") + fix->text() +
                                " or later, which carries the fix (latest known: " + latest + ").");
    if (is_stated(facts, "version.number")) fired.confidence = at_most_medium(fired.confidence);
    return;
  }
  // Of a line whose patches are not told apart, the running one may carry the fix already.
  const bool may_be_fixed = running && out && !older(*running, *fix);
  if (running && !may_be_fixed) {
    if (!is_stale(facts)) return;
    fired.confidence = lowered(fired.confidence);
    fired.note = SafeText(" That the version is still supported is judged by ") +
                 facts.text("version.basis").value_or(SafeText()) + ".";
    return;
  }
  fired.asks_version = true;
  fired.confidence = at_most_medium(fired.confidence);
}

std::optional<Fired> fire(const Rule& rule, const InstanceFacts& facts, std::size_t instance,
                          const Judgement& judgement) {
  Match match = evaluate(rule.when, facts);
  if (!match.holds) return std::nullopt;
  Fired fired{.rule = &rule,
              .instance = instance,
              .owner = rule.owner,
              .confidence = rule.confidence,
              .clauses = rule.clauses,
              .first_steps = {},
              .note = {},
              .places = std::move(match.places)};
  bool stated = match.stated;
  if (rule.high_when) {
    Match sure = evaluate(*rule.high_when, facts);
    if (sure.holds) {
      fired.confidence = Confidence::high;
      stated = stated || sure.stated;
      // What makes it sure is evidence too.
      std::move(sure.places.begin(), sure.places.end(), std::back_inserter(fired.places));
    }
  }
  if (stated) fired.confidence = at_most_medium(fired.confidence);
  if (rule.image) apply_version(fired, facts.facts, judgement);
  if (fired.step != 4) fired.step = step_of(fired.owner, false);
  return fired;
}

bool explains(const Rule& cause, const Rule& effect) {
  return std::find(cause.explains.begin(), cause.explains.end(), effect.id) != cause.explains.end();
}

// Causes that are shown, then a cause unknown on an unsupported version, then leads.
int group_of(const Fired& fired) {
  const bool shown = fired.confidence != Confidence::low;
  switch (fired.rule->kind) {
    case RuleKind::cause:
      return shown ? 0 : 2;
    case RuleKind::symptom:
      return fired.owner == Owner::unsupported_version && shown ? 1 : 3;
    case RuleKind::benign:
      return 4;
    case RuleKind::advice:
      return 5;
  }
  return 5;
}

auto rank_of(const Fired& fired) {
  return std::tuple(group_of(fired), -static_cast<int>(fired.rule->impact), fired.step,
                    -static_cast<int>(fired.confidence), fired.rule->id.view(), fired.instance);
}

bool says_all_is_well(const Fired& fired) {
  return fired.rule->kind == RuleKind::benign && fired.rule->category.view() == "healthy";
}

// Somebody's trouble, be its cause known or not.
bool is_trouble(const Fired& fired) {
  const bool wrong = fired.rule->kind == RuleKind::cause || fired.rule->kind == RuleKind::symptom;
  return wrong && fired.owner != Owner::none;
}

}  // namespace

bool ranks_before(const Fired& left, const Fired& right) { return rank_of(left) < rank_of(right); }

bool may_be_primary(const Fired& fired) {
  if (fired.caused_by != nullptr) return false;
  return fired.rule->kind != RuleKind::advice || fired.owner == Owner::unsupported_version;
}

std::vector<Fired> fire_rules(const RuleSet& rules, const InstanceFacts& facts, std::size_t instance,
                              const Judgement& judgement) {
  std::vector<Fired> found;
  for (const Rule& rule : rules.rules) {
    if (auto fired = fire(rule, facts, instance, judgement)) found.push_back(*std::move(fired));
  }
  // "The gateway is healthy" beside a fault of the same gateway would take the edge off the fault.
  if (std::any_of(found.begin(), found.end(), is_trouble)) std::erase_if(found, says_all_is_well);
  std::sort(found.begin(), found.end(), ranks_before);
  for (Fired& effect : found) {
    for (const Fired& cause : found) {
      if (!explains(*cause.rule, *effect.rule)) continue;
      effect.caused_by = cause.rule;
      break;
    }
  }
  return found;
}

}  // namespace sgw::triage
