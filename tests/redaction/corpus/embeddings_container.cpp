#include "tests/redaction/corpus/embedding_families.hpp"
#include "tests/redaction/corpus/escape.hpp"
#include "tests/redaction/corpus/yaml_text.hpp"

#include <array>

namespace sgw::corpus {
namespace {

std::string inspect(Page& page, const std::string& config) {
  return "[\n  {\n    \"Id\": \"" + page.keep("container-id", page.rng().chars(k_hex, 64)) +
         "\",\n    \"State\": {\"Status\": \"running\", \"ExitCode\": 0},\n    \"Config\": {\n" + config +
         "\n    }\n  }\n]\n";
}

std::string inspect_env(Page& page, std::span<const Slot> slots) {
  return inspect(page, "      \"Env\": [\n        \"PATH=/usr/local/bin:/usr/bin\",\n        " +
                           each(page, slots, ",\n        ",
                                [](Page&, const Slot& slot) { return json_string(slot.name + '=' + slot.text()); }) +
                           "\n      ]");
}
std::string inspect_labels(Page& page, std::span<const Slot> slots) {
  return inspect(page,
                 "      \"Labels\": {\n        " + each(page, slots, ",\n        ", [](Page& p, const Slot& slot) {
                   return json_string("com." + word(p.rng()) + '.' + slot.name) + ": " + json_string(slot.text());
                 }) + "\n      }");
}
std::string inspect_command(Page& page, std::span<const Slot> slots) {
  return inspect(page, R"(      "Cmd": ["dotnet", "run.dll", )" + each(page, slots, ", ", [](Page&, const Slot& slot) {
                         return json_string("--" + slot.name) + ", " + json_string(slot.text());
                       }) + "]");
}
std::string inspect_health(Page& page, std::span<const Slot> slots) {
  return inspect(
      page, "      \"Health\": {\"Log\": [\n        " + each(page, slots, ",\n        ", [](Page& p, const Slot& slot) {
              return R"({"Start": ")" + timestamp(p.rng()) + R"(Z", "ExitCode": 1, "Output": )" +
                     json_string("curl: (22) 401\n> " + slot.name + ": " + slot.text() + "\n< HTTP/1.1 401\n") + "}";
            }) + "\n      ]}");
}

std::string compose_list(Page& page, std::span<const Slot> slots) {
  return "services:\n  gateway:\n    image: gateway:2.12.3\n    environment:\n" +
         each(page, slots, "",
              [](Page&, const Slot& slot) { return "      - \"" + json(slot.name + '=' + slot.text()) + "\"\n"; }) +
         "    restart: always\n";
}
std::string compose_plain_list(Page& page, std::span<const Slot> slots) {
  return "services:\n  gateway:\n    environment:\n" +
         each(page, slots, "",
              [](Page&, const Slot& slot) {
                return "      - " + yaml_value(slot.name + '=' + slot.text(), "        ") + "\n";
              }) +
         "    restart: always\n";
}
std::string compose_map(Page& page, std::span<const Slot> slots) {
  return "services:\n" + each(page, slots, "", [](Page& p, const Slot& slot) {
           return "  " + word(p.rng()) + word(p.rng()) + ":\n    environment:\n      " + slot.name + ": " +
                  yaml_value(slot.text(), "        ") + "\n";
         });
}
std::string helm_values(Page& page, std::span<const Slot> slots) {
  return each(page, slots, "", [](Page& p, const Slot& slot) {
    return word(p.rng()) + word(p.rng()) + ":\n  gateway:\n    configuration:\n      uri: " + word(p.rng()) +
           ".configuration.azure-api.net\n      additional:\n        " + slot.name + ": " +
           yaml_value(slot.text(), "          ") + "\n";
  });
}
std::string helm_auth_key(Page& page, std::span<const Slot> slots) {
  return each(page, slots, "", [](Page& p, const Slot& slot) {
    return word(p.rng()) + word(p.rng()) +
           ":\n  gateway:\n    auth:\n      type: token\n      key: " + yaml_value(slot.text(), "        ") + "\n";
  });
}
std::string docker_file_env(Page& page, const Slot& slot) {
  return page.rng().one_in(2) ? "ENV " + slot.name + "=\"" + backslashed(slot.text(), "\"$") + '"'
                              : "ENV " + slot.name + ' ' + slot.text();
}
std::string docker_file_arg(Page&, const Slot& slot) { return "ARG " + slot.name + "=" + shell_word(slot.text()); }
std::string docker_history(Page& page, const Slot& slot) {
  return page.rng().chars(k_hex, 12) + "   3 weeks ago   /bin/sh -c #(nop)  ENV " + slot.name + '=' + slot.text() +
         "   0B";
}
std::string docker_run(Page& page, const Slot& slot) {
  return "docker run -d --name " + word(page.rng()) + " -e " + shell_word(slot.name + '=' + slot.text()) +
         " -p 80:8080 gateway";
}
std::string docker_login(Page& page, const Slot& slot) {
  return "docker login " + word(page.rng()) + ".azurecr.io --username ci --password " + shell_word(slot.text());
}

constexpr auto k_json = Syntax::json;
constexpr auto k_yaml = Syntax::yaml;
constexpr auto k_lines = Holds::lines;
constexpr std::string_view k_folder = "containers";

constexpr std::array k_embeddings{
    Embedding{
        .id = "docker-inspect-env", .folder = k_folder, .extension = "json", .syntax = k_json, .file = &inspect_env},
    Embedding{.id = "docker-inspect-labels",
              .folder = k_folder,
              .extension = "json",
              .syntax = k_json,
              .file = &inspect_labels},
    Embedding{.id = "docker-inspect-command",
              .holds = k_lines,
              .folder = k_folder,
              .extension = "json",
              .syntax = k_json,
              .file = &inspect_command},
    Embedding{.id = "docker-inspect-health",
              .holds = k_lines,
              .folder = k_folder,
              .extension = "json",
              .syntax = k_json,
              .file = &inspect_health},
    Embedding{.id = "compose-list", .folder = k_folder, .extension = "yaml", .syntax = k_yaml, .file = &compose_list},
    Embedding{.id = "compose-plain-list",
              .holds = k_lines,
              .folder = k_folder,
              .extension = "yaml",
              .syntax = k_yaml,
              .file = &compose_plain_list},
    Embedding{.id = "compose-map", .folder = k_folder, .extension = "yml", .syntax = k_yaml, .file = &compose_map},
    Embedding{.id = "helm-values", .folder = k_folder, .extension = "yaml", .syntax = k_yaml, .file = &helm_values},
    Embedding{.id = "helm-auth-key",
              .benign_too = false,
              .folder = k_folder,
              .extension = "yaml",
              .syntax = k_yaml,
              .file = &helm_auth_key},
    Embedding{.id = "dockerfile-env",
              .holds = k_lines,
              .folder = k_folder,
              .extension = "dockerfile",
              .noise = &comment_line,
              .line = &docker_file_env},
    Embedding{.id = "dockerfile-arg",
              .holds = k_lines,
              .folder = k_folder,
              .extension = "dockerfile",
              .noise = &comment_line,
              .line = &docker_file_arg},
    Embedding{.id = "docker-history", .holds = Holds::words, .folder = k_folder, .line = &docker_history},
    Embedding{.id = "docker-run",
              .holds = k_lines,
              .folder = k_folder,
              .extension = "sh",
              .noise = &comment_line,
              .line = &docker_run},
    Embedding{.id = "docker-login",
              .holds = k_lines,
              .benign_too = false,
              .folder = k_folder,
              .extension = "sh",
              .line = &docker_login},
};

}  // namespace

std::span<const Embedding> container_embeddings() { return k_embeddings; }

}  // namespace sgw::corpus
