#include "tests/redaction/corpus/embedding_families.hpp"
#include "tests/redaction/corpus/escape.hpp"

#include <array>

namespace sgw::corpus {
namespace {

std::string truncated(Page& page, const Slot& slot) {
  return R"({"timestamp":")" + timestamp(page.rng()) + R"(Z","level":"Error",)" + json_string(slot.name) + ':' +
         json_string(slot.text()) + R"(,"messa)";
}
std::string truncated_in_string(Page& page, const Slot& slot) {
  return R"({"level":"Info","id":")" + word(page.rng()) + "\"," + json_string(slot.name) + ":\"" + json(slot.text());
}
std::string begins_late(Page& page, const Slot& slot) {
  return R"(ame":"x)" + word(page.rng()) + "\"," + json_string(slot.name) + ':' + json_string(slot.text()) + "}]}";
}
std::string single_quotes(Page& page, const Slot& slot) {
  return "{'id': '" + word(page.rng()) + "', '" + slot.name + "': '" + one_line(backslashed(slot.text(), "'")) + "',}";
}
std::string no_quotes(Page& page, const Slot& slot) {
  return "{id:" + word(page.rng()) + ',' + slot.name + ':' + slot.text() + "}";
}
std::string trailing(Page& page, const Slot& slot) {
  return "{ // " + word(page.rng()) + "\n  " + json_string(slot.name) + ": " + json_string(slot.text()) + ",\n}";
}
std::string doubled_json(Page& page, const Slot& slot) {
  return R"({""level"":""Info"",""id"":"")" + word(page.rng()) + R"("",)" + doubled(json_string(slot.name), '"') + ':' +
         doubled(json_string(slot.text()), '"') + "}";
}
std::string glued(Page& page, const Slot& slot) {
  return gateway_json(page) + "{\"a\":1," + json_string(slot.name) + ':' + json_string(slot.text()) + "}" +
         gateway_json(page);
}

// Two writers of one log: the other's record begins wherever this one was.
std::string between_name_and_value(Page& page, const Slot& slot) {
  return R"({"timestamp":")" + timestamp(page.rng()) + R"(Z",)" + json_string(slot.name) + R"(:{"timestamp":")" +
         timestamp(page.rng()) + R"(Z","level":"Info","id":)" + json_string(slot.text()) +
         R"(,"correlationId":"a1"}"eventName":"GatewayLogs"})";
}
std::string before_name(Page& page, const Slot& slot) {
  return R"({"timestamp":"20{"timestamp":")" + timestamp(page.rng()) + R"(Z","lev26-11-18T05:02:10Z",)" +
         json_string(slot.name) + ":" + json_string(slot.text()) + R"(,el":"Info","responseCode":200}"apiId":")" +
         word(page.rng()) + "\"}";
}
std::string line_feed_between(Page& page, const Slot& slot) {
  return R"({"level":"Info",)" + json_string(slot.name) + ":\n" + gateway_json(page) + "\n" + json_string(slot.text()) +
         R"(,"ok":true})";
}
std::string control_characters(Page& page, const Slot& slot) {
  return R"({"id":")" + word(page.rng()) + "\t\x01\"," + json_string(slot.name) + ":\"" + slot.text() + "\"}";
}
std::string wrong_escape(Page& page, const Slot& slot) {
  return R"({"path":"C:\work\)" + word(page.rng()) + "\\x\"," + json_string(slot.name) + ":" +
         json_string(slot.text()) + "}";
}
std::string broken_yaml(Page& page, const Slot& slot) {
  return word(page.rng()) + ":\n\t" + slot.name + ": \"" + json(slot.text()) + "\"\n  - x\n bad: [";
}
std::string broken_xml(Page& page, const Slot& slot) {
  const std::string name = pascal(slot.name);
  return "<a><" + word(page.rng()) + "><" + name + " kind=plain>" + xml(slot.text()) + "</" + name + "></a";
}
std::string diff(Page& page, const Slot& slot) {
  return "@@ -3,1 +3,1 @@ " + word(page.rng()) + "\n-  " + slot.name + ": \"" + json(slot.text()) + "\"\n+  " +
         slot.name + ": null";
}
std::string reply_quoted(Page& page, const Slot& slot) {
  return "> > " + slot.name + " = " + slot.text() + "\n> thanks, " + word(page.rng());
}
std::string commented_out(Page& page, const Slot& slot) {
  return "#" + slot.name + "=" + slot.text() + "\n; old " + word(page.rng());
}

constexpr auto k_lines = Holds::lines;
constexpr auto k_words = Holds::words;
constexpr std::string_view k_folder = "broken";
constexpr std::string_view k_log = "log";

constexpr std::array k_embeddings{
    Embedding{.id = "broken-json-cut", .hard = true, .folder = k_folder, .extension = k_log, .line = &truncated},
    Embedding{.id = "broken-json-cut-in-value",
              .hard = true,
              .folder = k_folder,
              .extension = k_log,
              .line = &truncated_in_string},
    Embedding{
        .id = "broken-json-late-start", .hard = true, .folder = k_folder, .extension = k_log, .line = &begins_late},
    Embedding{.id = "broken-json-single-quotes",
              .hard = true,
              .folder = k_folder,
              .extension = k_log,
              .line = &single_quotes},
    Embedding{.id = "broken-json-no-quotes",
              .hard = true,
              .holds = k_words,
              .folder = k_folder,
              .extension = k_log,
              .line = &no_quotes},
    Embedding{.id = "broken-json-comment", .hard = true, .folder = k_folder, .extension = "json5", .line = &trailing},
    Embedding{.id = "broken-json-doubled-quotes",
              .hard = true,
              .folder = k_folder,
              .extension = k_log,
              .line = &doubled_json},
    Embedding{.id = "broken-json-glued", .hard = true, .folder = k_folder, .extension = k_log, .line = &glued},
    Embedding{.id = "interleaved-name-and-value",
              .hard = true,
              .own_shape_only = true,
              .folder = k_folder,
              .extension = k_log,
              .line = &between_name_and_value},
    Embedding{
        .id = "interleaved-before-name", .hard = true, .folder = k_folder, .extension = k_log, .line = &before_name},
    Embedding{.id = "interleaved-lines",
              .hard = true,
              .own_shape_only = true,
              .folder = k_folder,
              .extension = k_log,
              .line = &line_feed_between},
    Embedding{.id = "broken-json-control",
              .hard = true,
              .holds = k_words,
              .folder = k_folder,
              .extension = k_log,
              .line = &control_characters},
    Embedding{.id = "broken-json-escape", .hard = true, .folder = k_folder, .extension = k_log, .line = &wrong_escape},
    Embedding{.id = "broken-yaml", .hard = true, .folder = k_folder, .extension = "yaml", .line = &broken_yaml},
    Embedding{.id = "broken-xml", .hard = true, .folder = k_folder, .extension = "xml", .line = &broken_xml},
    Embedding{.id = "diff", .hard = true, .folder = k_folder, .extension = "diff", .line = &diff},
    Embedding{.id = "reply-quoted",
              .hard = true,
              .holds = k_lines,
              .folder = k_folder,
              .extension = "eml",
              .line = &reply_quoted},
    Embedding{.id = "commented-out",
              .hard = true,
              .holds = k_lines,
              .folder = k_folder,
              .extension = "conf",
              .line = &commented_out},
};

}  // namespace

std::span<const Embedding> broken_embeddings() { return k_embeddings; }

}  // namespace sgw::corpus
