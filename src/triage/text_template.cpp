#include "src/triage/text_template.hpp"

#include <cmath>
#include <functional>

namespace sgw::triage {

namespace {

constexpr std::size_t k_max_elements = 6;
constexpr std::size_t k_max_element_bytes = 120;
constexpr std::string_view k_bytes = ":bytes";

struct Slot {
  std::string_view key;
  bool bytes = false;
  bool enclosed = false;  // parentheses stand around it
};

// Calls `literal` for each stretch of plain text, as offset and count, and `slot` for each placeholder.
void walk(std::string_view text, const std::function<void(std::size_t, std::size_t)>& literal,
          const std::function<void(Slot)>& slot) {
  std::size_t from = 0;
  while (from < text.size()) {
    const std::size_t open = text.find('{', from);
    const std::size_t close = open == std::string_view::npos ? open : text.find('}', open);
    if (close == std::string_view::npos) break;
    literal(from, open - from);
    const bool enclosed = open > 0 && text[open - 1] == '(' && text.substr(close + 1, 1) == ")";
    Slot found{text.substr(open + 1, close - open - 1), false, enclosed};
    if (found.key.ends_with(k_bytes)) {
      found.key.remove_suffix(k_bytes.size());
      found.bytes = true;
    }
    slot(found);
    from = close + 1;
  }
  literal(from, text.size() - from);
}

SafeText shown(const FactValue& value, bool bytes) {
  const auto* whole = std::get_if<std::int64_t>(&value);
  if (bytes && whole != nullptr && *whole >= 0) return SafeText::bytes(static_cast<std::uint64_t>(*whole));
  return to_text(value).printable().clipped(k_max_element_bytes);
}

SafeText joined(const FactSet& facts, Slot slot) {
  const auto& elements = facts.all(slot.key);
  SafeText text;
  if (elements.empty()) text = slot.enclosed ? SafeText("unknown") : SafeText("(unknown)");
  for (std::size_t index = 0; index < elements.size() && index < k_max_elements; ++index) {
    if (index > 0) text += SafeText(", ");
    text += shown(elements[index].value, slot.bytes);
  }
  if (elements.size() > k_max_elements) text += SafeText(", …");
  return text;
}

}  // namespace

std::vector<std::string> placeholders(const SafeText& text) {
  std::vector<std::string> keys;
  walk(
      text.view(), [](std::size_t, std::size_t) {}, [&](Slot slot) { keys.emplace_back(slot.key); });
  return keys;
}

SafeText fill(const SafeText& text, const FactSet& facts) {
  SafeText result;
  walk(
      text.view(), [&](std::size_t offset, std::size_t count) { result += text.part(offset, count); },
      [&](Slot slot) { result += joined(facts, slot); });
  return result;
}

}  // namespace sgw::triage
