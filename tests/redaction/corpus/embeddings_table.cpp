#include "tests/redaction/corpus/embedding_families.hpp"
#include "tests/redaction/corpus/escape.hpp"

#include <array>

namespace sgw::corpus {
namespace {

// A column for each value, named by it: the header line is the only thing that says what is secret.
std::string csv(Page& page, std::span<const Slot> slots) {
  return "time,instance," + each(page, slots, ",", [](Page&, const Slot& slot) { return slot.name; }) + ",status\n" +
         timestamp(page.rng()) + ",gw-" + word(page.rng()) + ',' +
         each(page, slots, ",", [](Page&, const Slot& slot) { return '"' + doubled(slot.text(), '"') + '"'; }) +
         ",ok\n";
}
std::string csv_bare(Page& page, std::span<const Slot> slots) {
  return "id," + each(page, slots, ",", [](Page&, const Slot& slot) { return slot.name; }) + "\n7," +
         each(page, slots, ",", [](Page&, const Slot& slot) { return slot.text(); }) + "\n8," +
         each(page, slots, ",", [](Page&, const Slot&) { return std::string("none"); }) + '\n';
}
std::string csv_semicolon(Page& page, std::span<const Slot> slots) {
  return "\"id\";" + each(page, slots, ";", [](Page&, const Slot& slot) { return '"' + slot.name + '"'; }) + "\n\"" +
         word(page.rng()) + "\";" +
         each(page, slots, ";", [](Page&, const Slot& slot) { return '"' + doubled(slot.text(), '"') + '"'; }) + '\n';
}
std::string tsv(Page& page, std::span<const Slot> slots) {
  return "id\t" + each(page, slots, "\t", [](Page&, const Slot& slot) { return slot.name; }) + "\n7\t" +
         each(page, slots, "\t", [](Page&, const Slot& slot) { return slot.text(); }) + '\n';
}
std::string csv_rows(Page& page, std::span<const Slot> slots) {
  return "name,value,source\n" + each(page, slots, "", [](Page&, const Slot& slot) {
           return slot.name + ",\"" + doubled(slot.text(), '"') + "\",env\n";
         });
}
std::string markdown(Page& page, std::span<const Slot> slots) {
  return "| setting | value | note |\n| - | - | - |\n" + each(page, slots, "", [](Page& p, const Slot& slot) {
           return "| " + slot.name + " | `" + slot.text() + "` | " + word(p.rng()) + " |\n";
         });
}
std::string columns(Page& page, std::span<const Slot> slots) {
  return "NAME                            VALUE\n" + each(page, slots, "", [](Page&, const Slot& slot) {
           const std::size_t fill = slot.name.size() < 32 ? 32 - slot.name.size() : 2;
           return slot.name + std::string(fill, ' ') + slot.text() + '\n';
         });
}
std::string boxed(Page& page, std::span<const Slot> slots) {
  const std::string rule = "+--------------------+--------------------+\n";
  return rule + "| Variable_name      | Value              |\n" + rule +
         each(page, slots, "",
              [](Page&, const Slot& slot) { return "| " + slot.name + " | " + slot.text() + " |\n"; }) +
         rule;
}
std::string html(Page& page, std::span<const Slot> slots) {
  return "<table>\n" +
         each(page, slots, "",
              [](Page&, const Slot& slot) {
                return "<tr><td>" + xml(slot.name) + "</td><td class=\"v\">" + xml(slot.text()) + "</td></tr>\n";
              }) +
         "</table>\n";
}

constexpr auto k_lines = Holds::lines;
constexpr auto k_words = Holds::words;
constexpr std::string_view k_folder = "tables";

constexpr std::array k_embeddings{
    Embedding{.id = "csv-columns", .holds = k_lines, .folder = k_folder, .extension = "csv", .batch = 5, .file = &csv},
    Embedding{.id = "csv-columns-bare",
              .holds = k_words,
              .folder = k_folder,
              .extension = "csv",
              .batch = 5,
              .file = &csv_bare},
    Embedding{.id = "csv-semicolon",
              .holds = k_lines,
              .folder = k_folder,
              .extension = "csv",
              .batch = 5,
              .file = &csv_semicolon},
    Embedding{.id = "tsv-columns", .holds = k_lines, .folder = k_folder, .extension = "tsv", .batch = 5, .file = &tsv},
    Embedding{.id = "csv-rows", .holds = k_lines, .folder = k_folder, .extension = "csv", .file = &csv_rows},
    Embedding{.id = "markdown-table", .holds = k_words, .folder = k_folder, .extension = "md", .file = &markdown},
    Embedding{.id = "text-columns", .holds = k_lines, .folder = k_folder, .file = &columns},
    Embedding{.id = "boxed-table", .holds = k_words, .folder = k_folder, .file = &boxed},
    Embedding{.id = "html-table", .holds = k_lines, .folder = k_folder, .extension = "html", .file = &html},
};

}  // namespace

std::span<const Embedding> table_embeddings() { return k_embeddings; }

}  // namespace sgw::corpus
