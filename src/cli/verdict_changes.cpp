#include "src/cli/verdict_changes.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <utility>

namespace sgw::cli {

namespace {

using Shown = std::function<SafeText(std::string_view)>;

// A finding's owner and confidence, and whose effect it is: "customer, high, effect of endpoint-dns".
struct Standing {
  std::string owner;
  std::string confidence;
  std::string cause;

  bool operator==(const Standing& other) const = default;
};
// By rule; the same rule may have found several things.
using Standings = std::multimap<std::string, Standing>;

Standings standings_of(const JsonReader& verdict) {
  Standings found;
  for (const JsonReader& finding : verdict["findings"].items()) {
    found.emplace(finding["rule"].text_or(""), Standing{finding["owner"].text_or(""), finding["confidence"].text_or(""),
                                                        finding["caused_by"].text_or("")});
  }
  return found;
}

Standings standings_of(const triage::Verdict& verdict) {
  Standings found;
  for (const triage::Finding& finding : verdict.findings) {
    found.emplace(
        finding.rule.view(),
        Standing{std::string(to_literal(finding.owner).view()), std::string(to_literal(finding.confidence).view()),
                 finding.caused_by ? std::string(finding.caused_by->view()) : std::string()});
  }
  return found;
}

// Leaves in both what the other does not have.
void drop_common(Standings& before, Standings& now) {
  for (auto old = before.begin(); old != before.end();) {
    const auto [first, last] = now.equal_range(old->first);
    const auto same = std::find_if(first, last, [&](const auto& one) { return one.second == old->second; });
    if (same == last) {
      ++old;
      continue;
    }
    now.erase(same);
    old = before.erase(old);
  }
}

SafeText words(const Standing& standing, const Shown& shown) {
  const SafeText text = shown(standing.owner + ", confidence " + standing.confidence);
  return standing.cause.empty() ? text : text + ", effect of " + shown(standing.cause);
}

void compare(std::vector<SafeText>& changes, Literal what, const std::string& before, std::string_view now,
             const Shown& shown) {
  if (before == now) return;
  const SafeText nothing("(none)");
  changes.push_back(
      what + (": " + (before.empty() ? nothing : shown(before)) + " -> " + (now.empty() ? nothing : shown(now))));
}

// A cluster that only one of the two verdicts has compares with nothing.
void compare_clusters(std::vector<SafeText>& changes, const JsonReader& before, const triage::Verdict& now,
                      const Shown& shown) {
  std::map<std::string, std::pair<std::string, std::string>> owners;  // of a context: before, now
  for (const JsonReader& cluster : before["clusters"].items()) {
    owners[cluster["context"].text_or("")].first = cluster["owner"].text_or("");
  }
  for (const triage::ClusterVerdict& cluster : now.clusters) {
    owners[std::string(cluster.context.view())].second = to_literal(cluster.verdict.owner).view();
  }
  for (const auto& [context, owner] : owners) {
    if (owner.first == owner.second) continue;
    const auto word = [&shown](const std::string& text) { return text.empty() ? SafeText("(none)") : shown(text); };
    changes.push_back("owner in cluster " + shown(context) + ": " + word(owner.first) + " -> " + word(owner.second));
  }
}

}  // namespace

std::vector<SafeText> verdict_changes(const JsonReader& before, const triage::Verdict& now, const Shown& shown) {
  std::vector<SafeText> changes;
  compare(changes, "owner", before["owner"].text_or(""), to_literal(now.owner).view(), shown);
  compare(changes, "kind", before["category"].text_or(""), now.category.view(), shown);
  compare(changes, "confidence", before["confidence"].text_or(""), to_literal(now.confidence).view(), shown);
  compare(changes, "cause", before["primary"].text_or(""), now.primary ? now.primary->view() : std::string_view(),
          shown);
  compare_clusters(changes, before, now, shown);
  Standings old_ones = standings_of(before);
  Standings new_ones = standings_of(now);
  drop_common(old_ones, new_ones);
  for (const auto& [rule, standing] : old_ones) {
    const auto turned = new_ones.find(rule);
    if (turned == new_ones.end()) {
      changes.push_back("no longer found: " + shown(rule) + " (" + words(standing, shown) + ")");
      continue;
    }
    changes.push_back("changed: " + shown(rule) + " (" + words(standing, shown) + " -> " +
                      words(turned->second, shown) + ")");
    new_ones.erase(turned);
  }
  for (const auto& [rule, standing] : new_ones) {
    changes.push_back("new: " + shown(rule) + " (" + words(standing, shown) + ")");
  }
  return changes;
}

}  // namespace sgw::cli
