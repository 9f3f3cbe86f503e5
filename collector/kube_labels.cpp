#include "collector/kube_labels.hpp"

#include "collector/json_fields.hpp"

#include <algorithm>

namespace sgw::collector {

namespace {

bool all_equal(const JsonReader& map, const KubeLabels& labels) {
  const auto wanted = map.members(k_max_items);
  return std::all_of(wanted.begin(), wanted.end(), [&labels](const auto& label) {
    const auto found = labels.find(label.first);
    return found != labels.end() && label.second.text() == found->second;
  });
}

bool holds(const JsonReader& condition, const KubeLabels& labels) {
  const auto label = labels.find(condition["key"].text_or(""));
  const bool has = label != labels.end();
  const std::string how = condition["operator"].text_or("");
  if (how == "Exists") return has;
  if (how == "DoesNotExist") return !has;
  if (how != "In" && how != "NotIn") return false;
  const auto values = condition["values"].items(k_max_items);
  const bool listed = has && std::any_of(values.begin(), values.end(),
                                         [&label](const JsonReader& value) { return value.text() == label->second; });
  return how == "In" ? listed : !listed;
}

}  // namespace

KubeLabels kube_labels(const JsonReader& object) {
  KubeLabels labels;
  for (const auto& [name, value] : object["metadata"]["labels"].members(k_max_items)) {
    labels.insert_or_assign(name, value.text_or(""));
  }
  return labels;
}

bool selects(const JsonReader& selector, const KubeLabels& labels) {
  if (!selector.is_object() || !all_equal(selector["matchLabels"], labels)) return false;
  const auto conditions = selector["matchExpressions"].items(k_max_items);
  return std::all_of(conditions.begin(), conditions.end(),
                     [&labels](const JsonReader& condition) { return holds(condition, labels); });
}

bool map_selects(const JsonReader& map, const KubeLabels& labels) {
  return !map.members(1).empty() && all_equal(map, labels);
}

}  // namespace sgw::collector
