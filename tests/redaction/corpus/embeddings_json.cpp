#include "tests/redaction/corpus/embedding_families.hpp"

#include "tests/redaction/corpus/escape.hpp"

#include <array>

namespace sgw::corpus {
namespace {

using Escape = std::string (*)(std::string_view);

std::string harmless(Page& page) {
  const auto [name, value] = setting(page);
  return json_string(name) + ": " + json_string(page.keep("json-value", value));
}

// A list of objects, one for each value: names may repeat in a file, but not in an object.
std::string objects(Page& page, std::span<const Slot> slots, Escape escape, bool pretty) {
  const std::string line = pretty ? "\n      " : "";
  const std::string list = each(page, slots, pretty ? ",\n    " : ",", [&](Page& p, const Slot& slot) {
    return "{" + line + R"("service": ")" + word(p.rng()) + "\"," + line + json_string(slot.name) + ": \"" +
           escape(slot.text()) + "\"," + line + harmless(p) + (pretty ? "\n    }" : "}");
  });
  return pretty ? "{\n  \"services\": [\n    " + list + "\n  ],\n  \"revision\": 3\n}\n"
                : R"({"services": [)" + list + "]}\n";
}

template <Escape escape, bool pretty>
std::string objects_file(Page& page, std::span<const Slot> slots) {
  return objects(page, slots, escape, pretty);
}

std::string nested(Page& page, std::span<const Slot> slots) {
  return "{\n" +
         each(page, slots, ",\n",
              [](Page& p, const Slot& slot) {
                return "  " + json_string(word(p.rng()) + word(p.rng())) +
                       ": {\n    \"settings\": {\n      \"backend\": {\n        " + harmless(p) + ",\n        " +
                       json_string(slot.name) + ": " + json_string(slot.text()) + "\n      }\n    }\n  }";
              }) +
         "\n}\n";
}

std::string name_value(Page& page, std::span<const Slot> slots, const std::string& line, bool value_first) {
  return "{\"settings\": [" + line +
         each(page, slots, "," + line,
              [&](Page&, const Slot& slot) {
                const std::string name = "\"name\": " + json_string(slot.name);
                const std::string value = "\"value\": " + json_string(slot.text());
                return "{" + line + (value_first ? value : name) + "," + line + (value_first ? name : value) + line +
                       "}";
              }) +
         "]}\n";
}

// ConnectionStrings__Orders lies as {"ConnectionStrings": {"Orders": …}}.
std::string app_settings(Page& page, std::span<const Slot> slots) {
  return "{\n" +
         each(page, slots, ",\n",
              [](Page& p, const Slot& slot) {
                const std::size_t cut = slot.name.find("__");
                const std::string outer = cut == std::string::npos ? word(p.rng()) : slot.name.substr(0, cut);
                const std::string inner = cut == std::string::npos ? slot.name : slot.name.substr(cut + 2);
                return "  " + json_string(outer + '-' + word(p.rng())) + ": {\n    " + harmless(p) + ",\n    " +
                       json_string(inner) + ": " + json_string(slot.text()) + "\n  }";
              }) +
         ",\n  \"AllowedHosts\": \"*\"\n}\n";
}

std::string parameters(Page& page, std::span<const Slot> slots) {
  return R"({"$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentParameters.json#", "items": [)" +
         each(page, slots, ", ",
              [](Page&, const Slot& slot) {
                return "{\"parameters\": {" + json_string(slot.name) + ": {\"value\": " + json_string(slot.text()) +
                       "}}}";
              }) +
         "]}\n";
}

std::string state_outputs(Page& page, std::span<const Slot> slots) {
  return "{\n  \"version\": 4,\n  \"resources\": [\n" +
         each(page, slots, ",\n",
              [](Page& p, const Slot& slot) {
                return R"(    {"type": "azurerm_thing", "name": ")" + word(p.rng()) + R"(", "outputs": {)" +
                       json_string(slot.name) + ": {\"value\": " + json_string(slot.text()) +
                       R"(, "type": "string", "sensitive": true}}})";
              }) +
         "\n  ]\n}\n";
}

std::string list_under_name(Page& page, std::span<const Slot> slots) {
  return "[" +
         each(page, slots, ",\n ",
              [](Page& p, const Slot& slot) {
                return "{" + json_string(slot.name) + ": [" + json_string(slot.text()) + "], " + harmless(p) + "}";
              }) +
         "]\n";
}

std::string arguments(Page& page, std::span<const Slot> slots) {
  return R"({"command": ["/app/worker"], "args": [)" +
         each(page, slots, ", ",
              [](Page& p, const Slot& slot) {
                return json_string("--" + kebab(slot.name)) + ", " + json_string(slot.text()) + ", \"--level\", " +
                       json_string(word(p.rng()));
              }) +
         "]}\n";
}

std::string joined_arguments(Page& page, std::span<const Slot> slots) {
  return "{\"args\": [" +
         each(page, slots, ", ",
              [](Page& p, const Slot& slot) {
                return json_string("--" + kebab(slot.name) + '=' + slot.text()) + ", " +
                       json_string("--level=" + word(p.rng()));
              }) +
         "]}\n";
}

constexpr auto k_json = Syntax::json;

constexpr std::array k_embeddings{
    Embedding{.id = "json-compact", .extension = "json", .syntax = k_json, .file = &objects_file<json, false>},
    Embedding{.id = "json-pretty", .extension = "json", .syntax = k_json, .file = &objects_file<json, true>},
    Embedding{
        .id = "json-dotnet-escaped", .extension = "json", .syntax = k_json, .file = &objects_file<json_dotnet, false>},
    Embedding{.id = "json-ascii", .extension = "json", .syntax = k_json, .file = &objects_file<json_ascii, true>},
    Embedding{.id = "json-escaped-slashes",
              .extension = "json",
              .syntax = k_json,
              .file = &objects_file<json_slashed, false>},
    Embedding{.id = "json-nested", .extension = "json", .syntax = k_json, .file = &nested},
    Embedding{.id = "json-name-value-lines",
              .extension = "json",
              .syntax = k_json,
              .file = [](Page& page, std::span<const Slot> slots) { return name_value(page, slots, "\n  ", false); }},
    Embedding{.id = "json-name-value",
              .extension = "json",
              .syntax = k_json,
              .file = [](Page& page, std::span<const Slot> slots) { return name_value(page, slots, "", false); }},
    Embedding{.id = "json-value-name",
              .extension = "json",
              .syntax = k_json,
              .file = [](Page& page, std::span<const Slot> slots) { return name_value(page, slots, "\n  ", true); }},
    Embedding{.id = "json-app-settings", .extension = "json", .syntax = k_json, .file = &app_settings},
    Embedding{.id = "json-template-parameters", .extension = "json", .syntax = k_json, .file = &parameters},
    Embedding{.id = "json-state-outputs", .extension = "tfstate", .syntax = k_json, .file = &state_outputs},
    Embedding{.id = "json-list-under-name", .extension = "json", .syntax = k_json, .file = &list_under_name},
    Embedding{.id = "json-arguments", .holds = Holds::lines, .extension = "json", .syntax = k_json, .file = &arguments},
    Embedding{.id = "json-joined-arguments",
              .holds = Holds::lines,
              .extension = "json",
              .syntax = k_json,
              .file = &joined_arguments},
};

}  // namespace

std::span<const Embedding> json_embeddings() { return k_embeddings; }

}  // namespace sgw::corpus
