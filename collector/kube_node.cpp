#include "collector/kube_node.hpp"

#include "collector/json_fields.hpp"
#include "collector/kube_object.hpp"

#include <array>
#include <string>
#include <utility>
#include <vector>

namespace sgw::collector {

namespace {

// "key=value:effect", "key:effect"
std::string taint_text(const JsonReader& taint) {
  std::string text = taint["key"].text_or("");
  if (const std::string value = taint["value"].text_or(""); !value.empty()) text += "=" + value;
  if (const std::string effect = taint["effect"].text_or(""); !effect.empty()) text += ":" + effect;
  return text;
}

}  // namespace

void write_node(JsonWriter& json, const JsonReader& node) {
  json.begin_object();
  put_text(json, "name", node["metadata"]["name"]);
  // "Unknown" is the word for a node that is not heard of any more: it is not ready.
  if (const auto ready = kube_condition(node, "Ready")["status"].text()) json.member("ready", *ready == "True");
  constexpr std::array<std::pair<const char*, const char*>, 4> k_pressures{{{"MemoryPressure", "memory"},
                                                                            {"DiskPressure", "disk"},
                                                                            {"PIDPressure", "pid"},
                                                                            {"NetworkUnavailable", "network"}}};
  std::vector<std::string> pressures;
  for (const auto& [type, word] : k_pressures) {
    if (kube_condition(node, type)["status"].text_or("") == "True") pressures.emplace_back(word);
  }
  put_words(json, "pressure", pressures);
  json.member("unschedulable", node["spec"]["unschedulable"].boolean_or(false));
  std::vector<std::string> taints;
  for (const JsonReader& taint : node["spec"]["taints"].items(k_max_items)) taints.push_back(taint_text(taint));
  put_words(json, "taints", taints);
  const JsonReader info = node["status"]["nodeInfo"];
  put_text(json, "kubelet", info["kubeletVersion"]);
  put_text(json, "runtime", info["containerRuntimeVersion"]);
  put_text(json, "kernel", info["kernelVersion"]);
  put_text(json, "os", info["osImage"]);
  put_text(json, "architecture", info["architecture"]);
  json.end_object();
}

}  // namespace sgw::collector
