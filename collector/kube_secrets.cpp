#include "collector/kube_secrets.hpp"

#include "collector/json_fields.hpp"
#include "collector/kube_environment.hpp"
#include "collector/text.hpp"

#include <utility>
#include <vector>

namespace sgw::collector {

namespace {

constexpr std::size_t k_max_values = 5'000;  // of a pod

class Values {
 public:
  void add(std::string name, std::string value) {
    if (!value.empty() && all_.size() < k_max_values) all_.push_back({std::move(name), std::move(value)});
  }

  void add_all(const JsonReader& map) {
    for (const auto& [name, value] : map.members(k_max_items)) add(name, value.text_or(""));
  }

  // A flag's value stands in the same word or in the next one.
  void add_words(const JsonReader& words) {
    std::string flag;
    for (const JsonReader& item : words.items(k_max_items)) {
      const std::string word = item.text_or("");
      const std::size_t name = word.find_first_not_of('-');
      const std::size_t mark = word.find('=');
      if (name != std::string::npos && mark != std::string::npos && mark > name) {
        add(word.substr(name, mark - name), word.substr(mark + 1));
      }
      add(flag, word);  // also without a flag: a token or an address with credentials is known by its look
      flag = name != 0 && name != std::string::npos && mark == std::string::npos ? word.substr(name) : std::string();
    }
  }

  const std::vector<EnvVariable>& all() const { return all_; }

 private:
  std::vector<EnvVariable> all_;
};

// Headers go by any case.
void add_request(const JsonReader& request, Values& values) {
  for (const JsonReader& header : request["httpHeaders"].items(k_max_items)) {
    const std::string name = header["name"].text_or("");
    values.add(lower(name) == "authorization" ? "authorization token" : name, header["value"].text_or(""));
  }
}

// A probe or a hook: the kubelet quotes them when they fail.
void add_action(const JsonReader& action, Values& values) {
  add_request(action["httpGet"], values);
  values.add_words(action["exec"]["command"]);
}

void add_container(const JsonReader& container, const ConfigMapLookup& config_maps, Values& values) {
  for (const EnvVariable& variable : kube_environment(container, config_maps).variables) {
    values.add(variable.name, variable.value);
  }
  values.add_words(container["command"]);
  values.add_words(container["args"]);
  for (const char* probe : {"readinessProbe", "livenessProbe", "startupProbe"}) add_action(container[probe], values);
  for (const char* hook : {"postStart", "preStop"}) add_action(container["lifecycle"][hook], values);
}

}  // namespace

void learn_kube_secrets(const KubeView& view, RawSink& sink) {
  Values values;
  const ConfigMapLookup config_maps = config_map_lookup(view.context.around);
  // The gateway's first: others must not use up the room for them.
  add_container(view.gateway.spec, config_maps, values);
  for (const KubeContainer& container : view.containers) {
    if (container.name() != view.gateway.name()) add_container(container.spec, config_maps, values);
  }
  for (const JsonReader& volume : view.subject["spec"]["volumes"].items(k_max_items)) {
    values.add_all(volume["csi"]["volumeAttributes"]);  // a failed mount quotes its options
    values.add_all(volume["flexVolume"]["options"]);
  }
  values.add_all(view.subject["metadata"]["annotations"]);
  values.add_all(view.subject["metadata"]["labels"]);
  learn_secrets(values.all(), sink);
}

}  // namespace sgw::collector
