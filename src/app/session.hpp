#pragma once

#include "src/app/options.hpp"
#include "src/report/reports.hpp"
#include "src/triage/rule_book.hpp"

#include <sgw_diag/redaction.hpp>
#include <sgw_diag/resource.hpp>

#include <memory>
#include <string_view>

namespace sgw::app {

// Only a command that classifies needs the triage rules, and reading them takes a while.
enum class Needs { redaction, triage };

// What every command needs before it touches anything: the data files, the redactor (self-tested), the rules.
// Everything in it can fail and says why; after it only collecting remains, which cannot.
class Session {
 public:
  // Reads the built-in data and the files given by flag, the map among them if it is there.
  static Result<Session> open(const GivenFiles& given, redaction::Profile profile, Needs needs = Needs::triage);

  const ResourceStore& store() const { return *store_; }
  const redaction::Redactor& redactor() const { return *redactor_; }
  const triage::RuleBook& rules() const { return *rules_; }  // of a session that was opened for triage
  report::ToolInfo tool_info() const;

  // What the operator typed, fit to be shown: through the gate like everything else.
  SafeText shown(std::string_view typed) const;
  // A path's parts are cleaned as the names of a bundle's files are.
  SafeText shown_path(const std::filesystem::path& path) const;
  Error with_subject(Error error, std::string_view typed) const;
  // What the raw side says, fit to be shown.
  Error told(const RawError& error) const;

  // Keeps the key and what pseudonyms stand for at home, if a map was asked for: 0600, written whole or not at all.
  // What the file holds by now is kept; one with another key is an error and stays as it is.
  Result<void> save_map() const;
  // Whether `path` is the map of this run, by whatever name.
  bool is_map(const std::filesystem::path& path) const;
  // What the operator must know about the map: that it has no room for all pseudonyms.
  std::optional<SafeText> map_note() const;
  // The one way back: text for the operator's own eyes, with the map's pseudonyms turned back.
  RevealedBytes reveal(std::string_view text, RevealCount& count) const;

 private:
  Result<void> add_rules(const std::vector<std::filesystem::path>& files);
  Session() = default;
  static Result<redaction::HomeMap> read_map(const std::filesystem::path& file);
  Error map_error(Error error) const { return with_subject(std::move(error), map_->native()); }

  std::unique_ptr<ResourceStore> store_;
  std::unique_ptr<redaction::Redactor> redactor_;
  std::unique_ptr<triage::RuleBook> rules_;
  redaction::Profile profile_ = redaction::Profile::support;
  std::optional<std::filesystem::path> map_;
  redaction::PseudonymKey key_ = redaction::PseudonymKey::random();
};

// The version of this program, as in `--version`.
Literal tool_version();

}  // namespace sgw::app
