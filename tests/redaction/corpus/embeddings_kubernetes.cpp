#include "tests/redaction/corpus/embedding_families.hpp"
#include "tests/redaction/corpus/encode.hpp"
#include "tests/redaction/corpus/escape.hpp"
#include "tests/redaction/corpus/yaml_text.hpp"

#include <array>

namespace sgw::corpus {
namespace {

std::string head(Page& page, std::string_view kind, std::string_view version = "v1") {
  return "apiVersion: " + std::string(version) + "\nkind: " + std::string(kind) +
         "\nmetadata:\n  name: " + word(page.rng()) +
         "\n  namespace: apim\n  uid: " + page.keep("uid", guid(page.rng())) + "\n  labels:\n    app: gateway\n";
}

// Keys of one map must differ, so each value gets an object of its own.
template <std::string (*write)(Page&, const Slot&)>
std::string objects(Page& page, std::span<const Slot> slots) {
  return each(page, slots, "---\n", write);
}

std::string secret_data(Page& page, const Slot& slot) {
  return head(page, "Secret") + "type: Opaque\ndata:\n  " + slot.name + ": " + base64(slot.text()) + "\n";
}
std::string secret_string_data(Page& page, const Slot& slot) {
  return head(page, "Secret") + "stringData:\n  " + slot.name + ": " + yaml_value(slot.text(), "    ") + "\n";
}
std::string config_map(Page& page, const Slot& slot) {
  return head(page, "ConfigMap") + "data:\n  telemetry.logs.std: text\n  " + slot.name + ": " +
         yaml_value(slot.text(), "    ") + "\n";
}
std::string config_map_file(Page& page, const Slot& slot) {
  return head(page, "ConfigMap") +
         "data:\n  appsettings.json: |\n    {\n      \"Logging\": {\"Level\": \"Info\"},\n      \"" + json(slot.name) +
         "\": \"" + json(slot.text()) + "\"\n    }\n";
}
std::string config_map_env(Page& page, const Slot& slot) {
  return head(page, "ConfigMap") + "data:\n  env.conf: |\n    telemetry.logs.std=text\n    " + slot.name + "=" +
         one_line(slot.text()) + "\n    net.client.timeout=00:01:40\n";
}

std::string pod(Page& page, const std::string& inside) {
  return head(page, "Pod") +
         "spec:\n  containers:\n  - name: gateway\n    image: mcr.microsoft.com/azure-api-management/"
         "gateway:2.12.3\n" +
         inside + "    resources:\n      limits:\n        memory: 1Gi\n";
}
std::string pod_env(Page& page, const Slot& slot) {
  return pod(page,
             "    env:\n    - name: " + slot.name + "\n      value: " + yaml_value(slot.text(), "        ") + "\n");
}
std::string pod_args(Page& page, const Slot& slot) {
  return pod(page, "    args:\n    - --" + kebab(slot.name) + "\n    - \"" + json(slot.text()) + "\"\n");
}
std::string pod_joined_args(Page& page, const Slot& slot) {
  return pod(page, "    args:\n    - \"--" + kebab(slot.name) + '=' + json(slot.text()) + "\"\n");
}
std::string pod_command(Page& page, const Slot& slot) {
  const std::string command = "export " + upper_snake(slot.name) + '=' + shell_word(slot.text()) + " && exec /app/run";
  return pod(page, R"(    command: ["/bin/sh", "-c", ")" + json(command) + "\"]\n");
}
std::string init_container(Page& page, const Slot& slot) {
  return pod(page, "") + "  initContainers:\n  - name: migrate\n    env:\n    - {name: " + slot.name + ", value: \"" +
         json(slot.text()) + "\"}\n";
}

std::string env_json(const Slot& slot) {
  return R"({"apiVersion":"apps/v1","kind":"Deployment","spec":{"template":{"spec":{"containers":[{"name":"gateway","env":[{"name":")" +
         json(slot.name) + R"(","value":")" + json(slot.text()) + R"("}]}]}}}})";
}
std::string last_applied(Page& page, const Slot& slot) {
  return head(page, "Deployment", "apps/v1") +
         "  annotations:\n    kubectl.kubernetes.io/last-applied-configuration: |\n      " + env_json(slot) + "\n";
}
std::string last_applied_quoted(Page& page, const Slot& slot) {
  return head(page, "Deployment", "apps/v1") +
         "  annotations:\n    kubectl.kubernetes.io/last-applied-configuration: '" + yaml_single(env_json(slot)) +
         "'\n";
}
std::string annotation(Page& page, const Slot& slot) {
  return head(page, "Secret") + "  annotations:\n    " + kebab(slot.name) + "/" + slot.name + ": \"" +
         json(slot.text()) + "\"\n";
}

std::string object_list(Page& page, std::span<const Slot> slots) {
  return R"({"apiVersion":"v1","kind":"List","items":[)" +
         each(page, slots, ",",
              [](Page& p, const Slot& slot) {
                return R"({"kind":"ConfigMap","metadata":{"name":")" + word(p.rng()) + R"(","uid":")" + guid(p.rng()) +
                       R"("},"data":{")" + json(slot.name) + R"(":")" + json(slot.text()) + R"("}})";
              }) +
         "]}\n";
}
std::string secret_list(Page& page, std::span<const Slot> slots) {
  return R"({"apiVersion":"v1","kind":"List","items":[)" +
         each(page, slots, ",",
              [](Page& p, const Slot& slot) {
                return R"({"kind":"Secret","type":"Opaque","metadata":{"name":")" + word(p.rng()) + R"("},"data":{")" +
                       json(slot.name) + R"(":")" + base64(slot.text()) + R"("}})";
              }) +
         "]}\n";
}

