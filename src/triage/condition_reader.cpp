#include "src/triage/condition_reader.hpp"

#include "src/triage/expression_problem.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace sgw::triage {

namespace {

struct GroupWord {
  std::string_view word;
  Condition::Kind kind;
};
constexpr std::array k_groups{
    GroupWord{"all", Condition::Kind::all},
    GroupWord{"any", Condition::Kind::any},
    GroupWord{"none", Condition::Kind::none},
};

SafeText scalar_text(const SafeJson& json) { return json.is_string() ? json.safe_text_or("") : json.safe_dump(); }

void read_texts(const SafeJson& json, FactTest& test, SafeText& words, DataProblems& problems) {
  if (const SafeJson is = json["is"]; is.exists()) {
    test.in.emplace_back(scalar_text(is).view());
    words += " is " + scalar_text(is);
  }
  if (const SafeJson in = json["in"]; in.exists()) {
    words += " is one of";
    for (const SafeJson& item : in.items()) {
      test.in.emplace_back(scalar_text(item).view());
      words += " " + scalar_text(item);
    }
    if (test.in.empty()) problems.add(in, "needs at least one value");
  }
  if (const SafeJson matches = json["matches"]; matches.exists()) {
    const std::string text = matches.text_or("");
    if (!text.empty()) test.matches = TextPattern::compile(text);
    words += " matches " + scalar_text(matches);
    if (!test.matches) add_expression_problem(matches, problems);
  }
}

void read_numbers(const SafeJson& json, FactTest& test, SafeText& words, DataProblems& problems) {
  const auto number = [&](std::string_view key, Literal word) {
    const SafeJson value = json[key];
    if (value.exists() && !value.is_number()) problems.add(value, "is no number");
    if (value.exists()) words += SafeText(word) + value.safe_dump();
    return value.number();
  };
  test.below = number("below", " is below ");
  test.above = number("above", " is above ");
  const auto version = [&](std::string_view key, Literal word) {
    const SafeJson value = json[key];
    const auto parsed = Version::parse(value.text_or(""));
    if (value.exists() && !parsed) problems.add(value, "is no version");
    if (value.exists()) words += SafeText(word) + scalar_text(value);
    return parsed;
  };
  test.version_below = version("version_below", " is a version before ");
  test.version_from = version("version_from", " is a version from ");
}

void read_fact(const SafeJson& json, const ConditionContext& context, DataProblems& problems, Condition& condition) {
  problems.only_keys(json,
                     {"fact", "is", "in", "matches", "below", "above", "version_below", "version_from", "exists"});
  condition.kind = Condition::Kind::fact;
  const SafeText key = problems.text(json, "fact");
  condition.fact.key = std::string(key.view());
  if (!key.empty() && !context.vocabulary.knows(key.view())) problems.add(json["fact"], "is no known fact", key);
  condition.words = key;
  read_texts(json, condition.fact, condition.words, problems);
  read_numbers(json, condition.fact, condition.words, problems);
  condition.fact.exists = json["exists"].boolean();
  if (json["exists"].exists() && !condition.fact.exists) problems.add(json["exists"], "is neither true nor false");
  if (condition.fact.exists)
    condition.words += *condition.fact.exists ? SafeText(" is known") : SafeText(" is not so, or not known");
  const auto& test = condition.fact;
  const bool tests = test.exists || !test.in.empty() || test.below || test.above || test.matches ||
                     test.version_below || test.version_from;
  if (!tests) problems.add(json, "tests nothing");
}

void read_count(const SafeJson& json, DataProblems& problems, Condition& condition) {
  const SafeJson count = json["min_count"];
  if (!count.exists()) return;
  if (count.integer_or(0) < 1) problems.add(count, "is no count");
  condition.min_count = static_cast<std::uint64_t>(std::max<std::int64_t>(1, count.integer_or(1)));
  condition.words += ", at least " + count.safe_dump() + " times";
}

void read_percent(const SafeJson& json, DataProblems& problems, Condition& condition) {
  const SafeJson percent = json["min_percent"];
  if (!percent.exists()) return;
  const std::int64_t number = percent.integer_or(0);
  if (number < 1 || number > 100) return problems.add(percent, "is not between 1 and 100");
  if (condition.pattern.empty()) return problems.add(percent, "needs a text: all records of an event are its records");
  condition.min_percent = static_cast<std::uint64_t>(number);
  condition.words += ", in at least " + percent.safe_dump() + " % of its records";
}

void read_log(const SafeJson& json, const ConditionContext& context, DataProblems& problems, Condition& condition) {
  const bool is_event = json["event"].exists();
  std::string_view expression_key = "line";
  SafeText within;
  if (is_event) {
    problems.only_keys(json, {"event", "text", "min_count", "min_percent"});
    condition.kind = Condition::Kind::event;
    within = problems.text(json, "event");
    condition.event = std::string(within.view());
    condition.words = SafeText("event ") + within;
    expression_key = "text";
  } else {
    problems.only_keys(json, {"line", "min_count"});
    condition.kind = Condition::Kind::line;
    condition.words = SafeText("a log line");
  }
  if (const SafeJson expression = json[expression_key]; expression.exists()) {
    const std::string text = expression.text_or("");
    condition.pattern = LogPatterns::key_of(within.view(), text);
    condition.words += " matches " + scalar_text(expression);
    if (text.empty() || !context.patterns.add(within.view(), text)) add_expression_problem(expression, problems);
  }
  read_count(json, problems, condition);
  read_percent(json, problems, condition);
}

Condition read_group(const SafeJson& json, Condition::Kind kind, const ConditionContext& context,
                     DataProblems& problems) {
  Condition group;
  group.kind = kind;
  if (json.items().empty()) problems.add(json, "needs at least one condition");
  for (const SafeJson& item : json.items()) group.parts.push_back(read_condition(item, context, problems));
  return group;
}

}  // namespace

Condition read_condition(const SafeJson& json, const ConditionContext& context, DataProblems& problems) {
  Condition condition;
  if (json["fact"].exists()) {
    read_fact(json, context, problems, condition);
    return condition;
  }
  if (json["event"].exists() || json["line"].exists()) {
    read_log(json, context, problems, condition);
    return condition;
  }
  problems.only_keys(json, {"all", "any", "none"});
  for (const GroupWord& group : k_groups) {
    if (json[group.word].exists())
      condition.parts.push_back(read_group(json[group.word], group.kind, context, problems));
  }
  if (condition.parts.empty()) problems.add(json, "is no condition");
  if (condition.parts.size() != 1) return condition;
  Condition only = std::move(condition.parts.front());
  return only;
}

}  // namespace sgw::triage
