#pragma once

#include "src/report/document.hpp"
#include "src/triage/evidence.hpp"
#include "src/triage/rule_book.hpp"

#include <sgw_diag/resource.hpp>

#include <functional>
#include <optional>
#include <span>
#include <utility>
#include <vector>

namespace sgw::report {

struct NamedDocument {
  BundlePath path;  // without the bundle's root folder
  RedactedBytes bytes;
};

// The report templates that are compiled in ("templates/report/…"): to be added to the run's ResourceStore.
std::span<const EmbeddedFile> report_data();

// A file of the bundle as the manifest lists it: collected ones and our own documents alike.
struct ManifestFile {
  BundlePath path;
  std::uint64_t bytes = 0;
  SafeText sha256;
  SafeText source;
  SafeText outcome;  // to_literal(Completeness), with ": why" when there is one
  std::vector<RedactionNote> redacted;
  std::vector<SafeText> instances = {};  // folders of the gateways that it is about, where it lies in none of them
};

struct ToolInfo {
  SafeText version;
  SafeText profile;                                       // "support" or "strict"
  std::vector<std::pair<SafeText, SafeText>> data_files;  // rules, packs and tables used: name, sha256
};

// What the operator typed for the support request, masked by the gate.
struct RequestFields {
  SafeText description;
  SafeText severity;  // "minimal", "moderate", "critical", or empty
  SafeText started;
};

struct ReportInput {
  const triage::Evidence& evidence;
  const triage::Verdict& verdict;
  const triage::RuleBook& rules;
  ToolInfo tool;
  RequestFields request;
  // The line in the packed file for a line as it was collected (logs may be cut); nothing when it was cut away.
  std::function<std::optional<std::uint64_t>(const BundlePath& file, std::uint64_t line)> packed_line;
  SafeText bundle_name;  // root folder of the bundle
};

// The object of verdict.json (schema sgw-diag/verdict/1), also printed by --json under "verdict".
void write_verdict(Document& out, const ReportInput& input);

// SUMMARY.md, support-request.md, verdict.json, timeline.jsonl, redaction.json, gateways/<i>/version.json,
// sgw-diag/tool.json, sgw-diag/run.log.
std::vector<NamedDocument> write_documents(const ResourceStore& store, const ReportInput& input);

// manifest.json (schema sgw-diag/manifest/1): last of all, because it lists every other file with its digest.
NamedDocument write_manifest(const ReportInput& input, const std::vector<ManifestFile>& files);

// One screen for the terminal: whose, what, evidence, next step. Lines without colour codes; `emphasis` tells the
// console what to do with each.
struct ScreenLine {
  enum class Emphasis { plain, strong, good, bad, warning, dim } emphasis = Emphasis::plain;
  SafeText text;
};
std::vector<ScreenLine> write_screen(const ReportInput& input);

// The lines of the timeline that matter, for the terminal: time, what, where; how the clocks compare behind them. Empty
// when nothing has happened.
std::vector<SafeText> timeline_lines(const ReportInput& input);
// The same as an array, for --json: {first, last, count, source, what, instances, file, line}; times are absent where
// none is known.
void write_moments(Document& out, const ReportInput& input);

// Everything that was not collected: artifacts with an outcome that is not complete or with pieces withheld, and
// remarks of kind gap.
struct Gap {
  SafeText what;
  SafeText reason;
};
std::vector<Gap> gaps(const triage::Evidence& evidence);

}  // namespace sgw::report