std::string describe(Page& page, std::span<const Slot> slots) {
  return "Name:             apim-gateway-" + word(page.rng()) +
         "\nNamespace:        apim\nStatus:           Running\n"
         "Containers:\n  gateway:\n    Image:          mcr.microsoft.com/azure-api-management/gateway:2.12.3\n    "
         "Environment:\n" +
         each(page, slots, "",
              [](Page&, const Slot& slot) {
                const std::size_t fill = slot.name.size() < 30 ? 30 - slot.name.size() : 1;
                return "      " + slot.name + ":" + std::string(fill, ' ') + slot.text() + "\n";
              }) +
         "      POD_NAME:                       (v1:metadata.name)\n    Mounts:       <none>\n";
}

std::string events(Page& page, std::span<const Slot> slots) {
  return "LAST SEEN   TYPE      REASON      OBJECT      MESSAGE\n" +
         each(page, slots, "", [](Page& p, const Slot& slot) {
           return "3m12s       Warning   Unhealthy   pod/" + word(p.rng()) + "   Liveness probe failed: exec env " +
                  slot.name + '=' + slot.text() + " exited with 1\n";
         });
}

std::string kube_config(Page& page, std::span<const Slot> slots) {
  return "apiVersion: v1\nkind: Config\ncurrent-context: prod\nusers:\n" +
         each(page, slots, "", [](Page& p, const Slot& slot) {
           return "- name: " + word(p.rng()) + "\n  user:\n    token: " + yaml_value(slot.text(), "      ") + "\n";
         });
}
std::string kube_config_password(Page& page, std::span<const Slot> slots) {
  return "apiVersion: v1\nkind: Config\nusers:\n" + each(page, slots, "", [](Page& p, const Slot& slot) {
           return "- name: " + word(p.rng()) +
                  "\n  user:\n    username: admin\n    password: " + yaml_value(slot.text(), "      ") + "\n";
         });
}

constexpr auto k_yaml = Syntax::yaml;
constexpr auto k_lines = Holds::lines;
constexpr std::string_view k_folder = "kubernetes";

constexpr std::array k_embeddings{
    Embedding{.id = "k8s-secret-data",
              .benign_too = false,
              .folder = k_folder,
              .extension = "yaml",
              .syntax = k_yaml,
              .file = &objects<secret_data>},
    Embedding{.id = "k8s-secret-string-data",
              .benign_too = false,
              .folder = k_folder,
              .extension = "yaml",
              .syntax = k_yaml,
              .file = &objects<secret_string_data>},
    Embedding{.id = "k8s-config-map",
              .folder = k_folder,
              .extension = "yaml",
              .syntax = k_yaml,
              .file = &objects<config_map>},
    Embedding{.id = "k8s-config-map-file",
              .folder = k_folder,
              .extension = "yaml",
              .syntax = k_yaml,
              .file = &objects<config_map_file>},
    Embedding{.id = "k8s-config-map-env",
              .folder = k_folder,
              .extension = "yaml",
              .syntax = k_yaml,
              .file = &objects<config_map_env>},
    Embedding{
        .id = "k8s-pod-env", .folder = k_folder, .extension = "yaml", .syntax = k_yaml, .file = &objects<pod_env>},
    Embedding{.id = "k8s-pod-args",
              .holds = k_lines,
              .folder = k_folder,
              .extension = "yaml",
              .syntax = k_yaml,
              .file = &objects<pod_args>},
    Embedding{.id = "k8s-pod-joined-args",
              .holds = k_lines,
              .folder = k_folder,
              .extension = "yaml",
              .syntax = k_yaml,
              .file = &objects<pod_joined_args>},
    Embedding{.id = "k8s-pod-command",
              .holds = k_lines,
              .folder = k_folder,
              .extension = "yaml",
              .syntax = k_yaml,
              .file = &objects<pod_command>},
    Embedding{.id = "k8s-init-container",
              .folder = k_folder,
              .extension = "yaml",
              .syntax = k_yaml,
              .file = &objects<init_container>},
    Embedding{.id = "k8s-last-applied",
              .folder = k_folder,
              .extension = "yaml",
              .syntax = k_yaml,
              .file = &objects<last_applied>},
    Embedding{.id = "k8s-last-applied-quoted",
              .folder = k_folder,
              .extension = "yaml",
              .syntax = k_yaml,
              .file = &objects<last_applied_quoted>},
    Embedding{.id = "k8s-annotation",
              .benign_too = false,
              .folder = k_folder,
              .extension = "yaml",
              .syntax = k_yaml,
              .file = &objects<annotation>},
    Embedding{
        .id = "k8s-list-json", .folder = k_folder, .extension = "json", .syntax = Syntax::json, .file = &object_list},
    Embedding{.id = "k8s-secret-list-json",
              .benign_too = false,
              .folder = k_folder,
              .extension = "json",
              .syntax = Syntax::json,
              .file = &secret_list},
    Embedding{.id = "k8s-describe", .holds = k_lines, .folder = k_folder, .extension = "txt", .file = &describe},
    Embedding{.id = "k8s-events", .holds = Holds::words, .folder = k_folder, .extension = "txt", .file = &events},
    Embedding{.id = "kubeconfig-token",
              .holds = Holds::words,
              .benign_too = false,
              .folder = k_folder,
              .extension = "yaml",
              .syntax = k_yaml,
              .file = &kube_config},
    Embedding{.id = "kubeconfig-password",
              .holds = k_lines,
              .benign_too = false,
              .folder = k_folder,
              .extension = "yaml",
              .syntax = k_yaml,
              .file = &kube_config_password},
};

}  // namespace

std::span<const Embedding> kubernetes_embeddings() { return k_embeddings; }

}  // namespace sgw::corpus
