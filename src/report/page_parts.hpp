#pragma once

#include "src/report/page_template.hpp"
#include "src/report/replicas.hpp"
#include "src/report/reports.hpp"

namespace sgw::report {

// How much of each list a page shows; the rest is in the JSON documents.
inline constexpr std::size_t k_max_evidence = 8;
inline constexpr std::size_t k_max_findings = 8;
inline constexpr std::size_t k_max_gaps = 10;
inline constexpr std::size_t k_max_gateways = 20;  // lines of them: replicas that are alike share one

// False only when the operator said that there is no support plan.
bool has_support_plan(const triage::Evidence& evidence);

// Fields that several pages share. Each adds every name that its part of a template may use, so that a page is strict
// about the rest.
void add_owner(PageFields& fields, const ReportInput& input);  // is_microsoft … is_undetermined, confidence, clauses
void add_evidence(PageFields& fields, const ReportInput& input);  // evidence, no_evidence
void add_ladders(PageFields& fields, const ReportInput& input);   // probes_part, probes
// A page shows the first k_max_gateways groups.
void add_gateways_more(PageFields& fields, const std::vector<ReplicaGroup>& groups);

// Lists of rows: places of a finding (place, quote), clauses (clause_id, clause_text), sentences (`name`).
void add_places(PageFields& fields, Literal list, const ReportInput& input, const triage::Finding& finding,
                std::size_t most);
void add_clauses(PageFields& fields, Literal list, const ReportInput& input, const std::vector<SafeText>& clauses);
void add_texts(PageFields& fields, Literal list, Literal name, const std::vector<SafeText>& texts, std::size_t most);

// The bundle's file `name`: the template of that place ("templates/report/…") filled in. If the two do not fit, a page
// that says so and gives the summary: a mistake in a text must not cost the run.
NamedDocument write_page(const ResourceStore& store, const ReportInput& input, Literal name, Literal page_template,
                         const PageFields& fields);

}  // namespace sgw::report
