#include "src/triage/fact.hpp"

#include <cmath>

namespace sgw::triage {

namespace {

constexpr std::size_t k_max_elements = 256;  // of one key: a hostile document may hold millions

template <class... Handlers>
struct Overloaded : Handlers... {
  using Handlers::operator()...;
};
template <class... Handlers>
Overloaded(Handlers...) -> Overloaded<Handlers...>;

}  // namespace

void FactSet::add(std::string_view key, Fact fact) {
  auto found = facts_.find(key);
  if (found == facts_.end()) found = facts_.emplace(std::string(key), std::vector<Fact>()).first;
  auto& elements = found->second;
  const bool stated = fact.origin == FactOrigin::stated;
  if (!elements.empty() && (elements.front().origin == FactOrigin::stated) != stated) {
    if (stated) return;
    elements.clear();
  }
  if (elements.size() < k_max_elements) elements.push_back(std::move(fact));
}

void FactSet::erase(std::string_view key) {
  if (const auto found = facts_.find(key); found != facts_.end()) facts_.erase(found);
}

const std::vector<Fact>& FactSet::all(std::string_view key) const {
  static const std::vector<Fact> none;
  const auto found = facts_.find(key);
  return found == facts_.end() ? none : found->second;
}

const Fact* FactSet::first(std::string_view key) const {
  const auto& elements = all(key);
  return elements.empty() ? nullptr : &elements.front();
}

std::optional<bool> FactSet::boolean(std::string_view key) const {
  const Fact* fact = first(key);
  if (fact == nullptr) return std::nullopt;
  if (const auto* flag = std::get_if<bool>(&fact->value)) return *flag;
  return std::nullopt;
}

std::optional<double> FactSet::number(std::string_view key) const {
  const Fact* fact = first(key);
  if (fact == nullptr) return std::nullopt;
  if (const auto* whole = std::get_if<std::int64_t>(&fact->value)) return static_cast<double>(*whole);
  if (const auto* real = std::get_if<double>(&fact->value)) return *real;
  return std::nullopt;
}

std::optional<UtcTime> FactSet::time(std::string_view key) const {
  const Fact* fact = first(key);
  if (fact == nullptr) return std::nullopt;
  if (const auto* moment = std::get_if<UtcTime>(&fact->value)) return *moment;
  if (const auto* text_value = std::get_if<SafeText>(&fact->value)) return parse_time(text_value->view());
  return std::nullopt;
}

std::optional<SafeText> FactSet::text(std::string_view key) const {
  const Fact* fact = first(key);
  if (fact == nullptr) return std::nullopt;
  return to_text(fact->value);
}

SafeText to_text(const FactValue& value) {
  return std::visit(Overloaded{
                        [](bool flag) { return flag ? SafeText("true") : SafeText("false"); },
                        [](std::int64_t number) { return SafeText(number); },
                        [](double number) { return SafeText::decimal(number, std::floor(number) == number ? 0 : 2); },
                        [](UtcTime time) { return SafeText(time); },
                        [](const SafeText& text) { return text; },
                    },
                    value);
}

}  // namespace sgw::triage
