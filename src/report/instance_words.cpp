#include "src/report/instance_words.hpp"

#include "src/report/markdown.hpp"

#include <optional>
#include <string_view>
#include <vector>

namespace sgw::report {

using triage::FactSet;

namespace {

SafeText text_of(const FactSet& facts, std::string_view key) {
  const triage::Fact* fact = facts.first(key);
  return fact == nullptr ? SafeText() : triage::to_text(fact->value).printable();
}

// Of several gateways of one name, all but the first have a folder with a number: that tells them apart.
SafeText shown_name(const Instance& instance) {
  const std::string_view name = instance.name.view();
  const std::string_view folder = instance.folder.view();
  const std::string_view number = folder.starts_with(name) ? folder.substr(name.size()) : std::string_view();
  const bool numbered =
      number.size() > 1 && number.front() == '-' && number.find_first_not_of("0123456789", 1) == std::string_view::npos;
  return numbered ? instance.name.printable() + " (" + instance.folder + ")" : instance.name.printable();
}

SafeText version_words(const FactSet& facts) {
  const SafeText from = text_of(facts, "version.source");
  if (const SafeText tag = text_of(facts, "version.tag"); !tag.empty()) {
    return from.view() == "stated" ? tag + " (stated by the operator)" : tag;
  }
  const SafeText minor = text_of(facts, "version.minor");
  if (minor.empty()) return text_of(facts, "version.banner");
  return from.empty() ? minor : minor + " (from the " + from + ")";
}

SafeText support_words(const FactSet& facts) {
  const SafeText support = text_of(facts, "version.support");
  const SafeText reason = text_of(facts, "version.reason");
  return support.empty() || reason.empty() ? support : support + " (" + reason + ")";
}

SafeText status_words(const FactSet& facts) {
  SafeText status = text_of(facts, "state.status");
  if (facts.boolean("state.oom_killed").value_or(false)) return status + " (OOM-killed)";
  const bool over = status.view() == "exited" || status.view() == "dead" || status.view() == "restarting";
  if (!over) {
    const SafeText health = text_of(facts, "state.health.status");
    const bool said = !health.empty() && health.view() != "none";
    return said ? status + " (" + health + ")" : status;
  }
  const SafeText code = text_of(facts, "state.exit_code");
  if (code.empty()) return status;
  const SafeText kind = text_of(facts, "exit.class");
  return status + " (" + code + (kind.empty() ? SafeText() : ", " + kind) + ")";
}

}  // namespace

InstanceWords words_of(const triage::InstanceFacts& instance) {
  const FactSet& facts = instance.facts;
  InstanceWords words;
  words.name = shown_name(instance.instance);
  words.image = text_of(facts, "state.image");
  words.version = version_words(facts);
  words.support = support_words(facts);
  words.status = status_words(facts);
  words.restarts = text_of(facts, "state.restart_count");
  return words;
}

SafeText instance_line(const triage::InstanceFacts& instance) {
  const InstanceWords words = words_of(instance);
  std::vector<SafeText> parts;
  if (!words.status.empty()) parts.push_back(words.status);
  // Without a version its window is as unknown, and that alone would not say of what.
  const bool known = !words.version.empty();
  if (known || !words.support.empty()) parts.push_back("version " + (known ? words.version : SafeText("unknown")));
  if (known && !words.support.empty()) parts.push_back(words.support);
  if (!words.restarts.empty()) parts.push_back("restarts " + words.restarts);
  return parts.empty() ? words.name : words.name + ": " + joined(parts, ", ");
}

SafeText recorded_words(const triage::Evidence& evidence) {
  std::vector<SafeText> names;
  for (const triage::InstanceFacts& instance : evidence.facts) {
    if (text_of(instance.facts, "state.source").view() == "sample") names.push_back(shown_name(instance.instance));
  }
  return names.empty() ? SafeText() : "Recorded sample, not your gateway: " + joined(names, ", ") + ".";
}

SafeText window_words(const triage::Evidence& evidence) {
  for (const triage::InstanceFacts& instance : evidence.facts) {
    const FactSet& facts = instance.facts;
    const SafeText basis = text_of(facts, "version.basis");
    const SafeText support = text_of(facts, "version.support");
    if (basis.empty() || support.empty() || support.view() == "unknown") continue;
    SafeText words = SafeText("Support window by ") + basis + ".";
    if (facts.boolean("version.stale").value_or(false)) {
      words += " Newer releases may be out: --check-registry asks the registry, --latest-version tells the newest.";
    }
    return words;
  }
  return {};
}

SafeText fact_words(const FactSet& facts, std::string_view key) {
  const triage::Fact* fact = facts.first(key);
  if (fact == nullptr) return {};
  const SafeText text = triage::to_text(fact->value).printable();
  return fact->origin == triage::FactOrigin::stated ? text + " (stated by the operator)" : text;
}

}  // namespace sgw::report
