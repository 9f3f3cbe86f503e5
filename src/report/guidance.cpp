#include "src/report/guidance.hpp"

#include "src/report/markdown.hpp"

#include <algorithm>

namespace sgw::report {

using triage::Confidence;
using triage::Finding;
using triage::Owner;
using triage::TriageRuleInfo;

namespace {

constexpr std::size_t k_max_sure = 4;  // lines of a condition in a sentence

// "all of: a; any of: b; c": the lines of a condition in one.
SafeText in_one_line(const std::vector<SafeText>& lines) {
  SafeText text;
  for (std::size_t i = 0; i < lines.size() && i < k_max_sure; ++i) {
    if (i > 0) text += text.view().ends_with(':') ? Literal(" ") : Literal("; ");
    SafeText line = lines[i];
    line = line.part(std::min(line.view().find_first_not_of(' '), line.view().size()), line.view().size());
    text += line.printable().clipped(160);
  }
  if (lines.size() > k_max_sure) text += "; …";
  return text;
}

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
  if (rule.sure_when.empty() || rule.confidence == Confidence::high) return;
  turns.push_back("Its confidence becomes high with: " + in_one_line(rule.sure_when) + ".");
}

void add_missing(const TriageRuleInfo& rule, std::vector<SafeText>& turns) {
  for (const triage::MissingFact& missing : rule.missing) turns.push_back(missing.fact + ": " + missing.how);
}

// The tests under a "none of:", at whatever depth.
std::vector<SafeText> exclusions(const std::vector<SafeText>& when) {
  std::vector<SafeText> found;
  std::size_t indent = std::string_view::npos;  // of the "none of:" that the lines lie under
  for (const SafeText& line : when) {
    const std::size_t at = line.view().find_first_not_of(' ');
    if (indent != std::string_view::npos && at > indent) {
      if (!line.view().ends_with(':')) found.push_back(line.part(at, line.view().size()));
      continue;
    }
    indent = line.view().substr(std::min(at, line.view().size())) == "none of:" ? at : std::string_view::npos;
  }
  return found;
}

void add_exclusions(const TriageRuleInfo& rule, std::vector<SafeText>& turns) {
  const std::vector<SafeText> excluded = exclusions(rule.when);
  if (!excluded.empty()) turns.push_back("It falls when this is seen too: " + in_one_line(excluded) + ".");
}

std::vector<SafeText> turns_of(const TriageRuleInfo& rule, Owner owner, Confidence confidence) {
  std::vector<SafeText> turns = rule.turns;
  add_missing(rule, turns);
  if (confidence != Confidence::high) add_certainty(rule, turns);
  add_version_turns(rule, owner, turns);
  add_exclusions(rule, turns);
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
