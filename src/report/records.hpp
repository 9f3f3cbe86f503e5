#pragma once

#include "src/report/reports.hpp"

namespace sgw::report {

// redaction.json: what was masked (rule, class, count, file), and what was left out because it could not be cleaned.
// Never a value.
NamedDocument write_redaction_record(const ReportInput& input);

// gateways/<folder>/version.json: what the version window says of one instance. A value that is not known is absent.
NamedDocument write_version_record(const ReportInput& input, const triage::InstanceFacts& instance);

// sgw-diag/tool.json: version, profile, and the rules and tables used with their digests.
NamedDocument write_tool_record(const ReportInput& input);

// sgw-diag/run.log: the run's remarks, a line each.
NamedDocument write_run_log(const ReportInput& input);

// The member "additional_rules": a rule of the operator's own may stand in for a shipped one and turn the owner.
void write_given_rules(Document& out, const std::vector<triage::GivenRules>& given);

}  // namespace sgw::report
