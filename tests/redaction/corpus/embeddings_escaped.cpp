#include "tests/redaction/corpus/embedding_families.hpp"
#include "tests/redaction/corpus/encode.hpp"
#include "tests/redaction/corpus/escape.hpp"

#include <array>

namespace sgw::corpus {
namespace {

std::string object(Page& page, const Slot& slot) {
  return R"({"id":")" + word(page.rng()) + "\",\"" + json(slot.name) + "\":\"" + json(slot.text()) + "\"}";
}

// A JSON text within a JSON string, `depth` times over.
template <int depth>
std::string json_in_json(Page& page, const Slot& slot) {
  std::string out = object(page, slot);
  for (int i = 0; i < depth; ++i) {
    out = R"({"timestamp":")" + timestamp(page.rng()) + R"(Z","message":")" +
          (i % 2 == 0 ? json(out) : json_dotnet(out)) + "\"}";
  }
  return out;
}

std::string all_escaped(Page& page, const Slot& slot) {
  return R"({"level":"Info",")" + json(slot.name) + R"(":")" + json_all(slot.text()) + R"(","traceId":")" +
         page.rng().chars(k_hex, 32) + "\"}";
}
std::string name_escaped_too(Page& page, const Slot& slot) {
  return "{\"" + json_all(slot.name) + R"(":")" + json_all(slot.text()) + R"(","id":")" + word(page.rng()) + "\"}";
}
std::string percent_everything(Page& page, const Slot& slot) {
  return "GET /" + word(page.rng()) + "?" + slot.name + '=' + percent_all(slot.text()) + "&x=1";
}
std::string percent_low(Page& page, const Slot& slot) {
  return "GET /" + word(page.rng()) + "?" + percent_lower(slot.name) + '=' + percent_lower(slot.text()) + "&x=1";
}
std::string percent_twice(Page& page, const Slot& slot) {
  const std::string inner =
      "https://" + word(page.rng()) + ".example.net/cb?" + percent(slot.name) + '=' + percent(slot.text()) + "&a=b";
  return "Location: https://" + word(page.rng()) + ".net/login?returnUrl=" + percent(inner) + "&prompt=none";
}
std::string percent_thrice(Page& page, const Slot& slot) {
  const std::string inner = percent("https://a.net/?" + percent(slot.name) + '=' + percent(slot.text()));
  return "Location: https://" + word(page.rng()) + ".net/?r=" + percent_lower(inner);
}
std::string percent_in_json(Page& page, const Slot& slot) {
  return R"({"url":"https:\/\/)" + word(page.rng()) + R"(.net\/cb?)" + percent(slot.name) + "=" +
         json_dotnet(percent(slot.text())) + R"(\u0026x=1","ok":true})";
}
std::string xml_all(Page&, const Slot& slot) {
  const std::string name = pascal(slot.name);
  return "<" + name + '>' + xml_numeric(slot.text()) + "</" + name + '>';
}
std::string xml_in_xml(Page&, const Slot& slot) {
  const std::string name = pascal(slot.name);
  return "<log><message>" + xml("<" + name + '>' + xml(slot.text()) + "</" + name + '>') + "</message></log>";
}
std::string xml_in_json(Page& page, const Slot& slot) {
  const std::string name = pascal(slot.name);
  return R"({"policy":")" +
         json_dotnet("<set-header name=\"" + slot.name + "\"><value>" + xml(slot.text()) + "</value></set-header>") +
         R"(","id":")" + word(page.rng()) + "\"}";
}
std::string json_in_xml(Page& page, const Slot& slot) {
  return "<entry><body>" + xml(object(page, slot)) + "</body></entry>";
}
std::string json_in_shell(Page& page, const Slot& slot) {
  return "az rest --method put --body " + shell_single(object(page, slot));
}
std::string json_in_json_in_query(Page& page, const Slot& slot) {
  return "GET /hook?payload=" + percent(R"({"data":")" + json(object(page, slot)) + "\"}") + " 200";
}
std::string query_in_json(Page& page, const Slot& slot) {
  return R"({"body":")" +
         json_dotnet("user=" + word(page.rng()) + '&' + percent(slot.name) + '=' + percent(slot.text()) + "&x=1") +
         "\"}";
}
std::string bytes_escaped(Page& page, const Slot& slot) {
  return "DEBUG recv b'" + slot.name + ": " + byte_escaped(slot.text()) + "' from " + word(page.rng());
}
std::string color_inside(Page& page, const Slot& slot) {
  const std::string& text = slot.text();
  std::string out = "[Info] " + timestamp(page.rng()) + " " + slot.name + ": ";
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool boundary = (static_cast<unsigned char>(text[i]) & 0xc0U) != 0x80U;
    if (i > 0 && boundary && i % 5 == 0) out += i % 2 == 0 ? "\x1b[33m" : "\x1b[0m";
    out += text[i];
  }
  return out + "\x1b[0m";
}
std::string color_and_links(Page& page, const Slot& slot) {
  const std::size_t half = slot.text().size() / 2;
  return word(page.rng()) + " \x1b[1m" + slot.name + "\x1b[22m=\x1b]8;;file:///a\x1b\\" + slot.text().substr(0, half) +
         "\x1b[K" + slot.text().substr(half) + "\x1b]8;;\x1b\\";
}
std::string quoted_printable_mail(Page& page, std::span<const Slot> slots) {
  return "Content-Transfer-Encoding: quoted-printable\n\n" + each(page, slots, "", [](Page& p, const Slot& slot) {
           return quoted_printable("Dear " + word(p.rng()) + ", the new setting is\n" + slot.name + "=" + slot.text() +
                                   "\n");
         });
}
std::string doubled_quotes(Page& page, const Slot& slot) {
  return timestamp(page.rng()) + ",\"" + doubled(object(page, slot), '"') + "\",ok";
}

