#include "tests/redaction/corpus/embedding_families.hpp"
#include "tests/redaction/corpus/escape.hpp"
#include "tests/redaction/corpus/plain_body.hpp"

#include <array>

namespace sgw::corpus {
namespace {

constexpr std::size_t k_mebibyte = std::size_t{1} << 20U;

std::string in_long_line(Page& page, std::span<const Slot> slots, std::size_t bytes) {
  std::string out = "[Info] ";
  for (const Slot& slot : slots)
    out += filler(page, bytes / slots.size()) + " " + slot.name + "=\"" + json(slot.text()) + "\" ";
  return out + filler(page, 1000) + "\n";
}
std::string megabytes(Page& page, std::span<const Slot> slots) {
  return in_long_line(page, slots, 2 * k_mebibyte + k_mebibyte / 2);
}
std::string long_line(Page& page, std::span<const Slot> slots) {
  return in_long_line(page, slots, std::size_t{300} * 1024);
}

// Whole JSON of a megabyte on one line.
std::string long_json(Page& page, std::span<const Slot> slots) {
  std::string out = "{\"items\":[";
  for (const Slot& slot : slots) {
    out += R"({"note":")" + filler(page, k_mebibyte / slots.size()) + "\",\"" + json(slot.name) + "\":\"" +
           json(slot.text()) + "\"},";
  }
  return out + "{}]}\n";
}

// The value's middle lies on a multiple of a size that buffers have.
std::string on_boundary(Page& page, std::span<const Slot> slots) {
  static constexpr std::array<std::size_t, 7> k_sizes{4096, 8192, 16384, 32768, 65536, 131072, 65536};
  std::string out;
  for (const Slot& slot : slots) {
    const std::size_t size = page.rng().pick(k_sizes);
    const std::string named = slot.name + "=" + one_line(slot.text());
    const std::size_t into = slot.name.size() + 1 + slot.text().size() / 2;
    std::size_t target = (out.size() / size + 1) * size;
    while (target < out.size() + into + 400) target += size;
    while (out.size() + into + 300 < target) out += gateway_line(page) + '\n';
    if (out.size() + into < target) out += filler(page, target - out.size() - into - 1) + '\n';
    out += named + '\n';
  }
  return out + gateway_line(page) + '\n';
}

// Hundreds of levels, the value at the bottom.
std::string deep(Page& page, std::span<const Slot> slots) {
  std::string open;
  std::string close;
  for (int i = 0; i < 200; ++i) {
    open += "{\"" + word(page.rng()) + "\":";
    close += '}';
  }
  return open + "[" +
         each(page, slots, ",",
              [](Page&, const Slot& slot) { return "{\"" + json(slot.name) + "\":\"" + json(slot.text()) + "\"}"; }) +
         "]" + close + "\n";
}

std::string only_name(Page& page, std::span<const Slot>) {
  return gateway_line(page) + '\n' + gateway_line(page) + '\n';
}

constexpr std::string_view k_folder = "long";
constexpr std::string_view k_log = "log";

constexpr std::array k_embeddings{
    Embedding{.id = "megabyte-line",
              .hard = true,
              .benign_too = false,
              .folder = k_folder,
              .extension = k_log,
              .batch = 10,
              .limit = 20,
              .file = &megabytes},
    Embedding{.id = "long-line",
              .hard = true,
              .benign_too = false,
              .folder = k_folder,
              .extension = k_log,
              .batch = 10,
              .limit = 60,
              .file = &long_line},
    Embedding{.id = "long-json",
              .hard = true,
              .benign_too = false,
              .folder = k_folder,
              .extension = "json",
              .syntax = Syntax::json,
              .batch = 10,
              .limit = 20,
              .file = &long_json},
    Embedding{.id = "on-buffer-boundary",
              .hard = true,
              .benign_too = false,
              .folder = k_folder,
              .extension = k_log,
              .batch = 6,
              .limit = 60,
              .file = &on_boundary},
    Embedding{.id = "deep-json",
              .hard = true,
              .benign_too = false,
              .folder = k_folder,
              .extension = "json",
              .syntax = Syntax::json,
              .file = &deep},
    Embedding{.id = "file-name",
              .hard = true,
              .holds = Holds::words,
              .own_shape_only = true,
              .benign_too = false,
              .in_name = true,
              .folder = "names",
              .extension = k_log,
              .batch = 1,
              .file = &only_name},
};

}  // namespace

std::span<const Embedding> long_embeddings() { return k_embeddings; }

}  // namespace sgw::corpus
