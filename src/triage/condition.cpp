#include "src/triage/condition.hpp"

#include "src/triage/fact_vocabulary.hpp"

#include <algorithm>

namespace sgw::triage {

namespace {

constexpr std::size_t k_max_places = 8;
// A minute of polls: what so many later records of the same event do not say any more is not what is wrong now. Calls
// are no polls; each stands for itself.
constexpr std::uint64_t k_superseded = 6;
constexpr std::string_view k_calls = "GatewayLogs";

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool same_text(std::string_view left, std::string_view right) {
  return std::equal(left.begin(), left.end(), right.begin(), right.end(),
                    [](char a, char b) { return lower(a) == lower(b); });
}

std::optional<double> number_of(const FactValue& value) {
  if (const auto* whole = std::get_if<std::int64_t>(&value)) return static_cast<double>(*whole);
  if (const auto* real = std::get_if<double>(&value)) return *real;
  return std::nullopt;
}

bool passes_numbers(const FactTest& test, const FactValue& value) {
  if (!test.below && !test.above) return true;
  const auto number = number_of(value);
  if (!number) return false;
  return (!test.below || *number < *test.below) && (!test.above || *number > *test.above);
}

bool passes_versions(const FactTest& test, std::string_view text) {
  if (!test.version_below && !test.version_from) return true;
  const auto version = Version::parse(text);
  if (!version) return false;
  if (test.version_below && !older(*version, *test.version_below).value_or(false)) return false;
  return !test.version_from || !older(*version, *test.version_from).value_or(true);
}

bool passes(const FactTest& test, const FactValue& value) {
  const SafeText text = to_text(value);
  if (!test.in.empty()) {
    const auto equal = [&](const std::string& wanted) { return same_text(wanted, text.view()); };
    if (std::none_of(test.in.begin(), test.in.end(), equal)) return false;
  }
  if (test.matches && !test.matches->matches(text.view())) return false;
  return passes_numbers(test, value) && passes_versions(test, text.view());
}

void add_place(Match& match, const Place& place) {
  if (place.file.empty() || match.places.size() >= k_max_places) return;
  match.places.push_back(place);
}

void test_elements(const FactTest& test, const std::vector<Fact>& elements, Match& match) {
  for (const Fact& fact : elements) {
    if (!passes(test, fact.value)) continue;
    const bool stated = fact.origin == FactOrigin::stated;
    match.stated = match.holds ? match.stated && stated : stated;
    match.holds = true;
    add_place(match, fact.place);
  }
}

Match test_fact(const FactTest& test, const FactSet& facts) {
  Match match;
  const bool absent_wanted = test.exists && !*test.exists;
  if (test.key.find('*') == std::string::npos) {
    test_elements(test, facts.all(test.key), match);
  } else {
    for (const auto& [key, elements] : facts.entries()) {
      if (fits(test.key, key)) test_elements(test, elements, match);
    }
  }
  if (!absent_wanted) return match;
  Match absent;
  absent.holds = !match.holds;
  return absent;
}

bool is_superseded(const Condition& condition, const InstanceFacts& facts) {
  if (condition.event.empty() || condition.event == k_calls) return false;
  const auto since = facts.matched_since.find(condition.pattern);
  return since != facts.matched_since.end() && since->second >= k_superseded;
}

std::uint64_t records_of(std::string_view name, const InstanceFacts& facts) {
  const auto found = std::find_if(facts.events.begin(), facts.events.end(),
                                  [&](const EventCount& event) { return event.name.view() == name; });
  return found == facts.events.end() ? 0 : found->count;
}

Match test_line(const Condition& condition, const InstanceFacts& facts) {
  Match match;
  const auto found = facts.matched_counts.find(condition.pattern);
  if (found == facts.matched_counts.end() || found->second < condition.min_count) return match;
  if (condition.min_percent > 0) {
    const auto all = static_cast<double>(records_of(condition.event, facts));
    if (static_cast<double>(found->second) * 100 < all * static_cast<double>(condition.min_percent)) return match;
  }
  if (is_superseded(condition, facts)) return match;
  match.holds = true;
  if (const auto places = facts.matched.find(condition.pattern); places != facts.matched.end()) {
    for (const Place& place : places->second) add_place(match, place);
  }
  return match;
}

Match test_event(const Condition& condition, const InstanceFacts& facts) {
  Match match;
  for (const EventCount& event : facts.events) {
    if (event.name.view() != condition.event || event.count < condition.min_count) continue;
    match.holds = true;
    add_place(match, event.first_place);
    if (event.count > 1) add_place(match, event.last_place);
  }
  return match;
}

void take_over(Match& match, Match&& part) {
  for (Place& place : part.places) add_place(match, place);
}

Match test_all(const std::vector<Condition>& parts, const InstanceFacts& facts) {
  Match match;
  match.holds = true;
  for (const Condition& part : parts) {
    Match found = evaluate(part, facts);
    if (!found.holds) return {};
    match.stated = match.stated || found.stated;
    take_over(match, std::move(found));
  }
  return match;
}

Match test_any(const std::vector<Condition>& parts, const InstanceFacts& facts) {
  Match match;
  for (const Condition& part : parts) {
    Match found = evaluate(part, facts);
    if (!found.holds) continue;
    match.stated = match.holds ? match.stated && found.stated : found.stated;
    match.holds = true;
    take_over(match, std::move(found));
  }
  return match;
}

void describe_into(const Condition& condition, const SafeText& indent, std::vector<SafeText>& lines) {
  switch (condition.kind) {
    case Condition::Kind::all:
      lines.push_back(indent + "all of:");
      break;
    case Condition::Kind::any:
      lines.push_back(indent + "any of:");
      break;
    case Condition::Kind::none:
      lines.push_back(indent + "none of:");
      break;
    default:
      lines.push_back(indent + condition.words);
      return;
  }
  for (const Condition& part : condition.parts) describe_into(part, indent + "  ", lines);
}

}  // namespace

Match evaluate(const Condition& condition, const InstanceFacts& facts) {
  switch (condition.kind) {
    case Condition::Kind::all:
      return test_all(condition.parts, facts);
    case Condition::Kind::any:
      return test_any(condition.parts, facts);
    case Condition::Kind::none:
      return {.holds = !test_any(condition.parts, facts).holds, .stated = false, .places = {}};
    case Condition::Kind::fact:
      return test_fact(condition.fact, facts.facts);
    case Condition::Kind::event:
      return condition.pattern.empty() ? test_event(condition, facts) : test_line(condition, facts);
    case Condition::Kind::line:
      return test_line(condition, facts);
  }
  return {};
}

std::vector<SafeText> describe(const Condition& condition) {
  std::vector<SafeText> lines;
  describe_into(condition, SafeText(), lines);
  return lines;
}

}  // namespace sgw::triage
