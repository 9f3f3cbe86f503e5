#include "tests/redaction/corpus/embedding_families.hpp"
#include "tests/redaction/corpus/escape.hpp"
#include "tests/redaction/corpus/plain_body.hpp"

#include <array>

namespace sgw::corpus {
namespace {

constexpr std::size_t k_docker_piece = 16384;  // where Docker's json-file driver cuts a record

std::string docker_record(Page& page, std::string_view piece, std::string_view stream) {
  return R"({"log":")" + json(piece) + R"(","stream":")" + std::string(stream) + R"(","time":")" +
         timestamp(page.rng()) + "000000Z\"}\n";
}

// A line in which Docker's cut falls into the value, and between characters, as Docker could not write half of one.
std::string line_to_cut(Page& page, const Slot& slot) {
  const std::string start = "[Info] " + timestamp(page.rng()) + " ";
  const std::string named = slot.name + "=" + one_line(slot.text());
  std::size_t into = slot.name.size() + 1 + (named.size() - slot.name.size()) / page.rng().between(2, 4);
  while (into + 1 < named.size() && (static_cast<unsigned char>(named[into]) & 0xc0U) == 0x80U) ++into;
  return start + filler(page, k_docker_piece - start.size() - into) + named + " end\n";
}

std::string docker_split(Page& page, std::span<const Slot> slots) {
  return each(page, slots, "", [](Page& p, const Slot& slot) {
    const std::string line = line_to_cut(p, slot);
    return docker_record(p, line.substr(0, k_docker_piece), "stdout") +
           docker_record(p, line.substr(k_docker_piece), "stdout");
  });
}
// The other stream writes between the halves.
std::string docker_split_interleaved(Page& page, std::span<const Slot> slots) {
  return each(page, slots, "", [](Page& p, const Slot& slot) {
    const std::string line = line_to_cut(p, slot);
    return docker_record(p, line.substr(0, k_docker_piece), "stdout") +
           docker_record(p, gateway_line(p) + "\n", "stderr") + docker_record(p, line.substr(k_docker_piece), "stdout");
  });
}
// A block of lines, each line a record.
std::string docker_lines(Page& page, std::span<const Slot> slots) {
  std::string out;
  const std::string body = plain_body(page, slots);
  for (std::size_t at = 0; at < body.size();) {
    const std::size_t end = body.find('\n', at) + 1;
    out += docker_record(page, body.substr(at, end - at), "stdout");
    at = end;
  }
  return out;
}

std::string cri(Page& page, std::string_view stream, char tag, std::string_view text) {
  return timestamp(page.rng()) + "114000Z " + std::string(stream) + ' ' + tag + ' ' + std::string(text) + '\n';
}
std::string cri_lines(Page& page, std::span<const Slot> slots) {
  std::string out;
  const std::string body = plain_body(page, slots);
  for (std::size_t at = 0; at < body.size();) {
    const std::size_t end = body.find('\n', at);
    out += cri(page, "stdout", 'F', body.substr(at, end - at));
    at = end + 1;
  }
  return out;
}
std::string cri_partial(Page& page, std::span<const Slot> slots) {
  return each(page, slots, "", [](Page& p, const Slot& slot) {
    const std::string line = "[Info] " + slot.name + "=" + one_line(slot.text()) + " end";
    const std::size_t cut = line.size() / 2;
    return cri(p, "stdout", 'P', line.substr(0, cut)) + cri(p, "stdout", 'F', line.substr(cut));
  });
}
std::string cri_many_partials(Page& page, std::span<const Slot> slots) {
  return each(page, slots, "", [](Page& p, const Slot& slot) {
    const std::string line = slot.name + "=" + one_line(slot.text());
    std::string out;
    for (std::size_t at = 0; at < line.size(); at += 7) out += cri(p, "stdout", 'P', line.substr(at, 7));
    return out + cri(p, "stdout", 'F', " end");
  });
}
std::string cri_interleaved(Page& page, std::span<const Slot> slots) {
  return each(page, slots, "", [](Page& p, const Slot& slot) {
    const std::string line = "{\"" + json(slot.name) + "\":\"" + json(slot.text()) + "\"}";
    const std::size_t cut = line.size() / 2;
    return cri(p, "stdout", 'P', line.substr(0, cut)) + cri(p, "stderr", 'F', gateway_line(p)) +
           cri(p, "stderr", 'P', "half of ") + cri(p, "stdout", 'F', line.substr(cut)) +
           cri(p, "stderr", 'F', "another line");
  });
}
// As kubectl logs --prefix --timestamps writes them.
std::string prefixed(Page& page, std::span<const Slot> slots) {
  std::string out;
  const std::string pod = "[pod/" + word(page.rng()) + "/gateway] ";
  const std::string body = plain_body(page, slots);
  for (std::size_t at = 0; at < body.size();) {
    const std::size_t end = body.find('\n', at);
    out += pod + timestamp(page.rng()) + "Z " + body.substr(at, end - at) + '\n';
    at = end + 1;
  }
  return out;
}

std::string frame(char stream, std::string_view text) {
  std::string out{stream,
                  '\0',
                  '\0',
                  '\0',
                  '\0',
                  '\0',
                  static_cast<char>(text.size() >> 8U),
                  static_cast<char>(text.size() & 0xffU)};
  return out.append(text);
}
// What the engine's interface sends for two streams: eight-byte headers, here inside values too.
std::string multiplexed(Page& page, std::span<const Slot> slots) {
  std::string out;
  for (const Slot& slot : slots) {
    const std::string line = slot.name + "=" + one_line(slot.text()) + "\n";
    const std::size_t cut = line.size() / 2;
    out += frame(1, gateway_line(page) + "\n") + frame(1, line.substr(0, cut)) +
           frame(2, "warn: " + word(page.rng()) + "\n") + frame(1, line.substr(cut));
  }
  return out;
}
std::string docker_of_json(Page& page, std::span<const Slot> slots) {
  return each(page, slots, "", [](Page& p, const Slot& slot) {
    const std::string inner =
        R"({"level":"Info","State":")" + json_dotnet("{\"" + slot.name + "\":\"" + json(slot.text()) + "\"}") + "\"}\n";
    return docker_record(p, inner, "stdout");
  });
}