// A block on one line, as a careless copy leaves it.
std::string blanks_for_line_feeds(Page& page, const Slot& slot) {
  std::string text = slot.text();
  for (char& c : text) c = c == '\n' ? ' ' : c;
  return word(page.rng()) + ": " + slot.name + "=\"" + text + '"';
}
std::string no_line_feeds(Page& page, const Slot& slot) {
  std::string text;
  for (const char c : slot.text()) text += c == '\n' ? std::string() : std::string(1, c);
  return word(page.rng()) + ": " + slot.name + "='" + text + "'";
}
std::string crlf_escapes(Page& page, const Slot& slot) {
  std::string text;
  std::string_view rest = slot.text();
  for (std::size_t end = rest.find('\n'); end != std::string_view::npos; end = rest.find('\n')) {
    text += json(rest.substr(0, end)) + "\\r\\n";
    rest.remove_prefix(end + 1);
  }
  return R"({"id":")" + word(page.rng()) + "\",\"" + json(slot.name) + "\":\"" + text + json(rest) + "\"}";
}

constexpr auto k_lines = Holds::lines;
constexpr auto k_words = Holds::words;
constexpr auto k_jsonl = Syntax::json_lines;
constexpr std::string_view k_folder = "escaped";
constexpr std::string_view k_ext = "jsonl";

