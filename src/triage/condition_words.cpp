#include "src/triage/condition_words.hpp"

#include <algorithm>

namespace sgw::triage {

namespace {

constexpr std::size_t k_readable = 60;  // bytes of a regular expression in a sentence
constexpr std::size_t k_max_words = 160;

bool has_none(const Condition& condition) {
  return condition.kind == Condition::Kind::none ||
         std::any_of(condition.parts.begin(), condition.parts.end(), &has_none);
}

// Without the expression, if it is long.
SafeText short_words(const Condition& condition) {
  const SafeText words = condition.words.printable();
  const std::size_t at = words.view().find(" matches ");
  if (at == std::string_view::npos || words.view().size() - at <= k_readable) return words.clipped(k_max_words);
  return condition.kind == Condition::Kind::fact ? words.part(0, at) + " is as the rule says" : words.part(0, at);
}

void add_once(std::vector<SafeText>& list, SafeText text) {
  const auto same = [&](const SafeText& one) { return one.view() == text.view(); };
  if (!text.empty() && std::none_of(list.begin(), list.end(), same)) list.push_back(std::move(text));
}

SafeText joined(const std::vector<Condition>& parts, Literal between) {
  std::vector<SafeText> texts;
  for (const Condition& part : parts) {
    SafeText text = in_words(part);
    const bool is_group = part.kind == Condition::Kind::all || part.kind == Condition::Kind::any;
    if (is_group && parts.size() > 1 && part.parts.size() > 1) text = SafeText("(") + text + ")";
    add_once(texts, std::move(text));
  }
  SafeText all;
  for (const SafeText& text : texts) all += (all.empty() ? SafeText() : SafeText(between)) + text;
  return all;
}

void add_exclusion(const Condition& condition, std::vector<SafeText>& ends) {
  if (has_none(condition)) return;
  if (condition.kind == Condition::Kind::any) {
    for (const Condition& part : condition.parts) add_exclusion(part, ends);
  } else {
    add_once(ends, in_words(condition));
  }
}

// Those that end every part.
std::vector<SafeText> common_ends(const std::vector<Condition>& parts) {
  if (parts.empty()) return {};
  std::vector<SafeText> common = what_ends(parts.front());
  for (const Condition& part : parts) {
    const std::vector<SafeText> ends = what_ends(part);
    std::erase_if(common, [&](const SafeText& text) {
      return std::none_of(ends.begin(), ends.end(), [&](const SafeText& one) { return one.view() == text.view(); });
    });
  }
  return common;
}

}  // namespace

SafeText in_words(const Condition& condition) {
  switch (condition.kind) {
    case Condition::Kind::all:
      return joined(condition.parts, " and ");
    case Condition::Kind::any:
      return joined(condition.parts, " or ");
    case Condition::Kind::none:
      return SafeText("not (") + joined(condition.parts, " or ") + ")";
    default:
      return short_words(condition);
  }
}

std::vector<SafeText> what_ends(const Condition& condition) {
  if (condition.kind == Condition::Kind::any) return common_ends(condition.parts);
  std::vector<SafeText> ends;
  for (const Condition& part : condition.parts) {
    if (condition.kind == Condition::Kind::none) {
      add_exclusion(part, ends);
    } else {
      for (SafeText& end : what_ends(part)) add_once(ends, std::move(end));
    }
  }
  return ends;
}

}  // namespace sgw::triage
