#include "src/triage/derived_registry.hpp"

#include "src/triage/derive.hpp"

#include <algorithm>

namespace sgw::triage {

namespace {

// The newest full version, without a suffix: previews and rolling tags are no releases.
const Fact* newest_release(const std::vector<Fact>& tags) {
  const Fact* newest = nullptr;
  std::optional<Version> best;
  for (const Fact& fact : tags) {
    const SafeText tag = to_text(fact.value);
    const auto version = tag.view().starts_with('v') ? std::nullopt : Version::parse(tag.view());
    if (!version || !version->patch) continue;
    if (best && !older(*best, *version).value_or(false)) continue;
    best = version;
    newest = &fact;
  }
  return newest;
}

// An instance whose image is not known is taken to come from where the operator had us ask.
bool comes_from_there(const FactSet& facts) {
  const auto running = facts.text("state.repository");
  if (!running) return true;
  const auto host = facts.text("registry.registry").value_or(SafeText());
  return running->view() == (host + "/" + facts.text("registry.repository").value_or(SafeText())).view();
}

}  // namespace

std::optional<RegistryAnswer> registry_answer(const std::vector<InstanceFacts>& instances) {
  for (const InstanceFacts& instance : instances) {
    const FactSet& facts = instance.facts;
    const Fact* newest = newest_release(facts.all("registry.tags"));
    const auto asked = facts.time("registry.asked");
    if (newest == nullptr || !asked) continue;
    return RegistryAnswer{*Version::parse(to_text(newest->value).view()), *asked,
                          facts.boolean("registry.whole").value_or(false),
                          facts.text("registry.registry").value_or(SafeText())};
  }
  return std::nullopt;
}

void derive_registry(FactSet& facts) {
  facts.erase("registry.newest");
  facts.erase("registry.tag_exists");
  const auto& tags = facts.all("registry.tags");
  if (const Fact* newest = newest_release(tags))
    put(facts, "registry.newest", to_text(newest->value), FactOrigin::derived, Place(newest->place));
  const auto tag = facts.text("version.tag");
  if (!tag || facts.first("registry.whole") == nullptr || !comes_from_there(facts)) return;
  const auto same = [&](const Fact& fact) { return to_text(fact.value) == *tag; };
  const auto found = std::find_if(tags.begin(), tags.end(), same);
  if (found != tags.end()) {
    put(facts, "registry.tag_exists", true, FactOrigin::derived, Place(found->place));
  } else if (facts.boolean("registry.whole").value_or(false)) {
    put(facts, "registry.tag_exists", false, facts, "registry.whole");
  }
}

}  // namespace sgw::triage
