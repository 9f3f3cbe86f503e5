#include "src/report/replicas.hpp"

#include "src/report/instance_words.hpp"
#include "src/report/markdown.hpp"
#include "src/report/wording.hpp"

#include <algorithm>
#include <map>
#include <string>

namespace sgw::report {

namespace {

constexpr std::size_t k_max_names = 2;

SafeText text_of(const triage::FactSet& facts, std::string_view key) {
  const triage::Fact* fact = facts.first(key);
  return fact == nullptr ? SafeText() : triage::to_text(fact->value).printable();
}

SafeText workload_of(const triage::FactSet& facts) {
  const SafeText name = text_of(facts, "kubernetes.workload.name");
  if (name.empty()) return {};
  const SafeText kind = text_of(facts, "kubernetes.workload.kind");
  const SafeText space = text_of(facts, "kubernetes.namespace");
  return (kind.empty() ? SafeText("workload") : kind) + " " + (space.empty() ? name : space + "/" + name);
}

std::ptrdiff_t rank_of(const triage::Verdict& verdict, const triage::Finding* finding) {
  const auto all = static_cast<std::ptrdiff_t>(verdict.findings.size());
  return finding == nullptr ? all : finding - verdict.findings.data();
}

// Two clusters may have a workload of one name.
std::string key_of(const triage::FactSet& facts, const SafeText& workload) {
  return std::string(text_of(facts, "kubernetes.context").view()) + " " + std::string(workload.view());
}

}  // namespace

std::vector<ReplicaGroup> replica_groups(const ReportInput& input) {
  std::vector<std::vector<ReplicaGroup>> workloads;
  std::map<std::string, std::size_t> places;
  for (const triage::InstanceFacts& instance : input.evidence.facts) {
    const SafeText workload = workload_of(instance.facts);
    std::size_t place = workloads.size();
    if (!workload.empty()) place = places.try_emplace(key_of(instance.facts, workload), place).first->second;
    if (place == workloads.size()) workloads.emplace_back();
    std::vector<ReplicaGroup>& groups = workloads[place];
    const triage::Finding* finding = standing_finding(input.verdict, instance.instance.folder);
    auto same =
        std::find_if(groups.begin(), groups.end(), [&](const ReplicaGroup& group) { return group.finding == finding; });
    if (same == groups.end()) same = groups.insert(groups.end(), {&instance, finding, 0, 0, workload, {}});
    ++same->count;
    if (same->names.size() < k_max_names) same->names.push_back(words_of(instance).name);
  }
  std::vector<ReplicaGroup> all;
  for (std::vector<ReplicaGroup>& groups : workloads) {
    std::size_t of = 0;
    for (const ReplicaGroup& group : groups) of += group.count;
    std::stable_sort(groups.begin(), groups.end(), [&](const ReplicaGroup& left, const ReplicaGroup& right) {
      return rank_of(input.verdict, left.finding) < rank_of(input.verdict, right.finding);
    });
    for (ReplicaGroup& group : groups) {
      if (!group.workload.empty()) group.of = of;
      all.push_back(std::move(group));
    }
  }
  return all;
}

SafeText group_name(const ReplicaGroup& group) {
  const SafeText name = group.names.empty() ? SafeText() : group.names.front();
  if (group.of == 0) return name;
  if (group.of == 1) {
    const SafeText node = text_of(group.first->facts, "kubernetes.node");
    return name + " (" + group.workload + (node.empty() ? SafeText() : ", node " + node) + ")";
  }
  SafeText words = SafeText(group.count) + " of " + SafeText(group.of) + " replicas of " + group.workload + ": ";
  words += joined(group.names, ", ");
  return group.count > group.names.size() ? words + ", …" : words;
}

SafeText group_line(const ReplicaGroup& group) {
  if (group.of < 2) return instance_line(*group.first);
  const SafeText line = instance_line(*group.first);
  const SafeText name = words_of(*group.first).name;
  const SafeText rest = line.part(name.view().size(), line.view().size() - name.view().size());
  return SafeText(group.count) + " of " + SafeText(group.of) + " replicas of " + group.workload + rest;
}

std::size_t gateways_from(const std::vector<ReplicaGroup>& groups, std::size_t shown) {
  std::size_t sum = 0;
  for (std::size_t i = shown; i < groups.size(); ++i) sum += groups[i].count;
  return sum;
}

}  // namespace sgw::report
