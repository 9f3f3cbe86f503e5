#include "src/triage/rule_examples.hpp"

#include "src/triage/artifact_facts.hpp"
#include "src/triage/derived_facts.hpp"
#include "src/triage/flattener.hpp"

namespace sgw::triage {

namespace {

void test_rule(const Rule& rule, const RuleSet& rules, std::vector<TriageExampleFailure>& failures) {
  for (const RuleExample& example : rule.fires) {
    if (!fires_on(rule, example, rules)) failures.push_back({rule.id, "fires", example.text});
  }
  for (const RuleExample& example : rule.silent) {
    if (fires_on(rule, example, rules)) failures.push_back({rule.id, "silent", example.text});
  }
}

}  // namespace

InstanceFacts example_facts(const RuleExample& example, const RuleSet& rules) {
  InstanceFacts facts;
  facts.instance.folder = SafeText("example");
  const BundlePath file = BundlePath() / "example";
  Flattener(facts.facts, file / "facts.json", FactOrigin::observed).add(example.facts, "");
  Flattener(facts.facts, file / "stated-facts.json", FactOrigin::stated).add(example.stated, "");
  LogReader reader(rules.patterns, file / "log");
  for (const SafeText& line : example.log) reader.add(line + "\n");
  LogSummary summary = reader.take();
  if (summary.last_time) facts.facts.add("log.last_time", {*summary.last_time, FactOrigin::observed, {}});
  merge_log(facts, std::move(summary));
  rules.stated.apply(facts.facts);
  const UtcTime as_of = example.as_of.value_or(rules.versions.date());
  std::vector<InstanceFacts> all;
  all.push_back(std::move(facts));
  derive_facts(all.front(), make_judgement(as_of, example.as_of.has_value(), {}, rules.versions, registry_answer(all)));
  return std::move(all.front());
}

bool fires_on(const Rule& rule, const RuleExample& example, const RuleSet& rules) {
  return evaluate(rule.when, example_facts(example, rules)).holds;
}

std::vector<TriageExampleFailure> test_examples(const RuleSet& rules) {
  std::vector<TriageExampleFailure> failures;
  for (const Rule& rule : rules.rules) test_rule(rule, rules, failures);
  return failures;
}

}  // namespace sgw::triage
