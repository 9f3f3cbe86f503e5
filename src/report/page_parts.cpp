#include "src/report/page_parts.hpp"

#include "src/report/guidance.hpp"
#include "src/report/instance_words.hpp"
#include "src/report/ladder.hpp"
#include "src/report/markdown.hpp"
#include "src/report/wording.hpp"

#include <algorithm>

namespace sgw::report {

using triage::Confidence;
using triage::Owner;

void add_places(PageFields& fields, Literal list, const ReportInput& input, const triage::Finding& finding,
                std::size_t most) {
  fields.list(list);
  const std::size_t shown = std::min(finding.evidence.size(), most);
  for (std::size_t i = 0; i < shown; ++i) {
    const triage::Place& place = finding.evidence[i];
    PageFields row;
    row.set("place", markdown_code(packed_place(input, place).text)).set("quote", markdown_code(place.quote));
    fields.row(list, std::move(row));
  }
}

void add_clauses(PageFields& fields, Literal list, const ReportInput& input, const std::vector<SafeText>& clauses) {
  fields.list(list);
  for (const SafeText& id : clauses) {
    PageFields row;
    row.set("clause_id", markdown_words(id)).set("clause_text", markdown_words(clause_text(input.rules, id)));
    fields.row(list, std::move(row));
  }
}

void add_texts(PageFields& fields, Literal list, Literal name, const std::vector<SafeText>& texts, std::size_t most) {
  fields.list(list);
  for (std::size_t i = 0; i < std::min(texts.size(), most); ++i) {
    PageFields row;
    fields.row(list, row.set(name, markdown_words(texts[i])));
  }
}

bool has_support_plan(const triage::Evidence& evidence) {
  return std::none_of(evidence.facts.begin(), evidence.facts.end(), [](const triage::InstanceFacts& instance) {
    return instance.facts.boolean("support_plan") == false;
  });
}

void add_owner(PageFields& fields, const ReportInput& input) {
  const triage::Verdict& verdict = input.verdict;
  fields.set("headline", markdown_words(headline(verdict)));
  fields.set("owner", to_literal(verdict.owner));
  fields.set("confidence", to_literal(verdict.confidence));
  fields.show_if("is_microsoft", verdict.owner == Owner::microsoft);
  fields.show_if("is_shared", verdict.owner == Owner::shared);
  fields.show_if("is_unsupported", verdict.owner == Owner::unsupported_version);
  fields.show_if("is_customer", verdict.owner == Owner::customer);
  fields.show_if("is_none", verdict.owner == Owner::none);
  fields.show_if("is_undetermined", verdict.owner == Owner::undetermined);
  fields.show_if("is_high", verdict.confidence == Confidence::high);
  fields.show_if("is_medium", verdict.confidence == Confidence::medium);
  fields.show_if("is_low", verdict.confidence == Confidence::low);
  fields.set("as_of", SafeText(input.evidence.as_of));
  const SafeText recorded = recorded_words(input.evidence);
  fields.show_if("recorded", !recorded.empty()).set("recorded_words", markdown_words(recorded));
  const SafeText rules = additional_rules(input);
  fields.show_if("given_rules", !rules.empty()).set("given_rules_names", markdown_words(rules));
  fields.show_if("clauses_part", !verdict.clauses.empty());
  add_clauses(fields, "clauses", input, verdict.clauses);
}

void add_evidence(PageFields& fields, const ReportInput& input) {
  fields.list("evidence");
  const triage::Finding* primary = primary_finding(input.verdict);
  if (primary != nullptr) add_places(fields, "evidence", input, *primary, k_max_evidence);
  fields.show_if("no_evidence", primary == nullptr || primary->evidence.empty());
}

void add_ladders(PageFields& fields, const ReportInput& input) {
  const std::vector<Ladder> found = ladders(input.evidence, input.verdict);
  fields.list("probes").show_if("probes_part", !found.empty());
  for (const Ladder& ladder : found) {
    PageFields row;
    row.set("destination", markdown_words(ladder.destination)).set("rungs", markdown_words(ladder.rungs));
    fields.row("probes", std::move(row));
  }
}

void add_gateways_more(PageFields& fields, const std::vector<ReplicaGroup>& groups) {
  fields.show_if("gateways_more", groups.size() > k_max_gateways);
  fields.set("gateways_more_count", SafeText(gateways_from(groups, k_max_gateways)));
}

NamedDocument write_page(const ResourceStore& store, const ReportInput& input, Literal name, Literal page_template,
                         const PageFields& fields) {
  const auto page = PageTemplate::load(store, page_template).and_then([&](const PageTemplate& loaded) {
    return loaded.render(fields);
  });
  Document out = Document::text();
  if (page) {
    out.add(*page);
  } else {
    out.add("# " + markdown_words(headline(input.verdict)) + "\n\n" + markdown_words(input.verdict.summary) + "\n\n");
    out.add("This page could not be written as it should be (" + markdown_words(page.error().text()) +
            "); everything is in verdict.json and manifest.json.\n");
  }
  return {BundlePath() / name, out.take()};
}

}  // namespace sgw::report
