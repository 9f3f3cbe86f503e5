#include "tests/redaction/corpus/embedding_families.hpp"
#include "tests/redaction/corpus/encode.hpp"
#include "tests/redaction/corpus/escape.hpp"
#include "tests/redaction/corpus/pack.hpp"
#include "tests/redaction/corpus/plain_body.hpp"

#include <array>

namespace sgw::corpus {
namespace {

// The value begins at a byte offset of 0, 1 or 2 modulo 3 in what is encoded.
template <int shift>
std::string aligned(Page& page, const Slot& slot) {
  std::string before = R"({"version":1,")" + json(slot.name) + "\":\"";
  before.insert(0, (3 + shift - before.size() % 3) % 3, ' ');
  return "[Info] payload: " + base64(before + json(slot.text()) + R"(","id":")" + word(page.rng()) + "\"}");
}
std::string bare(Page& page, const Slot& slot) {
  return slot.name + "=" + base64(slot.text()) + " # " + word(page.rng());
}
std::string bare_neutral(Page& page, const Slot& slot) {
  return "blob" + page.rng().chars(k_digits, 2) + ": " + base64(slot.text());
}
std::string url_unpadded(Page& page, const Slot& slot) {
  return "GET /state?blob=" +
         base64("{\"" + json(slot.name) + "\":\"" + json(slot.text()) + R"(","n":")" + word(page.rng()) + "\"}",
                Alphabet::url, Padding::no);
}
std::string mime(Page& page, const Slot& slot) {
  return "Content-Transfer-Encoding: base64\n\n" +
         wrapped(base64("Dear " + word(page.rng()) + ",\n" + plain_line(page, slot) + "\nregards"), 76, "") + "\n";
}
std::string indented_wrapped(Page& page, const Slot& slot) {
  return word(page.rng()) + word(page.rng()) + ": |\n    " +
         wrapped(base64(gateway_line(page) + '\n' + plain_line(page, slot)), 64, "    ");
}
std::string twice(Page& page, const Slot& slot) {
  return "config: " + base64(base64(word(page.rng()) + ":\n  " + slot.name + ": " + slot.text() + "\n"));
}
std::string thrice(Page& page, const Slot& slot) { return "config: " + base64(base64(base64(plain_line(page, slot)))); }
std::string gzip_inside(Page& page, const Slot& slot) {
  return "snapshot: " + base64(compress(gateway_line(page) + '\n' + plain_line(page, slot) + '\n', Compression::gzip));
}
std::string utf16_inside(Page& page, const Slot& slot) {
  return "powershell.exe -NoProfile -EncodedCommand " +
         base64(utf16("$env:" + upper_snake(slot.name) + "='" + slot.text() + "'; ./" + word(page.rng()) + ".ps1",
                      false, false));
}
std::string data_uri(Page& page, const Slot& slot) {
  return "<a download=\"" + word(page.rng()) + "\" href=\"data:text/plain;base64," + base64(plain_line(page, slot)) +
         "\">x</a>";
}
std::string percent_over(Page& page, const Slot& slot) {
  return "GET /" + word(page.rng()) + "?d=" + percent(base64(plain_line(page, slot))) + "&v=2";
}
std::string escaped_over(Page& page, const Slot& slot) {
  return R"({"id":")" + word(page.rng()) + R"(","payload":")" + json_dotnet(base64(plain_line(page, slot))) + "\"}";
}
std::string slashed_over(Page& page, const Slot& slot) {
  return R"({"id":")" + word(page.rng()) + R"(","payload":")" + json_slashed(base64(plain_line(page, slot))) + "\"}";
}
std::string jwt_claim(Page& page, const Slot& slot) {
  const std::string claims =
      R"({"sub":")" + word(page.rng()) + R"(",")" + json(slot.name) + R"(":")" + json(slot.text()) + "\"}";
  return "state=" + base64(R"({"alg":"none"})", Alphabet::url, Padding::no) + '.' +
         base64(claims, Alphabet::url, Padding::no) + '.';
}
std::string basic_pair(Page& page, const Slot& slot) {
  return "Authorization: Basic " + base64(word(page.rng()) + ':' + slot.text());
}

