#include "tests/redaction/corpus/embedding_families.hpp"
#include "tests/redaction/corpus/encode.hpp"
#include "tests/redaction/corpus/escape.hpp"
#include "tests/redaction/corpus/plain_body.hpp"

#include <array>

namespace sgw::corpus {
namespace {

std::string hex_value(Page& page, const Slot& slot) {
  return "payload " + word(page.rng()) + ": 0x" + hex(slot.name + "=" + slot.text());
}
std::string hex_upper(Page& page, const Slot& slot) {
  std::string out = hex(slot.name + "=" + slot.text());
  for (char& c : out) c = c >= 'a' ? static_cast<char>(c - 'a' + 'A') : c;
  return word(page.rng()) + " \\x" + out;
}
std::string hex_spaced(Page& page, const Slot& slot) {
  std::string out;
  for (const char c : slot.name + ": " + slot.text()) out += ' ' + hex(std::string_view(&c, 1));
  return "recv " + word(page.rng()) + ':' + out;
}
std::string dump_canonical(Page& page, std::span<const Slot> slots) {
  return each(page, slots, "\n", [](Page& p, const Slot& slot) {
    return "packet " + word(p.rng()) + "\n" +
           hexdump("GET / HTTP/1.1\r\n" + slot.name + ": " + slot.text() + "\r\n\r\n");
  });
}
std::string dump_xxd(Page& page, std::span<const Slot> slots) {
  return each(page, slots, "\n",
              [](Page& p, const Slot& slot) { return word(p.rng()) + ":\n" + xxd(plain_line(p, slot)); });
}
std::string utf16_little(Page& page, std::span<const Slot> slots) {
  return utf16(plain_body(page, slots), false, true);
}
std::string utf16_big(Page& page, std::span<const Slot> slots) { return utf16(plain_body(page, slots), true, true); }
std::string utf16_unmarked(Page& page, std::span<const Slot> slots) {
  return utf16(plain_body(page, slots), false, false);
}
std::string utf8_marked(Page& page, std::span<const Slot> slots) { return "\xef\xbb\xbf" + plain_body(page, slots); }
std::string carriage_returns(Page& page, std::span<const Slot> slots) {
  std::string out;
  for (const char c : plain_body(page, slots)) out += c == '\n' ? "\r\n" : std::string(1, c);
  return out;
}
std::string old_mac(Page& page, std::span<const Slot> slots) {
  std::string out = plain_body(page, slots);
  for (char& c : out) c = c == '\n' ? '\r' : c;
  return out;
}
// A binary file with readable strings in it: a core dump, a database page.
std::string binary_with_strings(Page& page, std::span<const Slot> slots) {
  std::string out =
      "\x7f"
      "ELF\2\1\1" +
      std::string(9, '\0');
  for (const Slot& slot : slots)
    out += page.rng().bytes(200) + std::string(4, '\0') + slot.name + '=' + slot.text() + std::string(3, '\0');
  return out + page.rng().bytes(300);
}
std::string invalid_utf8(Page& page, const Slot& slot) {
  return "\xc3\x28 \xff\xfe " + word(page.rng()) + " " + slot.name + "=" + slot.text();
}
std::string latin1(Page& page, const Slot& slot) {
  return "Schl\xfcssel f\xfcr " + word(page.rng()) + ": " + slot.name + "=" + slot.text();
}

constexpr auto k_lines = Holds::lines;
constexpr std::string_view k_folder = "dumps";
constexpr auto k_framed = Syntax::framed;

constexpr std::array k_embeddings{
    Embedding{.id = "hex", .hard = true, .benign_too = false, .folder = k_folder, .line = &hex_value},
    Embedding{.id = "hex-upper", .hard = true, .benign_too = false, .folder = k_folder, .line = &hex_upper},
    Embedding{.id = "hex-spaced",
              .hard = true,
              .holds = k_lines,
              .benign_too = false,
              .folder = k_folder,
              .line = &hex_spaced},
    Embedding{.id = "hexdump",
              .hard = true,
              .holds = k_lines,
              .benign_too = false,
              .folder = k_folder,
              .syntax = k_framed,
              .file = &dump_canonical},
    Embedding{
        .id = "xxd", .hard = true, .benign_too = false, .folder = k_folder, .syntax = k_framed, .file = &dump_xxd},
    Embedding{.id = "utf16-le", .hard = true, .folder = k_folder, .syntax = k_framed, .file = &utf16_little},
    Embedding{.id = "utf16-be", .hard = true, .folder = k_folder, .syntax = k_framed, .file = &utf16_big},
    Embedding{.id = "utf16-unmarked", .hard = true, .folder = k_folder, .syntax = k_framed, .file = &utf16_unmarked},
    Embedding{.id = "utf8-marked", .hard = true, .folder = k_folder, .file = &utf8_marked},
    Embedding{.id = "crlf", .hard = true, .folder = k_folder, .file = &carriage_returns},
    Embedding{.id = "cr-only", .hard = true, .folder = k_folder, .syntax = k_framed, .file = &old_mac},
    Embedding{.id = "binary-with-strings",
              .hard = true,
              .benign_too = false,
              .folder = k_folder,
              .extension = "bin",
              .syntax = k_framed,
              .file = &binary_with_strings},
    Embedding{.id = "invalid-utf8",
              .hard = true,
              .holds = k_lines,
              .folder = k_folder,
              .extension = "log",
              .line = &invalid_utf8},
    Embedding{.id = "latin1", .hard = true, .holds = k_lines, .folder = k_folder, .extension = "log", .line = &latin1},
};

}  // namespace

std::span<const Embedding> dump_embeddings() { return k_embeddings; }

}  // namespace sgw::corpus
