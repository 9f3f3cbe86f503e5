#include "tests/support/kube_selector.hpp"

#include <algorithm>
#include <optional>
#include <string_view>
#include <vector>

namespace sgw::test {

namespace {

std::string_view trimmed(std::string_view text) {
  while (text.starts_with(' ')) text.remove_prefix(1);
  while (text.ends_with(' ')) text.remove_suffix(1);
  return text;
}

// At commas, but not at those between brackets.
std::vector<std::string_view> requirements_of(std::string_view selector) {
  std::vector<std::string_view> result;
  int depth = 0;
  std::size_t from = 0;
  for (std::size_t i = 0; i <= selector.size(); ++i) {
    if (i < selector.size() && selector[i] == '(') ++depth;
    if (i < selector.size() && selector[i] == ')') --depth;
    if (i < selector.size() && (selector[i] != ',' || depth > 0)) continue;
    if (const auto one = trimmed(selector.substr(from, i - from)); !one.empty()) result.push_back(one);
    from = i + 1;
  }
  return result;
}

bool is_among(std::string_view list, const std::optional<std::string>& value) {
  const auto values = requirements_of(list);
  return value && std::find(values.begin(), values.end(), *value) != values.end();
}

// "key in (a,b)", "key notin (a,b)"; nothing when it is another form.
std::optional<bool> fits_set(std::string_view one, const JsonReader& labels) {
  for (const std::string_view word : {std::string_view(" notin "), std::string_view(" in ")}) {
    const std::size_t at = one.find(word);
    const std::size_t open = one.find('(');
    if (at == std::string_view::npos || open == std::string_view::npos) continue;
    const bool among =
        is_among(one.substr(open + 1, one.rfind(')') - open - 1), labels[trimmed(one.substr(0, at))].text());
    return (word == " in ") == among;
  }
  return std::nullopt;
}

struct Equality {
  std::string_view key;
  std::string_view value;
  bool wanted = true;
};

std::optional<Equality> equality_of(std::string_view one) {
  const std::size_t at = one.find('=');
  if (at == std::string_view::npos) return std::nullopt;
  const bool negated = at > 0 && one[at - 1] == '!';
  const bool doubled = one.substr(at).starts_with("==");
  return Equality{.key = trimmed(one.substr(0, negated ? at - 1 : at)),
                  .value = trimmed(one.substr(at + (doubled ? 2 : 1))),
                  .wanted = !negated};
}

std::string field(JsonReader object, std::string_view path) {
  while (!path.empty()) {
    const std::string_view part = path.substr(0, path.find('.'));
    object = object[part];
    path.remove_prefix(part.size() == path.size() ? part.size() : part.size() + 1);
  }
  return object.text_or("");
}

}  // namespace

bool fits_labels(const std::string& selector, const JsonReader& object) {
  const JsonReader labels = object["metadata"]["labels"];
  const auto requirements = requirements_of(selector);
  return std::all_of(requirements.begin(), requirements.end(), [&](std::string_view one) {
    if (const auto set = fits_set(one, labels)) return *set;
    if (const auto equality = equality_of(one)) {
      return (labels[equality->key].text() == std::string(equality->value)) == equality->wanted;
    }
    if (one.starts_with('!')) return !labels[trimmed(one.substr(1))].exists();
    return labels[one].exists();
  });
}

bool fits_fields(const std::string& selector, const JsonReader& object) {
  const auto requirements = requirements_of(selector);
  return std::all_of(requirements.begin(), requirements.end(), [&](std::string_view one) {
    const auto equality = equality_of(one);
    return equality && (field(object, equality->key) == equality->value) == equality->wanted;
  });
}

}  // namespace sgw::test
