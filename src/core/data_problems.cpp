#include <sgw_diag/json_reader.hpp>

#include <algorithm>

namespace sgw {

void DataProblems::add(const SafeJson& where, Literal reason, const SafeText& detail) {
  SafeText line = (where.where().empty() ? SafeText("/") : where.where()) + ": " + SafeText(reason);
  if (!detail.empty()) line += SafeText(" (") + detail.printable().clipped(120) + ")";
  lines_.push_back(std::move(line));
}

void DataProblems::only_keys(const SafeJson& object, std::initializer_list<std::string_view> known) {
  if (!object.is_object()) {
    add(object, "an object was expected");
    return;
  }
  for (const auto& [key, value] : object.members()) {
    if (std::find(known.begin(), known.end(), key.view()) == known.end()) add(value, "unknown key");
  }
}

SafeText DataProblems::text(const SafeJson& object, std::string_view key) {
  const SafeJson value = object[key];
  auto held = value.safe_text();
  if (!held || held->empty())
    add(value, value.exists() ? Literal("a text was expected") : Literal("a text is missing here"));
  return held.value_or(SafeText());
}

std::vector<SafeText> DataProblems::texts(const SafeJson& object, std::string_view key) {
  std::vector<SafeText> list;
  const SafeJson value = object[key];
  if (!value.exists()) return list;
  if (!value.is_array()) {
    add(value, "a list of texts was expected");
    return list;
  }
  for (const SafeJson& item : value.items()) {
    if (auto held = item.safe_text()) {
      list.push_back(*std::move(held));
    } else {
      add(item, "a text was expected");
    }
  }
  return list;
}

Error DataProblems::error() const {
  SafeText all = file_;
  for (const SafeText& line : lines_) all += SafeText("\n  ") + line;
  return {ErrorKind::bad_data_file, "cannot use the data file", all};
}

}  // namespace sgw
