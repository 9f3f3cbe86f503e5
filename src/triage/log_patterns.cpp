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
  patterns_of_[*place].push_back(index);
  return index;
}

std::optional<std::size_t> LogPatterns::expression_index(std::string_view expression) {
  if (const auto found = by_expression_.find(expression); found != by_expression_.end()) return found->second;
  const auto index = matcher_.add(expression);
  if (!index) return std::nullopt;
  by_expression_.emplace(expression, *index);
  patterns_of_.resize(*index + 1);
  return index;
}

}  // namespace sgw::triage
