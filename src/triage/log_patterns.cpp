#include "src/triage/log_patterns.hpp"

namespace sgw::triage {

std::string LogPatterns::key_of(std::string_view within, std::string_view expression) {
  std::string key(within);
  if (!key.empty()) key += " ~ ";
  return key.append(expression);
}

void LogPatterns::add_catalogue(EventCatalogue catalogue) {
  catalogue_ = std::move(catalogue);
  for (std::size_t index = 0; index < catalogue_.entries().size(); ++index) {
    const CatalogueEntry& entry = catalogue_.entries()[index];
    if (entry.line.empty()) continue;
    if (const auto pattern = add(entry.within, entry.line)) patterns_[*pattern].entries.push_back(index);
  }
}

std::optional<std::size_t> LogPatterns::add(std::string_view within, std::string_view expression) {
  std::string key = key_of(within, expression);
  if (const auto found = by_key_.find(key); found != by_key_.end()) return found->second;
  const auto place = expression_index(expression);
  if (!place) return std::nullopt;
  const std::size_t index = patterns_.size();
  by_key_.emplace(key, index);
  patterns_.push_back({std::move(key), std::string(within), *place, {}});
  if (!within.empty()) kinds_.emplace(within, kinds_.size() + 1);
  return index;
}

std::size_t LogPatterns::kind_of(std::string_view event) const {
  const auto found = kinds_.find(event);
  return found == kinds_.end() ? k_other : found->second;
}

// What a gateway says all the time are requests and events that no pattern asks for.
void LogPatterns::compile() {
  std::vector<LineMatcher::Kind> kinds(kinds_.size() + 1);
  patterns_of_.assign(kinds.size(), std::vector<std::vector<std::size_t>>(by_expression_.size()));
  for (std::size_t index = 0; index < patterns_.size(); ++index) {
    const LinePattern& pattern = patterns_[index];
    for (std::size_t kind = 0; kind < kinds.size(); ++kind) {
      const bool fits = pattern.within.empty() ? kind != k_requests : kind == kind_of(pattern.within);
      if (fits) patterns_of_[kind][pattern.expression].push_back(index);
    }
  }
  for (std::size_t kind = 0; kind < kinds.size(); ++kind) {
    if (kind != k_other && kind != k_requests) kinds[kind].common = LineMatcher::Common::no;
    for (std::size_t expression = 0; expression < by_expression_.size(); ++expression) {
      if (!patterns_of_[kind][expression].empty()) kinds[kind].expressions.push_back(static_cast<int>(expression));
    }
  }
  matcher_.compile(std::move(kinds));
}

std::optional<std::size_t> LogPatterns::expression_index(std::string_view expression) {
  if (const auto found = by_expression_.find(expression); found != by_expression_.end()) return found->second;
  const auto index = matcher_.add(expression);
  if (!index) return std::nullopt;
  by_expression_.emplace(expression, *index);
  return index;
}

}  // namespace sgw::triage
