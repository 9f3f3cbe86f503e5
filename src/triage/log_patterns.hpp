#pragma once

#include "src/triage/event_catalogue.hpp"
#include "src/triage/line_matcher.hpp"
#include "src/triage/log_record.hpp"

#include <map>
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
  // Records by which patterns look into them; the rest are numbered as patterns name their events.
  static constexpr std::size_t k_other = 0;
  static constexpr std::size_t k_requests = 1;

  static std::string key_of(std::string_view within, std::string_view expression);

  void add_catalogue(EventCatalogue catalogue);
  // Nothing when the expression does not compile.
  std::optional<std::size_t> add(std::string_view within, std::string_view expression);
  void compile();

  const LineMatcher& matcher() const { return matcher_; }
  const std::vector<LinePattern>& patterns() const { return patterns_; }
  // Of the records of an event.
  std::size_t kind_of(std::string_view event) const;
  // Indexes of the patterns that look for the expression of that index in the matcher, in records of that kind.
  const std::vector<std::size_t>& patterns_of(std::size_t expression, std::size_t kind) const {
    return patterns_of_[kind][expression];
  }
  const EventCatalogue& catalogue() const { return catalogue_; }

 private:
  std::optional<std::size_t> expression_index(std::string_view expression);

  LineMatcher matcher_;
  std::vector<LinePattern> patterns_;
  std::vector<std::vector<std::vector<std::size_t>>> patterns_of_;  // by kind and expression
  std::map<std::string, std::size_t, std::less<>> by_key_;
  std::map<std::string, std::size_t, std::less<>> by_expression_;
  std::map<std::string, std::size_t, std::less<>> kinds_{{std::string(k_request_event), k_requests}};
  EventCatalogue catalogue_;
};

}  // namespace sgw::triage
