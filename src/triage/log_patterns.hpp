#pragma once

#include "src/triage/event_catalogue.hpp"
#include "src/triage/line_matcher.hpp"

#include <optional>
#include <string>
#include <vector>

namespace sgw::triage {

// One expression on log lines, of a rule, of the catalogue, or of both.
struct LinePattern {
  std::string key;     // names it in InstanceFacts::matched
  std::string within;  // the event whose record the line must belong to; empty: any record but a request's
  std::vector<std::size_t> entries;  // of the catalogue, counted as events of their own
};

// All line expressions of a rule book, each once.
class LogPatterns {
 public:
  static std::string key_of(std::string_view within, std::string_view expression);

  void add_catalogue(EventCatalogue catalogue);
  // Nothing when the expression does not compile.
  std::optional<std::size_t> add(std::string_view within, std::string_view expression);
  void compile() { matcher_.compile(); }

  const LineMatcher& matcher() const { return matcher_; }
  const std::vector<LinePattern>& patterns() const { return patterns_; }
  const EventCatalogue& catalogue() const { return catalogue_; }

 private:
  LineMatcher matcher_;
  std::vector<LinePattern> patterns_;
  std::map<std::string, std::size_t, std::less<>> by_key_;
  EventCatalogue catalogue_;
};

}  // namespace sgw::triage
