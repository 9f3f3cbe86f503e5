#include "src/triage/rule_book.hpp"

#include "src/triage/classifier.hpp"
#include "src/triage/condition_words.hpp"
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

namespace {

Literal kind_word(RuleKind kind) {
  switch (kind) {
    case RuleKind::cause:
      return "cause";
    case RuleKind::symptom:
      return "symptom";
    case RuleKind::advice:
      return "advice";
    case RuleKind::benign:
      return "benign";
  }
  return "";
}

Literal impact_word(Impact impact) {
  switch (impact) {
    case Impact::none:
      return "none";
    case Impact::traffic:
      return "traffic";
    case Impact::degraded:
      return "degraded";
    case Impact::down:
      return "down";
  }
  return "";
}

std::vector<SafeText> texts_of(const std::vector<RuleExample>& examples) {
  std::vector<SafeText> result;
  result.reserve(examples.size());
  for (const RuleExample& example : examples) result.push_back(example.text);
  return result;
}

TriageRuleInfo info_of(const Rule& rule, const RuleSet& all) {
  TriageRuleInfo info;
  info.id = rule.id;
  info.file = rule.file;
  info.owner = rule.owner;
  info.clauses = rule.clauses;
  info.confidence = rule.confidence;
  info.category = rule.category;
  info.title = rule.title;
  info.says = rule.says;
  info.next_steps = rule.next_steps;
  info.turns = rule.turns;
  info.when = describe(rule.when);
  info.fires = texts_of(rule.fires);
  info.silent = texts_of(rule.silent);
  info.kind = kind_word(rule.kind);
  info.impact = impact_word(rule.impact);
  info.ends = what_ends(rule.when);
  if (rule.high_when) {
    info.sure_when = describe(*rule.high_when);
    info.sure_words = in_words(*rule.high_when);
  }
  info.explains = rule.explains;
  for (const Rule& other : all.rules) {
    const bool is_cause = std::find(other.explains.begin(), other.explains.end(), rule.id) != other.explains.end();
    if (is_cause) info.explained_by.push_back(other.id);
  }
  info.missing = rule.missing;
  info.image = rule.image;
  if (rule.fixed_in) info.fixed_in = rule.fixed_in->text();
  info.given =
      std::any_of(all.given.begin(), all.given.end(), [&](const GivenRules& given) { return given.file == rule.file; });
  return info;
}

}  // namespace

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
  for (const Rule& rule : state_->rules.rules) infos.push_back(info_of(rule, state_->rules));
  return infos;
}

std::optional<TriageRuleInfo> RuleBook::rule(const SafeName& id) const {
  for (const Rule& rule : state_->rules.rules) {
    if (rule.id == id) return info_of(rule, state_->rules);
  }
  return std::nullopt;
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