std::string helm_release(Page& page, std::span<const Slot> slots) {
  const std::string values = each(page, slots, ",", [](Page& p, const Slot& slot) {
    return "\"" + word(p.rng()) + word(p.rng()) + "\":{\"" + json(slot.name) + "\":\"" + json(slot.text()) + "\"}";
  });
  const std::string release = R"({"name":"gw","info":{"status":"deployed"},"config":{)" + values + "}}";
  return "apiVersion: v1\nkind: Secret\nmetadata:\n  name: sh.helm.release.v1.gw.v7\ntype: helm.sh/release.v1\ndata:\n "
         " release: " +
         base64(base64(compress(release, Compression::gzip))) + "\n";
}
std::string docker_config(Page& page, std::span<const Slot> slots) {
  const std::string hosts = each(page, slots, ",", [](Page& p, const Slot& slot) {
    return "\"" + word(p.rng()) + word(p.rng()) + R"(.azurecr.io":{"auth":")" + base64("ci:" + slot.text()) + "\"}";
  });
  return "apiVersion: v1\nkind: Secret\nmetadata:\n  name: pull\ntype: kubernetes.io/dockerconfigjson\ndata:\n  "
         ".dockerconfigjson: " +
         base64("{\"auths\":{" + hosts + "}}") + "\n";
}
std::string docker_config_plain(Page& page, std::span<const Slot> slots) {
  return "{\"auths\": {" +
         each(page, slots, ", ",
              [](Page& p, const Slot& slot) {
                return "\"" + word(p.rng()) + word(p.rng()) + R"(.azurecr.io": {"auth": ")" +
                       base64("ci:" + slot.text()) + "\"}";
              }) +
         "}}\n";
}
std::string binary_data(Page& page, std::span<const Slot> slots) {
  return each(page, slots, "---\n", [](Page& p, const Slot& slot) {
    return "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: " + word(p.rng()) +
           "\nbinaryData:\n  app.conf: " + base64(plain_line(p, slot) + "\n") + "\n";
  });
}

constexpr auto k_lines = Holds::lines;
constexpr auto k_words = Holds::words;
constexpr auto k_yaml = Syntax::yaml;
constexpr auto k_jsonl = Syntax::json_lines;
constexpr std::string_view k_folder = "base64";

constexpr std::array k_embeddings{
    Embedding{.id = "base64-offset-0", .hard = true, .benign_too = false, .folder = k_folder, .line = &aligned<0>},
    Embedding{.id = "base64-offset-1", .hard = true, .benign_too = false, .folder = k_folder, .line = &aligned<1>},
    Embedding{.id = "base64-offset-2", .hard = true, .benign_too = false, .folder = k_folder, .line = &aligned<2>},
    Embedding{.id = "base64-value", .hard = true, .benign_too = false, .folder = k_folder, .line = &bare},
    Embedding{.id = "base64-value-neutral",
              .hard = true,
              .own_shape_only = true,
              .benign_too = false,
              .folder = k_folder,
              .line = &bare_neutral},
    Embedding{
        .id = "base64-url-unpadded", .hard = true, .benign_too = false, .folder = k_folder, .line = &url_unpadded},
    Embedding{
        .id = "base64-mime", .hard = true, .benign_too = false, .folder = k_folder, .extension = "eml", .line = &mime},
    Embedding{.id = "base64-indented",
              .hard = true,
              .benign_too = false,
              .folder = k_folder,
              .extension = "yaml",
              .syntax = k_yaml,
              .line = &indented_wrapped},
    Embedding{.id = "base64-twice", .hard = true, .benign_too = false, .folder = k_folder, .line = &twice},
    Embedding{.id = "base64-thrice", .hard = true, .benign_too = false, .folder = k_folder, .line = &thrice},
    Embedding{.id = "base64-gzip", .hard = true, .benign_too = false, .folder = k_folder, .line = &gzip_inside},
    Embedding{.id = "base64-utf16",
              .hard = true,
              .holds = k_lines,
              .benign_too = false,
              .folder = k_folder,
              .line = &utf16_inside},
    Embedding{.id = "base64-data-uri",
              .hard = true,
              .benign_too = false,
              .folder = k_folder,
              .extension = "html",
              .line = &data_uri},
    Embedding{.id = "base64-percent", .hard = true, .benign_too = false, .folder = k_folder, .line = &percent_over},
    Embedding{.id = "base64-json-dotnet",
              .hard = true,
              .benign_too = false,
              .folder = k_folder,
              .extension = "jsonl",
              .syntax = k_jsonl,
              .line = &escaped_over},
    Embedding{.id = "base64-json-slashed",
              .hard = true,
              .benign_too = false,
              .folder = k_folder,
              .extension = "jsonl",
              .syntax = k_jsonl,
              .line = &slashed_over},
    Embedding{.id = "base64-claims",
              .hard = true,
              .holds = k_lines,
              .benign_too = false,
              .folder = k_folder,
              .line = &jwt_claim},
    Embedding{.id = "basic-pair", .holds = k_words, .benign_too = false, .folder = k_folder, .line = &basic_pair},
    Embedding{.id = "helm-release",
              .hard = true,
              .benign_too = false,
              .folder = k_folder,
              .extension = "yaml",
              .syntax = k_yaml,
              .file = &helm_release},
    Embedding{.id = "docker-config-secret",
              .hard = true,
              .holds = k_lines,
              .benign_too = false,
              .folder = k_folder,
              .extension = "yaml",
              .syntax = k_yaml,
              .file = &docker_config},
    Embedding{.id = "docker-config",
              .holds = k_lines,
              .benign_too = false,
              .folder = k_folder,
              .extension = "json",
              .syntax = Syntax::json,
              .file = &docker_config_plain},
    Embedding{.id = "k8s-binary-data",
              .hard = true,
              .benign_too = false,
              .folder = k_folder,
              .extension = "yaml",
              .syntax = k_yaml,
              .file = &binary_data},
};

}  // namespace

std::span<const Embedding> base64_embeddings() { return k_embeddings; }

}  // namespace sgw::corpus
