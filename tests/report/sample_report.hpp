#pragma once

#include "src/report/reports.hpp"

#include <string>
#include <string_view>

namespace sgw::test {

// A finished diagnosis to write reports about, by default an operator's DNS mistake: one gateway, one probe, one
// effect, one finding beside it, one gap. Tests change what they are about.
struct SampleReport {
  SampleReport();

  report::ReportInput input() const;
  // A document of write_documents(), by its path; fails the test when there is none.
  std::string document(std::string_view path) const;
  std::string manifest(const std::vector<report::ManifestFile>& files) const;
  std::string screen() const;  // lines joined

  triage::FactSet& facts() { return evidence.facts.front().facts; }
  void set_fact(std::string_view key, triage::FactValue value,
                triage::FactOrigin origin = triage::FactOrigin::observed);
  triage::Finding& primary() { return verdict.findings.front(); }

  const triage::RuleBook* rules;  // the shipped ones
  triage::Evidence evidence;
  triage::Verdict verdict;
  report::RequestFields request;
  std::function<std::optional<std::uint64_t>(const BundlePath&, std::uint64_t)> packed_line;
};

// Compiled-in data, loaded once.
const ResourceStore& shipped_store();
const triage::RuleBook& shipped_rules();

UtcTime at(std::string_view rfc3339);

}  // namespace sgw::test
