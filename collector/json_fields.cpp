#include "collector/json_fields.hpp"

#include <sgw_diag/utc_time.hpp>

#include <utility>

namespace sgw::collector {

std::string bounded(std::string text) {
  if (text.size() <= k_max_text) return text;
  return "[left out: " + std::to_string(text.size()) + " bytes]";
}

void put_text(JsonWriter& json, std::string_view key, const JsonReader& value) {
  if (auto text = value.text(); text && !text->empty()) json.member(key, bounded(*std::move(text)));
}

void put_integer(JsonWriter& json, std::string_view key, const JsonReader& value) {
  if (const auto number = value.integer()) json.member(key, *number);
}

void put_flag(JsonWriter& json, std::string_view key, const JsonReader& value) {
  if (const auto flag = value.boolean()) json.member(key, *flag);
}

void put_time(JsonWriter& json, std::string_view key, const JsonReader& value) {
  const auto text = value.text();
  if (!text || text->starts_with("0001-")) return;
  if (const auto time = parse_time(*text)) json.member(key, format_time(*time));
}

void put_texts(JsonWriter& json, std::string_view key, const JsonReader& list) {
  json.key(key).begin_array();
  std::size_t count = 0;
  for (const JsonReader& item : list.items()) {
    if (count == k_max_items) break;
    auto text = item.text();
    if (!text) continue;
    json.value(bounded(*std::move(text)));
    ++count;
  }
  json.end_array();
}

void put_words(JsonWriter& json, std::string_view key, const std::vector<std::string>& words) {
  json.key(key).begin_array();
  std::size_t count = 0;
  for (const std::string& word : words) {
    if (count++ == k_max_items) break;
    json.value(bounded(word));
  }
  json.end_array();
}

}  // namespace sgw::collector
