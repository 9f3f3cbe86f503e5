#include "src/report/guidance.hpp"

#include "src/report/markdown.hpp"

#include <algorithm>

namespace sgw::report {

using triage::Confidence;
using triage::Finding;
using triage::Owner;
using triage::TriageRuleInfo;

namespace {

constexpr std::size_t k_max_ends = 4;
constexpr std::size_t k_max_sure = 400;  // bytes of a condition in a sentence

void add_version_turns(const TriageRuleInfo& rule, Owner owner, std::vector<SafeText>& turns) {
  if (!rule.image) return;
  if (owner == Owner::unsupported_version) {
    turns.emplace_back(Literal("The same on a supported version makes it a matter for a support request."));
  } else if (owner == Owner::shared) {
    turns.emplace_back(Literal("The same on a release that carries the fix makes it Microsoft's."));
  } else {
    turns.emplace_back(Literal(
        "A running version outside the support window makes it unsupported-version: update first (VER-WINDOW)."));
    turns.push_back(rule.fixed_in.empty()
                        ? SafeText("A newer release that carries the fix makes it shared: update to it "
                                   "(RESP-SH-UPDATE).")
                        : "A running version older than " + rule.fixed_in +
                              ", which carries the fix, makes it shared: update (RESP-SH-UPDATE).");
  }
}

void add_causes(const TriageRuleInfo& rule, std::vector<SafeText>& turns) {
  if (rule.explained_by.empty()) return;
  SafeText names;
  for (const SafeName& cause : rule.explained_by) names += (names.empty() ? SafeText() : SafeText(", ")) + cause;
  turns.push_back("It becomes an effect, and its owner the cause's, when one of these is found for the same gateway: " +
                  names.clipped(300) + ".");
}

void add_certainty(const TriageRuleInfo& rule, std::vector<SafeText>& turns) {
  if (rule.sure_words.empty() || rule.confidence == Confidence::high) return;
  turns.push_back("Its confidence becomes high with: " + rule.sure_words.clipped(k_max_sure) + ".");
}

void add_missing(const TriageRuleInfo& rule, std::vector<SafeText>& turns) {
  for (const triage::MissingFact& missing : rule.missing) turns.push_back(missing.fact + ": " + missing.how);
}

void add_ends(const TriageRuleInfo& rule, std::vector<SafeText>& turns) {
  if (rule.ends.empty()) return;
  SafeText text(rule.ends.size() == 1 ? Literal("It falls when this is seen too: ")
                                      : Literal("It falls when one of these is seen too: "));
  for (std::size_t i = 0; i < rule.ends.size() && i < k_max_ends; ++i)
    text += (i == 0 ? SafeText() : SafeText("; ")) + rule.ends[i];
  turns.push_back(text + (rule.ends.size() > k_max_ends ? SafeText("; ….") : SafeText(".")));
}

std::vector<SafeText> turns_of(const TriageRuleInfo& rule, Owner owner, Confidence confidence) {
  std::vector<SafeText> turns = rule.turns;
  add_missing(rule, turns);
  if (confidence != Confidence::high) add_certainty(rule, turns);
  add_version_turns(rule, owner, turns);
  add_ends(rule, turns);
  add_causes(rule, turns);
  // Of a rule of the operator's own that says nothing of it.
  if (turns.empty()) turns.emplace_back(Literal("Only the evidence itself: it stands as long as what was seen is so."));
  return turns;
}

}  // namespace

Literal where_to_take(Owner owner, bool has_support_plan) {
  switch (owner) {
    case Owner::microsoft:
      return has_support_plan
                 ? Literal("A support request (CH-REQUEST).")
                 : Literal("Microsoft Q&A (CH-QA) or the gateway's GitHub repository (CH-GITHUB), both public.");
    case Owner::shared:
      return has_support_plan
                 ? Literal("Your part first; if it persists, a support request (CH-REQUEST).")
                 : Literal(
                       "Your part first; if it persists, Microsoft Q&A (CH-QA) or GitHub (CH-GITHUB), both public.");
    case Owner::unsupported_version:
      return has_support_plan
                 ? Literal("Update first; if it persists on a supported version, a support request (CH-REQUEST).")
                 : Literal("Update first; if it persists, Microsoft Q&A (CH-QA) or GitHub (CH-GITHUB), both public.");
    case Owner::customer:
      return "The people who run that part, no support request; questions to Microsoft Q&A (CH-QA), how-to questions "
             "to Stack Overflow (CH-STACKOVERFLOW).";
    case Owner::none:
      return "No support request; questions and wishes to the community (CH-COMMUNITY).";
    case Owner::undetermined:
      return "Nowhere yet: get the fact that would decide, then run again; questions to the community (CH-COMMUNITY).";
  }
  return "";
}

std::vector<SafeText> what_would_change(const TriageRuleInfo& rule) {
  return turns_of(rule, rule.owner, rule.confidence);
}

std::vector<SafeText> what_would_change(const ReportInput& input, const Finding& finding) {
  const auto rule = input.rules.rule(finding.rule);
  return rule ? turns_of(*rule, finding.owner, finding.confidence) : std::vector<SafeText>();
}

Literal impact_words(const TriageRuleInfo& rule) {
  const std::string_view impact = rule.impact.view();
  if (impact == "down") return "the gateway does not serve, or will not after its next start";
  if (impact == "degraded") return "the gateway serves, but not as it should";
  if (impact == "traffic") return "some calls fail; the gateway itself serves";
  return "none on the traffic that the evidence shows";
}

SafeText clause_text(const triage::RuleBook& rules, const SafeText& id) {
  const std::optional<triage::Clause> clause = rules.clause(id.view());
  if (!clause) return {"(unknown to this version's rules)"};
  if (clause->title.empty() || clause->says.empty()) return clause->title + clause->says;
  return clause->title + ": " + clause->says;
}

}  // namespace sgw::report