constexpr std::array k_embeddings{
    Embedding{.id = "json-in-json-1",
              .hard = true,
              .folder = k_folder,
              .extension = k_ext,
              .syntax = k_jsonl,
              .line = &json_in_json<1>},
    Embedding{.id = "json-in-json-2",
              .hard = true,
              .folder = k_folder,
              .extension = k_ext,
              .syntax = k_jsonl,
              .line = &json_in_json<2>},
    Embedding{.id = "json-in-json-3",
              .hard = true,
              .folder = k_folder,
              .extension = k_ext,
              .syntax = k_jsonl,
              .line = &json_in_json<3>},
    Embedding{.id = "json-in-json-4",
              .hard = true,
              .holds = k_lines,
              .folder = k_folder,
              .extension = k_ext,
              .syntax = k_jsonl,
              .line = &json_in_json<4>},
    Embedding{.id = "json-all-escaped",
              .hard = true,
              .folder = k_folder,
              .extension = k_ext,
              .syntax = k_jsonl,
              .line = &all_escaped},
    Embedding{.id = "json-name-escaped-too",
              .hard = true,
              .holds = k_lines,
              .folder = k_folder,
              .extension = k_ext,
              .syntax = k_jsonl,
              .line = &name_escaped_too},
    Embedding{.id = "percent-all", .hard = true, .folder = k_folder, .line = &percent_everything},
    Embedding{.id = "percent-lower", .hard = true, .holds = k_lines, .folder = k_folder, .line = &percent_low},
    Embedding{.id = "percent-twice", .hard = true, .holds = k_lines, .folder = k_folder, .line = &percent_twice},
    Embedding{.id = "percent-thrice", .hard = true, .holds = k_lines, .folder = k_folder, .line = &percent_thrice},
    Embedding{.id = "percent-in-json",
              .hard = true,
              .holds = k_lines,
              .folder = k_folder,
              .extension = k_ext,
              .syntax = k_jsonl,
              .line = &percent_in_json},
    Embedding{.id = "xml-numeric", .hard = true, .folder = k_folder, .extension = "xml", .line = &xml_all},
    Embedding{.id = "xml-in-xml",
              .hard = true,
              .holds = k_lines,
              .folder = k_folder,
              .extension = "xml",
              .line = &xml_in_xml},
    Embedding{.id = "xml-in-json",
              .hard = true,
              .holds = k_lines,
              .folder = k_folder,
              .extension = k_ext,
              .syntax = k_jsonl,
              .line = &xml_in_json},
    Embedding{.id = "json-in-xml", .hard = true, .folder = k_folder, .extension = "xml", .line = &json_in_xml},
    Embedding{.id = "json-in-shell", .hard = true, .folder = k_folder, .extension = "sh", .line = &json_in_shell},
    Embedding{
        .id = "json-in-query", .hard = true, .holds = k_lines, .folder = k_folder, .line = &json_in_json_in_query},
    Embedding{.id = "query-in-json",
              .hard = true,
              .holds = k_lines,
              .folder = k_folder,
              .extension = k_ext,
              .syntax = k_jsonl,
              .line = &query_in_json},
    Embedding{.id = "bytes-escaped", .hard = true, .holds = k_lines, .folder = k_folder, .line = &bytes_escaped},
    Embedding{.id = "color-inside-value",
              .hard = true,
              .holds = k_lines,
              .folder = k_folder,
              .extension = "log",
              .line = &color_inside},
    Embedding{.id = "color-and-link",
              .hard = true,
              .holds = k_words,
              .folder = k_folder,
              .extension = "log",
              .line = &color_and_links},
    Embedding{.id = "quoted-printable",
              .hard = true,
              .folder = k_folder,
              .extension = "eml",
              .syntax = Syntax::framed,
              .file = &quoted_printable_mail},
    Embedding{.id = "quotes-doubled",
              .hard = true,
              .holds = k_lines,
              .folder = k_folder,
              .extension = "csv",
              .line = &doubled_quotes},
    Embedding{.id = "one-line-with-blanks",
              .hard = true,
              .folder = k_folder,
              .extension = "log",
              .line = &blanks_for_line_feeds},
    Embedding{
        .id = "one-line-without-blanks", .hard = true, .folder = k_folder, .extension = "log", .line = &no_line_feeds},
    Embedding{.id = "json-crlf-escapes",
              .hard = true,
              .folder = k_folder,
              .extension = k_ext,
              .syntax = k_jsonl,
              .line = &crlf_escapes},
};

}  // namespace

std::span<const Embedding> escaped_embeddings() { return k_embeddings; }

}  // namespace sgw::corpus
