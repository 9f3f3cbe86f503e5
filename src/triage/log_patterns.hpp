#pragma once

#include "src/triage/event_catalogue.hpp"
#include "src/triage/line_matcher.hpp"

#include <optional>
#include <string>
#include <vector>

namespace sgw::triage {

// One expression on log lines, of a rule, of the catalogue, or of both.
struct LinePattern {
  std::string key;             // names it in InstanceFacts::matched
  std::string within;          // the event whose record the line must belong to; empty: any record but a request's
  std::size_t expression = 0;  // index in the matcher
  std::vector<std::size_t> entries;  // of the catalogue, counted as events of their own
};

// All line expressions of a rule book. The matcher holds each once, whatever events it is looked for in.
class LogPatterns {
 public:
  static std::string key_of(std::string_view within, std::string_view expression);

  void add_catalogue(EventCatalogue catalogue);
  // Nothing when the expression does not compile.
  std::optional<std::size_t> add(std::string_view within, std::string_view expression);
  void compile() { matcher_.compile(); }

  const LineMatcher& matcher() const { return matcher_; }
  const std::vector<LinePattern>& patterns() const { return patterns_; }
  // Indexes of the patterns that look for the expression of that index in the matcher.
  const std::vector<std::size_t>& patterns_of(std::size_t expression) const { return patterns_of_[expression]; }
  const EventCatalogue& catalogue() const { return catalogue_; }

 private:
  std::optional<std::size_t> expression_index(std::string_view expression);

  LineMatcher matcher_;
  std::vector<LinePattern> patterns_;
  std::vector<std::vector<std::size_t>> patterns_of_;
  std::map<std::string, std::size_t, std::less<>> by_key_;
  std::map<std::string, std::size_t, std::less<>> by_expression_;
  EventCatalogue catalogue_;
};

}  // namespace sgw::triage
