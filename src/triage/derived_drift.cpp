#include "src/triage/derived_drift.hpp"

#include "src/triage/derive.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <string>

namespace sgw::triage {

namespace {

constexpr std::chrono::hours k_apart{24};
constexpr std::string_view k_setting = "settings.settings.";
constexpr std::size_t k_told_apart = 6;  // replicas that are named one by one
constexpr std::size_t k_max_lines = 8;

using Group = std::vector<InstanceFacts*>;

std::string word(const FactSet& facts, std::string_view key) {
  const Fact* fact = facts.first(key);
  return fact == nullptr ? std::string() : std::string(to_text(fact->value).view());
}

// Which gateway an instance belongs to; empty when that is not known. A pod belongs to its workload.
std::string gateway_of(const FactSet& facts) {
  if (const std::string workload = word(facts, "kubernetes.workload.name"); !workload.empty()) {
    return word(facts, "kubernetes.context") + "/" + word(facts, "kubernetes.namespace") + "/" +
           word(facts, "kubernetes.workload.kind") + "/" + workload;
  }
  std::string id = word(facts, "settings.token.gateway_id");
  if (id.empty()) id = word(facts, "settings.settings.gateway.name.value");
  return id.empty() ? id : id + " " + word(facts, "settings.endpoint.host");
}

bool differ(const Group& group, const auto& value) {
  std::set<std::string> values;
  for (const InstanceFacts* instance : group) {
    if (std::string one = value(instance->facts); !one.empty()) values.insert(std::move(one));
  }
  return values.size() > 1;
}

// "edge-1 2.12.3"; of many replicas one line for those that are alike: "edge-1 and 3 more: 2.12.3".
std::vector<SafeText> lines_of(const Group& group, const auto& words) {
  std::vector<SafeText> lines;
  if (group.size() <= k_told_apart) {
    for (const InstanceFacts* one : group) lines.push_back(one->instance.folder + " " + words(one->facts));
    return lines;
  }
  std::map<std::string, std::pair<const InstanceFacts*, std::size_t>> alike;
  for (const InstanceFacts* one : group) {
    const SafeText text = words(one->facts);
    ++alike.try_emplace(std::string(text.view()), one, 0).first->second.second;
  }
  for (const auto& [text, held] : alike) {
    if (lines.size() == k_max_lines) break;
    const SafeText more = held.second > 1 ? SafeText(" and ") + SafeText(held.second - 1) + " more: " : SafeText(" ");
    lines.push_back(held.first->instance.folder + more + words(held.first->facts));
  }
  return lines;
}

// On every instance the same list, resting on the instance's own fact.
void say(const Group& group, std::string_view key, std::string_view own, const auto& words) {
  const std::vector<SafeText> lines = lines_of(group, words);
  for (InstanceFacts* instance : group) {
    const Fact* base = instance->facts.first(own);
    const Place place = base == nullptr ? Place() : base->place;
    for (const SafeText& line : lines) instance->facts.add(key, {line, FactOrigin::derived, place});
  }
}

// By what the engine calls it, which is the same whatever tag it was pulled by; by tag where that is not known of all.
bool images_differ(const Group& group) {
  constexpr std::string_view id = "state.image_id";
  const auto has_none = [&](const InstanceFacts* one) { return one->facts.first(id) == nullptr; };
  const auto of = [](std::string_view key) { return [key](const FactSet& facts) { return word(facts, key); }; };
  if (differ(group, of(id))) return true;
  return std::any_of(group.begin(), group.end(), has_none) && differ(group, of("version.tag"));
}

SafeText image_words(const FactSet& facts) {
  const SafeText tag = facts.text("version.tag").value_or(SafeText("(no tag)"));
  const SafeText id = facts.text("state.image_id").value_or(SafeText());
  constexpr std::size_t short_id = 19;  // "sha256:" and twelve digits
  return id.empty() ? tag : tag + " " + id.part(0, std::min(short_id, id.view().size()));
}

SafeText start_words(const FactSet& facts) {
  const auto started = facts.time("state.started_at");
  return started ? SafeText("started ") + SafeText(*started) : SafeText("not known");
}

bool started_apart(const Group& group) {
  std::vector<UtcTime> times;
  for (const InstanceFacts* instance : group) {
    if (const auto time = instance->facts.time("state.started_at")) times.push_back(*time);
  }
  if (times.size() < 2) return false;
  const auto [first, last] = std::minmax_element(times.begin(), times.end());
  return *last - *first >= k_apart;
}

// What a setting is to be compared by: that it is there, and its value unless that is secret.
std::map<std::string, std::string> settings_of(const FactSet& facts) {
  std::map<std::string, std::string> found;
  for (const auto& [key, elements] : facts.entries()) {
    if (!key.starts_with(k_setting)) continue;
    for (const std::string_view last : {".known", ".value"}) {
      if (!key.ends_with(last)) continue;
      const std::string name = key.substr(k_setting.size(), key.size() - k_setting.size() - last.size());
      found[name] += std::string(last) + std::string(to_text(elements.front().value).view());
    }
  }
  return found;
}

// What differs between two of them differs between one of these and the first.
std::set<std::string> differing_settings(const Group& group) {
  const std::map<std::string, std::string> first = settings_of(group.front()->facts);
  if (first.empty()) return {};  // settings that could not be read are no difference
  std::set<std::string> names;
  const auto add_missing = [&](const auto& left, const auto& right) {
    for (const auto& [name, value] : left) {
      const auto found = right.find(name);
      if (found == right.end() || found->second != value) names.insert(name);
    }
  };
  for (const InstanceFacts* instance : group) {
    const std::map<std::string, std::string> other = settings_of(instance->facts);
    if (other.empty()) return {};
    add_missing(first, other);
    add_missing(other, first);
  }
  return names;
}

// The names as they stand in the pointer of a fact, which has passed the gate.
std::vector<Fact> names_in(const Group& group, std::set<std::string> names) {
  std::vector<Fact> found;
  for (const InstanceFacts* source : group) {
    if (names.empty()) break;
    for (const auto& [key, elements] : source->facts.entries()) {
      if (!key.starts_with(k_setting) || !key.ends_with(".known")) continue;
      const std::string name = key.substr(k_setting.size(), key.size() - k_setting.size() - 6);
      const Place& place = elements.front().place;
      const std::string_view pointer = place.pointer.view();
      const std::size_t end = pointer.rfind('/');
      const std::size_t start = pointer.rfind('/', end - 1);
      if (end == 0 || start == std::string_view::npos || names.erase(name) == 0) continue;
      found.push_back({place.pointer.part(start + 1, end - start - 1), FactOrigin::derived, place});
    }
  }
  return found;
}

void say_settings(const Group& group, const std::set<std::string>& names) {
  const std::vector<Fact> said = names_in(group, names);
  for (InstanceFacts* instance : group) {
    for (const Fact& name : said) instance->facts.add("drift.settings", name);
  }
}

}  // namespace

void derive_drift(std::vector<InstanceFacts>& instances) {
  std::map<std::string, Group> groups;
  for (InstanceFacts& instance : instances) {
    for (const std::string_view key : {"drift.image", "drift.settings", "drift.started"}) instance.facts.erase(key);
    if (std::string gateway = gateway_of(instance.facts); !gateway.empty()) groups[gateway].push_back(&instance);
  }
  for (const auto& [gateway, group] : groups) {
    if (group.size() < 2) continue;
    if (images_differ(group)) say(group, "drift.image", "state.image_id", image_words);
    if (started_apart(group)) say(group, "drift.started", "state.started_at", start_words);
    if (const auto names = differing_settings(group); !names.empty()) say_settings(group, names);
  }
}

}  // namespace sgw::triage
