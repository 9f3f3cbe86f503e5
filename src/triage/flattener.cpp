#include "src/triage/flattener.hpp"

#include <algorithm>

namespace sgw::triage {

namespace {

constexpr std::size_t k_max_key = 300;    // bytes
constexpr std::size_t k_max_quote = 240;  // bytes
constexpr std::size_t k_max_text = 4096;  // bytes of one value that are looked at

// Times are RFC 3339 text; a bare date or a number is not taken for one.
std::optional<UtcTime> time_in(std::string_view text) {
  if (text.size() < 20 || text.size() > 40 || text[4] != '-' || text[10] != 'T') return std::nullopt;
  return parse_time(text);
}

// False for null and for what is no scalar.
bool read_value(const SafeJson& json, FactValue& value) {
  if (const auto flag = json.boolean()) {
    value = *flag;
  } else if (const auto whole = json.integer()) {
    value = *whole;
  } else if (const auto real = json.number()) {
    value = *real;
  } else if (!json.is_string()) {
    return false;
  } else if (const SafeText text = json.safe_text_or(""); const auto time = time_in(text.view())) {
    value = *time;
  } else {
    value = text.view().size() > k_max_text ? text.clipped(k_max_text) : text;
  }
  return true;
}

}  // namespace

void Flattener::add(const SafeJson& value, const std::string& prefix) {
  if (prefix.size() > k_max_key || added_ >= most_) return;
  if (value.is_object()) {
    for (const auto& [name, member] : value.members()) {
      add(member, prefix.empty() ? std::string(name.view()) : prefix + "." + std::string(name.view()));
    }
  } else if (value.is_array()) {
    std::size_t index = 0;
    for (const SafeJson& item : value.items()) {
      const bool nested = item.is_object() || item.is_array();
      if (nested) {
        add(item, prefix + "." + std::to_string(index));
      } else {
        add_scalar(item, prefix);
      }
      ++index;
    }
  } else {
    add_scalar(value, prefix);
  }
}

void Flattener::add_scalar(const SafeJson& json, const std::string& key) {
  if (added_ >= most_) return;
  FactValue value;
  if (!read_value(json, value)) return;
  ++added_;
  const SafeText pointer = json.where();
  const SafeText text = pointer + " = " + to_text(value);
  facts_.add(key, {std::move(value), origin_, {file_, std::nullopt, pointer, text.printable().clipped(k_max_quote)}});
}

}  // namespace sgw::triage
