#include "src/report/reports.hpp"
#include "src/report/wording.hpp"

namespace sgw::report {
namespace {

SafeText withheld_note(const Outcome& outcome) {
  SafeText note = counted(outcome.withheld_pieces, "piece", "pieces");
  if (outcome.withheld_bytes > 0) note += " (" + SafeText::bytes(outcome.withheld_bytes) + ")";
  return note + " could not be cleaned and " +
         SafeText(outcome.withheld_pieces == 1 ? Literal("was") : Literal("were")) + " left out";
}

bool has_withheld(const Outcome& outcome) { return outcome.withheld_pieces > 0 || outcome.withheld_bytes > 0; }

SafeText reason_of(const Outcome& outcome) {
  SafeText reason;
  if (outcome.completeness != Completeness::complete) reason = SafeText(to_literal(outcome.completeness));
  if (outcome.error) reason += ": " + outcome.error->text();
  if (has_withheld(outcome)) reason += (reason.empty() ? SafeText() : SafeText("; ")) + withheld_note(outcome);
  return reason.printable();
}

}  // namespace

std::vector<Gap> gaps(const triage::Evidence& evidence) {
  std::vector<Gap> found;
  for (const triage::ArtifactRecord& artifact : evidence.artifacts) {
    if (artifact.outcome.completeness == Completeness::complete && !has_withheld(artifact.outcome)) continue;
    found.push_back({artifact.header.path.text(), reason_of(artifact.outcome)});
  }
  for (const Remark* remark : in_order(evidence.remarks)) {
    if (remark->kind == Remark::Kind::gap) found.push_back({subject_line(*remark), remark->detail.printable()});
  }
  return found;
}

}  // namespace sgw::report
