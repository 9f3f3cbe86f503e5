#include "src/triage/rule_reader.hpp"

#include "src/triage/text_template.hpp"

#include <sgw_diag/json_repeats.hpp>

#include <algorithm>
#include <array>

namespace sgw::triage {

namespace {

template <class Value>
struct Word {
  std::string_view word;
  Value value;
};
constexpr std::array k_kinds{
    Word<RuleKind>{"cause", RuleKind::cause},
    Word<RuleKind>{"symptom", RuleKind::symptom},
    Word<RuleKind>{"advice", RuleKind::advice},
    Word<RuleKind>{"benign", RuleKind::benign},
};
constexpr std::array k_impacts{
    Word<Impact>{"none", Impact::none},
    Word<Impact>{"traffic", Impact::traffic},
    Word<Impact>{"degraded", Impact::degraded},
    Word<Impact>{"down", Impact::down},
};

template <class Value, class Words>
Value read_word(const SafeJson& json, const Words& words, Value fallback, DataProblems& problems) {
  if (!json.exists()) return fallback;
  for (const auto& [word, value] : words) {
    if (json.text_or("") == word) return value;
  }
  problems.add(json, "is no word that is known here");
  return fallback;
}

SafeName read_name(const SafeJson& json, DataProblems& problems) {
  const auto name = SafeName::parse(json.safe_text_or(""));
  if (!name) problems.add(json, "is no name");
  return name.value_or(SafeName());
}

RuleExample read_example(const SafeJson& json, DataProblems& problems) {
  RuleExample example;
  if (json.is_string()) {  // a line of a log
    example.text = json.safe_text_or("");
    example.log.push_back(example.text);
    return example;
  }
  problems.only_keys(json, {"facts", "stated", "log", "as_of"});
  example.text = json.safe_dump();
  example.facts = json["facts"];
  example.stated = json["stated"];
  example.log = problems.texts(json, "log");
  if (json["as_of"].exists()) {
    example.as_of = parse_time(json["as_of"].text_or(""));
    if (!example.as_of) problems.add(json["as_of"], "is no time");
  }
  return example;
}

// A member that is a list, if it is there at all.
std::vector<SafeJson> items_of(const SafeJson& json, DataProblems& problems) {
  if (json.exists() && !json.is_array()) problems.add(json, "a list was expected");
  return json.items();
}

void read_examples(const SafeJson& json, Rule& rule, DataProblems& problems) {
  problems.only_keys(json, {"fires", "silent"});
  for (const SafeJson& item : items_of(json["fires"], problems)) rule.fires.push_back(read_example(item, problems));
  for (const SafeJson& item : items_of(json["silent"], problems)) rule.silent.push_back(read_example(item, problems));
  if (rule.fires.empty() || rule.silent.empty()) problems.add(json, "needs an example for each of fires and silent");
}

MissingFact read_missing_fact(const SafeJson& json, DataProblems& problems) {
  return {problems.text(json, "fact"), problems.text(json, "how")};
}

void read_judgement(const SafeJson& json, const RuleContext& context, Rule& rule, DataProblems& problems) {
  const auto owner = parse_owner(json["owner"].text_or(""));
  if (!owner) problems.add(json["owner"], "is no owner");
  rule.owner = owner.value_or(Owner::undetermined);
  const auto confidence = parse_confidence(json["confidence"].text_or(""));
  if (!confidence) problems.add(json["confidence"], "is no confidence");
  rule.confidence = confidence.value_or(Confidence::low);
  rule.kind = read_word(json["kind"], k_kinds, RuleKind::cause, problems);
  rule.impact = read_word(json["impact"], k_impacts, Impact::none, problems);
  rule.clauses = problems.texts(json, "clauses");
  for (const SafeText& clause : rule.clauses) {
    if (!context.is_clause(clause.view())) problems.add(json["clauses"], "is no known clause", clause);
  }
  rule.image = json["image"].boolean_or(false);
  if (json["image"].exists() && !json["image"].is_boolean()) problems.add(json["image"], "is neither true nor false");
  if (const SafeJson fixed = json["fixed_in"]; fixed.exists()) {
    rule.fixed_in = Version::parse(fixed.text_or(""));
    if (!rule.fixed_in) problems.add(fixed, "is no version");
  }
  rule.fixed_in_fact = json["fixed_in_fact"].text_or("");
  if (json["fixed_in_fact"].exists() && !context.condition.vocabulary.knows(rule.fixed_in_fact))
    problems.add(json["fixed_in_fact"], "is no known fact");
}

void check_placeholders(const SafeJson& json, const SafeText& text, const ConditionContext& context,
                        DataProblems& problems) {
  for (const std::string& key : placeholders(text)) {
    if (!context.vocabulary.knows(key)) problems.add(json, "has a placeholder that is no known fact", text);
  }
}

void read_texts(const SafeJson& json, const RuleContext& context, Rule& rule, DataProblems& problems) {
  rule.category = problems.text(json, "category");
  rule.title = problems.text(json, "title");
  rule.says = problems.text(json, "says");
  rule.next_steps = problems.texts(json, "next_steps");
  if (rule.next_steps.empty()) problems.add(json, "needs at least one next step");
  rule.turns = problems.texts(json, "turns");
  check_placeholders(json["title"], rule.title, context.condition, problems);
  check_placeholders(json["says"], rule.says, context.condition, problems);
  for (const SafeText& step : rule.next_steps)
    check_placeholders(json["next_steps"], step, context.condition, problems);
}

Rule read_rule(const SafeJson& json, const SafeText& file, const RuleContext& context, DataProblems& problems) {
  problems.only_keys(
      json, {"id", "kind", "impact", "owner", "category", "clauses", "confidence", "high_when", "when", "title", "says",
             "next_steps", "turns", "explains", "image", "fixed_in", "fixed_in_fact", "missing", "examples"});
  Rule rule;
  rule.id = read_name(json["id"], problems);
  rule.file = file;
  rule.source = json;
  read_judgement(json, context, rule, problems);
  read_texts(json, context, rule, problems);
  rule.when = read_condition(json["when"], context.condition, problems);
  if (json["high_when"].exists()) rule.high_when = read_condition(json["high_when"], context.condition, problems);
  for (const SafeJson& item : items_of(json["explains"], problems)) rule.explains.push_back(read_name(item, problems));
  for (const SafeJson& item : items_of(json["missing"], problems))
    rule.missing.push_back(read_missing_fact(item, problems));
  read_examples(json["examples"], rule, problems);
  return rule;
}

// Which of two values was meant is not known, and one of them would be dropped without a word.
void add_repeated(const SafeJson& json, const std::vector<std::string>& repeated, DataProblems& problems) {
  if (std::find(repeated.begin(), repeated.end(), json.pointer()) != repeated.end())
    problems.add(json, "is there more than once");
  for (const auto& [key, member] : json.members()) add_repeated(member, repeated, problems);
  for (const SafeJson& item : json.items()) add_repeated(item, repeated, problems);
}

}  // namespace

Result<std::vector<Rule>> read_rules(const Resource& resource, const RuleContext& context, DataProblems& problems) {
  SGW_TRY(const SafeJson root, SafeJson::open(resource));
  const auto repeated = repeated_members(resource.bytes);
  if (!repeated.empty()) add_repeated(root, repeated, problems);
  problems.only_keys(root, {"rules"});
  if (!root["rules"].is_array()) problems.add(root, "needs a list of rules");
  std::vector<Rule> rules;
  for (const SafeJson& item : root["rules"].items()) {
    const std::size_t before = problems.count();
    Rule rule = read_rule(item, resource.name, context, problems);
    rule.sound = problems.count() == before;
    const auto same = [&](const Rule& other) { return other.id == rule.id; };
    if (std::any_of(rules.begin(), rules.end(), same)) problems.add(item["id"], "repeats a rule of this file", rule.id);
    rules.push_back(std::move(rule));
  }
  return rules;
}

Result<std::vector<MissingRule>> read_missing(const Resource& resource, const ConditionContext& context) {
  SGW_TRY(const SafeJson root, SafeJson::open(resource));
  DataProblems problems(resource.name);
  problems.only_keys(root, {"missing"});
  std::vector<MissingRule> rows;
  for (const SafeJson& item : root["missing"].items()) {
    problems.only_keys(item, {"fact", "how", "when"});
    rows.push_back({read_missing_fact(item, problems), read_condition(item["when"], context, problems)});
  }
  if (!problems.none()) return tl::make_unexpected(problems.error());
  return rows;
}

Result<std::vector<Clause>> read_clauses(const Resource& resource) {
  SGW_TRY(const SafeJson root, SafeJson::open(resource));
  DataProblems problems(resource.name);
  problems.only_keys(root, {"clauses"});
  std::vector<Clause> clauses;
  for (const SafeJson& item : root["clauses"].items()) {
    problems.only_keys(item, {"id", "owner", "title", "says"});
    clauses.push_back({problems.text(item, "id"), item["owner"].safe_text_or(""), problems.text(item, "title"),
                       problems.text(item, "says")});
  }
  if (!problems.none()) return tl::make_unexpected(problems.error());
  return clauses;
}

}  // namespace sgw::triage
