#include "src/app/redact_report.hpp"

#include "src/app/given_file.hpp"
#include "src/package/atomic_file.hpp"
#include "src/report/document.hpp"

#include <algorithm>
#include <map>
#include <system_error>

namespace sgw::app {

namespace {

using Counts = std::map<SafeName, std::uint64_t>;

// A rule may have notes of several classes.
void add(Counts& counts, const std::vector<RedactionNote>& notes) {
  for (const RedactionNote& note : notes) counts[note.rule] += note.count;
}

void write(report::Document& out, Literal key, const Counts& counts) {
  out.key(key).begin_object();
  for (const auto& [rule, count] : counts) out.key(SafeText(rule)).value(count);
  out.end_object();
}

bool is_whole(const RedactedFile& file) { return file.outcome == to_literal(Completeness::complete); }

}  // namespace

std::uint64_t RedactReport::masked() const {
  std::uint64_t count = 0;
  for (const RedactedFile& file : files) {
    for (const RedactionNote& note : file.notes) count += note.count;
  }
  return count;
}

std::uint64_t RedactReport::withheld_pieces() const {
  std::uint64_t count = 0;
  for (const RedactedFile& file : files) count += file.withheld_pieces;
  return count;
}

std::vector<SafeText> RedactReport::problems() const {
  std::vector<SafeText> all;
  for (const RedactedFile& file : files) {
    if (is_whole(file)) continue;
    SafeText line = file.path + ": " + SafeText(file.outcome);
    if (!file.why.empty()) line += " (" + file.why + ")";
    all.push_back(std::move(line));
  }
  return all;
}

bool RedactReport::whole() const { return withheld_pieces() == 0 && std::all_of(files.begin(), files.end(), is_whole); }

RedactedBytes RedactReport::document() const {
  report::Document out = report::Document::json();
  Counts totals;
  out.begin_object().member("schema", Literal("sgw-diag/redaction-report/1")).key("files").begin_array();
  for (const RedactedFile& file : files) {
    Counts counts;
    add(counts, file.notes);
    add(totals, file.notes);
    out.begin_object().member("path", file.path).member("outcome", file.outcome);
    if (!file.why.empty()) out.member("why", file.why);
    out.member("withheld_bytes", file.withheld_bytes);
    write(out, "redacted", counts);
    out.end_object();
  }
  out.end_array();
  write(out, "totals", totals);
  out.end_object();
  return out.take();
}

Result<void> report_can_be_written(const Session& session, const std::filesystem::path& file) {
  std::error_code ignored;
  auto possible = can_be_made(file);
  if (possible && std::filesystem::exists(std::filesystem::symlink_status(file, ignored))) {
    possible = fail(ErrorKind::io, "there is a file of that name already");
  }
  if (!possible) return tl::make_unexpected(session.with_subject(std::move(possible).error(), file.native()));
  return {};
}

Result<void> write_report(const Session& session, const RedactReport& report, const std::filesystem::path& file) {
  auto written = package::write_file(file, report.document(), package::Overwrite::no);
  if (!written) return tl::make_unexpected(session.with_subject(std::move(written).error(), file.native()));
  return {};
}

}  // namespace sgw::app