constexpr auto k_lines = Holds::lines;
constexpr auto k_framed = Syntax::framed;
constexpr std::string_view k_folder = "framed";
constexpr std::string_view k_log = "log";

constexpr std::array k_embeddings{
    Embedding{.id = "docker-split",
              .hard = true,
              .folder = k_folder,
              .extension = k_log,
              .syntax = k_framed,
              .batch = 4,
              .file = &docker_split},
    Embedding{.id = "docker-split-interleaved",
              .hard = true,
              .folder = k_folder,
              .extension = k_log,
              .syntax = k_framed,
              .batch = 4,
              .limit = 60,
              .file = &docker_split_interleaved},
    Embedding{.id = "docker-lines",
              .hard = true,
              .folder = k_folder,
              .extension = k_log,
              .syntax = k_framed,
              .file = &docker_lines},
    Embedding{.id = "docker-json-in-json",
              .hard = true,
              .folder = k_folder,
              .extension = k_log,
              .syntax = k_framed,
              .file = &docker_of_json},
    Embedding{.id = "docker-multiplexed",
              .hard = true,
              .folder = k_folder,
              .extension = "raw",
              .syntax = k_framed,
              .file = &multiplexed},
    Embedding{.id = "cri-lines",
              .hard = true,
              .folder = k_folder,
              .extension = k_log,
              .syntax = k_framed,
              .file = &cri_lines},
    Embedding{.id = "cri-partial",
              .hard = true,
              .folder = k_folder,
              .extension = k_log,
              .syntax = k_framed,
              .file = &cri_partial},
    Embedding{.id = "cri-many-partials",
              .hard = true,
              .holds = k_lines,
              .folder = k_folder,
              .extension = k_log,
              .syntax = k_framed,
              .file = &cri_many_partials},
    Embedding{.id = "cri-interleaved",
              .hard = true,
              .folder = k_folder,
              .extension = k_log,
              .syntax = k_framed,
              .file = &cri_interleaved},
    Embedding{.id = "kubectl-prefixed", .hard = true, .folder = k_folder, .extension = k_log, .file = &prefixed},
};

}  // namespace

std::span<const Embedding> framed_embeddings() { return k_embeddings; }

}  // namespace sgw::corpus
