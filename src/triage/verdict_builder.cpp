#include "src/triage/classifier.hpp"
#include "src/triage/place_spread.hpp"
#include "src/triage/text_template.hpp"

#include <algorithm>
#include <functional>
#include <iterator>
#include <map>
#include <string>

namespace sgw::triage {

namespace {

constexpr std::size_t k_max_evidence = 8;  // places of one finding
constexpr std::size_t k_max_missing = 4;
constexpr std::size_t k_max_clauses = 8;

// A finding of the verdict with what the choice of the primary one needs.
struct Merged {
  Finding finding;
  Fired fired;                             // of the first instance
  std::vector<std::vector<Place>> places;  // of the first instances that have any: as many as there is room for
};

template <class Value>
void add_once(std::vector<Value>& values, const Value& value) {
  if (std::find(values.begin(), values.end(), value) == values.end()) values.push_back(value);
}

Finding make_finding(const Fired& fired, const InstanceFacts& facts) {
  Finding finding;
  const Rule& rule = *fired.rule;
  finding.rule = rule.id;
  finding.owner = fired.owner;
  finding.category = rule.category;
  finding.clauses = fired.clauses;
  finding.confidence = fired.confidence;
  finding.title = fill(rule.title, facts.facts);
  finding.says = fill(rule.says, facts.facts) + fired.note;
  finding.next_steps = fired.first_steps;
  for (const SafeText& step : rule.next_steps) add_once(finding.next_steps, fill(step, facts.facts));
  if (fired.caused_by != nullptr) finding.caused_by = fired.caused_by->id;
  return finding;
}

void add_instance(Merged& merged, const Fired& fired, const InstanceFacts& facts) {
  add_once(merged.finding.instances, facts.instance.folder);
  merged.finding.confidence = std::max(merged.finding.confidence, fired.confidence);
  // An instance gives one place before another gives its second.
  if (merged.places.size() >= k_max_evidence) return;
  std::vector<Place> fresh;
  const auto is_known = [&](const Place& place) {
    const auto holds = [&](const std::vector<Place>& places) {
      return std::any_of(places.begin(), places.end(), [&](const Place& other) { return same_place(place, other); });
    };
    return holds(fresh) || std::any_of(merged.places.begin(), merged.places.end(), holds);
  };
  for (const Place& place : fired.places) {
    if (!is_known(place)) fresh.push_back(place);
  }
  if (!fresh.empty()) merged.places.push_back(std::move(fresh));
}

// As many places of each instance as there is room for, the weightiest first: no instance hides the others.
std::vector<Place> evidence_of(const std::vector<std::vector<Place>>& instances) {
  std::vector<std::size_t> taken(instances.size(), 0);
  std::size_t room = k_max_evidence;
  for (bool more = true; room > 0 && more;) {
    more = false;
    for (std::size_t index = 0; index < instances.size() && room > 0; ++index) {
      if (taken[index] == instances[index].size()) continue;
      ++taken[index];
      --room;
      more = true;
    }
  }
  std::vector<Place> evidence;
  for (std::size_t index = 0; index < instances.size(); ++index) {
    for (std::size_t place = 0; place < taken[index]; ++place) evidence.push_back(instances[index][place]);
  }
  return evidence;
}

std::vector<Merged> merge(const std::vector<Fired>& fired, const std::vector<InstanceFacts>& facts) {
  std::vector<Merged> merged;
  for (const Fired& one : fired) {
    const auto same = std::find_if(merged.begin(), merged.end(), [&](const Merged& other) {
      return other.fired.rule == one.rule && other.fired.owner == one.owner && other.fired.caused_by == one.caused_by;
    });
    if (same == merged.end()) {
      merged.push_back({make_finding(one, facts[one.instance]), one, {}});
      add_instance(merged.back(), one, facts[one.instance]);
    } else {
      add_instance(*same, one, facts[one.instance]);
    }
  }
  for (Merged& one : merged) one.finding.evidence = evidence_of(one.places);
  return merged;
}

// Every finding once: each that stands by itself, followed by its effects.
std::vector<Finding> in_order(const std::vector<Merged>& merged, const Merged* primary) {
  std::vector<Finding> result;
  std::vector<bool> placed(merged.size(), false);
  const std::function<void(std::size_t)> place = [&](std::size_t index) {
    if (placed[index]) return;
    placed[index] = true;
    result.push_back(merged[index].finding);
    for (std::size_t other = 0; other < merged.size(); ++other) {
      if (merged[other].fired.caused_by == merged[index].fired.rule) place(other);
    }
  };
  if (primary != nullptr) place(static_cast<std::size_t>(primary - merged.data()));
  for (std::size_t index = 0; index < merged.size(); ++index) {
    if (merged[index].fired.caused_by == nullptr) place(index);
  }
  for (std::size_t index = 0; index < merged.size(); ++index) place(index);
  return result;
}

SafeText instance_note(const Finding& finding, std::size_t all) {
  if (all < 2 || finding.instances.empty()) return {};
  if (finding.instances.size() == all) return SafeText(" (all ") + SafeText(all) + " instances)";
  SafeText text(" (");
  for (std::size_t index = 0; index < finding.instances.size() && index < 3; ++index) {
    if (index > 0) text += SafeText(", ");
    text += finding.instances[index];
  }
  if (finding.instances.size() > 3) text += SafeText(", …");
  return text + ")";
}

// Problems that are shown, are no effect of the first, and belong to somebody else.
std::vector<const Merged*> conflicts(const std::vector<Merged>& merged, const Merged& primary) {
  std::vector<const Merged*> found;
  for (const Merged& other : merged) {
    const bool another = &other != &primary && other.fired.caused_by == nullptr &&
                         other.fired.rule->kind == RuleKind::cause && other.finding.owner != primary.finding.owner &&
                         other.finding.confidence != Confidence::low;
    if (another) found.push_back(&other);
  }
  return found;
}

// Instances that a verdict is about.
using Members = std::vector<const InstanceFacts*>;

void ask_for_missing(const RuleSet& rules, const Members& members, Verdict& verdict) {
  for (const MissingRule& row : rules.missing) {
    if (verdict.missing.size() >= k_max_missing) return;
    const auto wanting = [&](const InstanceFacts* facts) { return evaluate(row.when, *facts).holds; };
    const bool known = std::any_of(verdict.missing.begin(), verdict.missing.end(),
                                   [&](const MissingFact& other) { return other.fact == row.missing.fact; });
    if (!known && std::any_of(members.begin(), members.end(), wanting)) verdict.missing.push_back(row.missing);
  }
}

void take_primary(const Merged& primary, const std::vector<Merged>& merged, std::size_t instances, Verdict& verdict) {
  const Finding& finding = primary.finding;
  verdict.owner = finding.owner;
  verdict.category = finding.category;
  verdict.confidence = finding.confidence;
  verdict.clauses = finding.clauses;
  verdict.clauses.resize(std::min(verdict.clauses.size(), k_max_clauses));
  verdict.next_steps = finding.next_steps;
  verdict.primary = finding.rule;
  verdict.summary = finding.title + instance_note(finding, instances) + ". " + finding.says;
  for (const Merged* other : conflicts(merged, primary)) {
    verdict.summary += SafeText(" Besides, and with another owner (") + SafeText(to_literal(other->finding.owner)) +
                       "): " + other->finding.title + instance_note(other->finding, instances) + ".";
    verdict.conflicts.push_back(other->finding.rule);
  }
  verdict.missing = primary.fired.rule->missing;
}

void say_undetermined(const RuleSet& rules, const Members& members, Verdict& verdict) {
  verdict.category = SafeText("undetermined");
  verdict.clauses = {SafeText("RESP-CU-DIAG")};
  ask_for_missing(rules, members, verdict);
  verdict.summary = SafeText("The evidence does not decide whose the problem is.");
  if (!verdict.missing.empty()) verdict.summary += SafeText(" What would: ") + verdict.missing.front().fact + ".";
  for (const MissingFact& missing : verdict.missing) verdict.next_steps.push_back(missing.how);
}

// `fired` is in order of rank and names instances of `facts`; all of them are among `members`.
Verdict judge(const RuleSet& rules, const std::vector<Fired>& fired, const std::vector<InstanceFacts>& facts,
              const Members& members) {
  const std::vector<Merged> merged = merge(fired, facts);
  const auto first =
      std::find_if(merged.begin(), merged.end(), [](const Merged& one) { return may_be_primary(one.fired); });
  Verdict verdict;
  const Merged* primary = first == merged.end() ? nullptr : &*first;
  if (primary == nullptr) {
    say_undetermined(rules, members, verdict);
  } else {
    take_primary(*primary, merged, members.size(), verdict);
    if (primary->fired.asks_version) {
      verdict.missing.push_back(
          {SafeText("which image version runs"),
           SafeText("Name the tag (--facts with \"tag\"), or keep the start of the log: the banner has the version.")});
    }
    const bool open = verdict.owner == Owner::undetermined || verdict.confidence == Confidence::low;
    if (open && verdict.owner != Owner::none) ask_for_missing(rules, members, verdict);
  }
  verdict.findings = in_order(merged, primary);
  return verdict;
}

// Nothing was collected of it.
Verdict without_gateways(const ClusterRecord& cluster) {
  Verdict verdict;
  verdict.category = SafeText("undetermined");
  if (cluster.problem.empty()) {
    verdict.summary = SafeText("No gateway was found in this cluster.");
    verdict.next_steps = {SafeText("Name the gateways' namespace with -n, or look in all of them with -A.")};
  } else {
    verdict.summary = SafeText("Nothing could be read of this cluster: ") + cluster.problem + ".";
    verdict.next_steps = {SafeText("Make the cluster answer this host, then collect again with its --context.")};
  }
  return verdict;
}

ClusterVerdict judge_cluster(const RuleSet& rules, const ClusterRecord& cluster, const std::vector<Fired>& fired,
                             const std::vector<InstanceFacts>& facts) {
  ClusterVerdict result{cluster.context, {}, {}};
  const auto is_there = [&](const InstanceFacts& one) {
    return one.facts.text("kubernetes.context") == std::optional(cluster.context);
  };
  Members members;
  for (const InstanceFacts& one : facts) {
    if (!is_there(one)) continue;
    members.push_back(&one);
    result.instances.push_back(one.instance.folder);
  }
  std::vector<Fired> there;
  std::copy_if(fired.begin(), fired.end(), std::back_inserter(there),
               [&](const Fired& one) { return is_there(facts[one.instance]); });
  result.verdict = members.empty() ? without_gateways(cluster) : judge(rules, there, facts, members);
  return result;
}

// Each once, by name: those that were looked into, and those that gateways say they run in.
std::vector<ClusterRecord> clusters_of(const Evidence& evidence) {
  std::map<std::string, ClusterRecord, std::less<>> found;
  for (const ClusterRecord& cluster : evidence.clusters)
    found.try_emplace(std::string(cluster.context.view()), cluster);
  for (const InstanceFacts& one : evidence.facts) {
    const auto context = one.facts.text("kubernetes.context");
    if (context) found.try_emplace(std::string(context->view()), ClusterRecord{*context, {}});
  }
  std::vector<ClusterRecord> clusters;
  for (auto& [name, cluster] : found) clusters.push_back(std::move(cluster));
  return clusters;
}

}  // namespace

Verdict judge_evidence(const RuleSet& rules, const Evidence& evidence, const Judgement& judgement) {
  std::vector<Fired> fired;
  Members all;
  for (std::size_t index = 0; index < evidence.facts.size(); ++index) {
    all.push_back(&evidence.facts[index]);
    for (Fired& one : fire_rules(rules, evidence.facts[index], index, judgement)) fired.push_back(std::move(one));
  }
  std::sort(fired.begin(), fired.end(), ranks_before);
  Verdict verdict = judge(rules, fired, evidence.facts, all);
  const std::vector<ClusterRecord> clusters = clusters_of(evidence);
  if (clusters.size() < 2) return verdict;
  for (const ClusterRecord& cluster : clusters) {
    verdict.clusters.push_back(judge_cluster(rules, cluster, fired, evidence.facts));
  }
  return verdict;
}

}  // namespace sgw::triage
