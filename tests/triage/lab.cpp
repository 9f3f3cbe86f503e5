#include "tests/triage/lab.hpp"

#include "src/report/document.hpp"
#include "tests/support/resource_forge.hpp"

#include <sgw_diag/json_reader.hpp>
#include <sgw_diag/json_writer.hpp>

#include <algorithm>
#include <stdexcept>

namespace sgw::triage::test {

SafeText safe(std::string_view text) {
  const std::string document = "[" + json_quoted(text) + "]";
  const auto root = SafeJson::open(ResourceForge::of(document));
  if (!root) throw std::runtime_error("no text");
  return root->at(0).safe_text_or("");
}

RedactedBytes redacted(std::string_view text) {
  report::Document document = report::Document::text();
  document.add(safe(text));
  return document.take();
}

UtcTime at(std::string_view text) {
  const auto time = parse_time(text);
  if (!time) throw std::runtime_error("no time");
  return *time;
}

const RuleBook& shipped_rules() {
  static const RuleBook rules = [] {
    ResourceStore store;
    store.add(triage_data());
    auto book = RuleBook::load(store);
    if (!book) throw std::runtime_error(std::string(book.error().text().view()));
    return *std::move(book);
  }();
  return rules;
}

Lab::Lab(const RuleBook& rules) : rules_(rules), sink_(std::make_unique<FactExtractor>(rules)) {}

InstanceId Lab::add_instance(std::string_view folder) {
  const InstanceId id{instances_++};
  sink_->add_instance({id, SafeName("files"), safe(folder), safe(folder)});
  return id;
}

std::unique_ptr<RedactedEntry> Lab::open(Role role, std::string_view name, std::optional<InstanceId> instance) {
  ArtifactHeader header;
  header.source = SafeName("files");
  header.role = role;
  header.path = BundlePath() / safe(name);
  if (instance) header.instances.push_back(*instance);
  return sink_->open(header);
}

void Lab::add(Role role, std::string_view name, std::string_view text, std::optional<InstanceId> instance,
              std::size_t chunk) {
  if (instances_ == 0) add_instance("edge");
  const auto entry = open(role, name, instance);
  while (!text.empty()) {
    std::size_t length = std::min(chunk, text.size());
    if (length < text.size()) length = std::min(text.find('\n', length), text.size() - 1) + 1;
    entry->write(redacted(text.substr(0, length)));
    text.remove_prefix(length);
  }
  entry->finish({}, {});
}

void Lab::add_missing(Role role, std::string_view name) {
  if (instances_ == 0) add_instance("edge");
  Outcome outcome;
  outcome.completeness = Completeness::missing;
  open(role, name, std::nullopt)->finish(outcome, {});
}

Evidence Lab::evidence(std::string_view as_of) {
  Evidence evidence;
  evidence.as_of = as_of.empty() ? rules_.version_table_date() : at(as_of);
  evidence.as_of_given = !as_of.empty();
  evidence.facts = sink_->take();
  evidence.clusters = sink_->take_clusters();
  for (const auto& facts : evidence.facts) evidence.instances.push_back(facts.instance);
  return evidence;
}

Verdict Lab::judge(std::string_view as_of, const JudgeOptions& options) {
  Evidence found = evidence(as_of);
  return rules_.classify(found, options);
}

const Finding* finding(const Verdict& verdict, std::string_view rule) {
  const auto found = std::find_if(verdict.findings.begin(), verdict.findings.end(),
                                  [&](const Finding& one) { return one.rule.view() == rule; });
  return found == verdict.findings.end() ? nullptr : &*found;
}

std::string outline(const Verdict& verdict) {
  return std::string(to_literal(verdict.owner).view()) + " " + std::string(verdict.category.view()) + " " +
         std::string(to_literal(verdict.confidence).view());
}

}  // namespace sgw::triage::test
