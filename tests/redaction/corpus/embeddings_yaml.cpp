#include "tests/redaction/corpus/embedding_families.hpp"
#include "tests/redaction/corpus/encode.hpp"
#include "tests/redaction/corpus/escape.hpp"
#include "tests/redaction/corpus/yaml_text.hpp"

#include <array>

namespace sgw::corpus {
namespace {

std::string harmless(Page& page, std::string_view indent) {
  const auto [name, value] = setting(page);
  return std::string(indent) + page.keep("yaml-line", name + ": " + value) + '\n';
}

// Each value in a map of its own, so that names do not repeat in one.
template <std::string (*write)(const Slot&)>
std::string maps(Page& page, std::span<const Slot> slots) {
  return "# written by " + word(page.rng()) + "\n" + each(page, slots, "", [](Page& p, const Slot& slot) {
           return word(p.rng()) + word(p.rng()) + ":\n" + harmless(p, "  ") + "  " + slot.name + ": " + write(slot) +
                  "\n";
         });
}

std::string plain(const Slot& slot) { return yaml_value(slot.text(), "    "); }
std::string in_double(const Slot& slot) { return '"' + json(slot.text()) + '"'; }
std::string in_single(const Slot& slot) { return '\'' + yaml_single(slot.text()) + '\''; }
std::string literal(const Slot& slot) { return "|-\n    " + indented(slot.text(), "    "); }
std::string literal_kept(const Slot& slot) { return "|+\n    " + indented(slot.text(), "    ") + "\n"; }
std::string folded(const Slot& slot) { return ">-\n    " + folded_at_spaces(slot.text(), "    "); }
std::string next_line(const Slot& slot) { return "\n    \"" + json(slot.text()) + '"'; }
std::string tagged(const Slot& slot) { return "!!str \"" + json(slot.text()) + '"'; }
std::string with_comment(const Slot& slot) { return '"' + json(slot.text()) + "\"  # rotate me"; }
std::string list_item(const Slot& slot) { return "\n    - \"" + json(slot.text()) + '"'; }

// "abc\<line feed>   def": the backslash eats the line feed and the indentation.
std::string continued(const Slot& slot) {
  const std::string& text = slot.text();
  const std::size_t half = text.size() / 2;
  std::size_t cut = half;
  while (cut < text.size() && (static_cast<unsigned char>(text[cut]) & 0xc0U) == 0x80U) ++cut;
  return '"' + json(text.substr(0, cut)) + "\\\n      " + (text[cut] == ' ' ? "\\" : "") + json(text.substr(cut)) + '"';
}
std::string binary(const Slot& slot) { return "!!binary |\n    " + wrapped(base64(slot.text()), 76, "    "); }

std::string anchored(Page& page, std::span<const Slot> slots) {
  return each(page, slots, "", [](Page& p, const Slot& slot) {
    const std::string anchor = word(p.rng());
    return word(p.rng()) + word(p.rng()) + ":\n  " + slot.name + ": &" + anchor + " \"" + json(slot.text()) +
           "\"\n  copy: *" + anchor + "\n";
  });
}

std::string flow(Page& page, std::span<const Slot> slots) {
  return "items:\n" + each(page, slots, "", [](Page& p, const Slot& slot) {
           return "  - {id: " + word(p.rng()) + ", " + slot.name + ": \"" + json(slot.text()) + "\", enabled: true}\n";
         });
}

std::string name_value(Page& page, std::span<const Slot> slots) {
  return "settings:\n" + each(page, slots, "", [](Page&, const Slot& slot) {
           return "  - name: " + slot.name + "\n    value: " + yaml_value(slot.text(), "      ") + "\n";
         });
}

std::string value_name(Page& page, std::span<const Slot> slots) {
  return "settings:\n" + each(page, slots, "", [](Page&, const Slot& slot) {
           return "  - value: " + yaml_value(slot.text(), "      ") + "\n    name: " + slot.name + "\n";
         });
}

std::string documents(Page& page, std::span<const Slot> slots) {
  return each(page, slots, "---\n", [](Page& p, const Slot& slot) {
    return "kind: Setting\n" + harmless(p, "") + slot.name + ": " + yaml_value(slot.text(), "  ") + "\n";
  });
}

constexpr auto k_yaml = Syntax::yaml;

constexpr std::array k_embeddings{
    Embedding{.id = "yaml-plain", .extension = "yaml", .syntax = k_yaml, .file = &maps<plain>},
    Embedding{.id = "yaml-double", .extension = "yaml", .syntax = k_yaml, .file = &maps<in_double>},
    Embedding{
        .id = "yaml-single", .holds = Holds::lines, .extension = "yaml", .syntax = k_yaml, .file = &maps<in_single>},
    Embedding{.id = "yaml-literal", .extension = "yaml", .syntax = k_yaml, .file = &maps<literal>},
    Embedding{.id = "yaml-literal-keep", .extension = "yml", .syntax = k_yaml, .file = &maps<literal_kept>},
    Embedding{.id = "yaml-folded", .holds = Holds::lines, .extension = "yaml", .syntax = k_yaml, .file = &maps<folded>},
    Embedding{.id = "yaml-next-line", .extension = "yaml", .syntax = k_yaml, .file = &maps<next_line>},
    Embedding{.id = "yaml-tagged", .extension = "yaml", .syntax = k_yaml, .file = &maps<tagged>},
    Embedding{.id = "yaml-with-comment", .extension = "yaml", .syntax = k_yaml, .file = &maps<with_comment>},
    Embedding{.id = "yaml-list-under-name", .extension = "yaml", .syntax = k_yaml, .file = &maps<list_item>},
    Embedding{.id = "yaml-anchor", .extension = "yaml", .syntax = k_yaml, .file = &anchored},
    Embedding{.id = "yaml-flow", .extension = "yaml", .syntax = k_yaml, .file = &flow},
    Embedding{.id = "yaml-name-value", .extension = "yaml", .syntax = k_yaml, .file = &name_value},
    Embedding{.id = "yaml-value-name", .extension = "yaml", .syntax = k_yaml, .file = &value_name},
    Embedding{.id = "yaml-documents", .extension = "yaml", .syntax = k_yaml, .file = &documents},
    Embedding{.id = "yaml-continued",
              .hard = true,
              .holds = Holds::lines,
              .extension = "yaml",
              .syntax = k_yaml,
              .file = &maps<continued>},
    Embedding{.id = "yaml-binary", .hard = true, .extension = "yaml", .syntax = k_yaml, .file = &maps<binary>},
};

}  // namespace

std::span<const Embedding> yaml_embeddings() { return k_embeddings; }

}  // namespace sgw::corpus
