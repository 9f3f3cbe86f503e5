#include "src/triage/rule_book.hpp"

#include "src/triage/classifier.hpp"
#include "src/triage/derived_drift.hpp"
#include "src/triage/rule_examples.hpp"
#include "src/triage/rule_loader.hpp"

#include <algorithm>

#include "embedded/triage_data.hpp"

namespace sgw::triage {

std::span<const EmbeddedFile> triage_data() { return embedded::triage_data(); }

struct RuleBook::State {
  RuleSet rules;
};

RuleBook::RuleBook(std::unique_ptr<State> state) : state_(std::move(state)) {}
RuleBook::RuleBook(RuleBook&&) noexcept = default;
RuleBook& RuleBook::operator=(RuleBook&&) noexcept = default;
RuleBook::~RuleBook() = default;

Result<RuleBook> RuleBook::load(const ResourceStore& store) {
  SGW_TRY(RuleSet rules, load_rules(store));
  return RuleBook(std::make_unique<State>(State{std::move(rules)}));
}

Verdict RuleBook::classify(Evidence& evidence, const JudgeOptions& options) const {
  const RuleSet& rules = state_->rules;
  for (InstanceFacts& facts : evidence.facts) rules.stated.apply(facts.facts);
  const Judgement judgement =
      make_judgement(evidence.as_of, evidence.as_of_given, options, rules.versions, registry_answer(evidence.facts));
  for (InstanceFacts& facts : evidence.facts) derive_facts(facts, judgement);
  derive_drift(evidence.facts);
  return judge_evidence(rules, evidence, judgement);
}

std::vector<TriageRuleInfo> RuleBook::rules() const {
  std::vector<TriageRuleInfo> infos;
  const auto texts = [](const std::vector<RuleExample>& examples) {
    std::vector<SafeText> result;
    result.reserve(examples.size());
    for (const RuleExample& example : examples) result.push_back(example.text);
    return result;
  };
  for (const Rule& rule : state_->rules.rules) {
    infos.push_back({rule.id, rule.file, rule.owner, rule.clauses, rule.confidence, rule.category, rule.title,
                     rule.says, describe(rule.when), rule.next_steps, texts(rule.fires), texts(rule.silent)});
  }
  return infos;
}

const std::vector<GivenRules>& RuleBook::given() const { return state_->rules.given; }
std::vector<Clause> RuleBook::clauses() const { return state_->rules.clauses; }

std::optional<Clause> RuleBook::clause(std::string_view id) const {
  const auto& clauses = state_->rules.clauses;
  const auto found =
      std::find_if(clauses.begin(), clauses.end(), [&](const Clause& one) { return one.id.view() == id; });
  return found == clauses.end() ? std::nullopt : std::optional(*found);
}

std::vector<TriageExampleFailure> RuleBook::test_examples() const { return triage::test_examples(state_->rules); }
UtcTime RuleBook::version_table_date() const { return state_->rules.versions.date(); }
SafeText RuleBook::latest_known_version() const { return state_->rules.versions.latest().text(); }
bool RuleBook::knows_stated_fact(std::string_view key) const { return state_->rules.vocabulary.knows_stated(key); }
StatedType RuleBook::stated_type(std::string_view key) const { return state_->rules.vocabulary.stated_type(key); }
const LogPatterns& RuleBook::log_patterns() const { return state_->rules.patterns; }

}  // namespace sgw::triage
