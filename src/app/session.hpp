#pragma once

#include "src/app/options.hpp"
#include "src/report/reports.hpp"
#include "src/triage/rule_book.hpp"

#include <sgw_diag/redaction.hpp>
#include <sgw_diag/resource.hpp>

#include <memory>
#include <string_view>

namespace sgw::app {

// What every command needs before it touches anything: the data files, the redactor (self-tested), the rules.
// Everything in it can fail and says why; after it only collecting remains, which cannot.
class Session {
 public:
  // Reads the built-in data and the files given by flag. The map's key is read here if the map is there.
  static Result<Session> open(const GivenFiles& given, redaction::Profile profile);

  const ResourceStore& store() const { return *store_; }
  const redaction::Redactor& redactor() const { return *redactor_; }
  const triage::RuleBook& rules() const { return *rules_; }
  report::ToolInfo tool_info() const;

  // What the operator typed, fit to be shown: through the gate like everything else.
  SafeText shown(std::string_view typed) const;
  Error with_subject(Error error, std::string_view typed) const;

  // Keeps the key at home, if a map was asked for: 0600, never overwritten by another key.
  Result<void> save_map() const;

 private:
  Session() = default;
  std::unique_ptr<ResourceStore> store_;
  std::unique_ptr<redaction::Redactor> redactor_;
  std::unique_ptr<triage::RuleBook> rules_;
  redaction::Profile profile_ = redaction::Profile::support;
  std::optional<std::filesystem::path> map_;
  bool map_was_there_ = false;
};

// The version of this program, as in `--version`.
Literal tool_version();

}  // namespace sgw::app
