#include "tests/redaction/corpus/embedding_families.hpp"
#include "tests/redaction/corpus/escape.hpp"

#include <array>

namespace sgw::corpus {
namespace {

std::string gateway_text(Page& page, const Slot& slot) {
  return "[Info] " + timestamp(page.rng()) + " [GatewayLogs], apiId: " + word(page.rng()) + ", " + slot.name + ": " +
         slot.text() + ", responseCode: 200, correlationId: " + page.keep("correlation-id", guid(page.rng()));
}
std::string gateway_text_last(Page& page, const Slot& slot) {
  return "[Error]" + timestamp(page.rng()) + " [ConfigSyncFailed], statusCode: 401, " + slot.name + ": " + slot.text();
}
std::string gateway_color(Page& page, const Slot& slot) {
  return "\x1b[37m[Info] " + timestamp(page.rng()) + " [Setting], \x1b[36m" + slot.name + "\x1b[0m: \x1b[33m" +
         slot.text() + "\x1b[0m, source: env\x1b[0m";
}
std::string gateway_quoted(Page& page, const Slot& slot) {
  return "[Warn] " + timestamp(page.rng()) + " [PolicyTrace], " + slot.name + ": \"" + backslashed(slot.text(), "\"") +
         "\", ok: False";
}
std::string json_line(Page& page, const Slot& slot) {
  return R"({"timestamp":")" + timestamp(page.rng()) + R"(Z","level":"Info","eventName":"Setting",)" +
         json_string(slot.name) + ':' + json_string(slot.text()) + R"(,"correlationId":")" +
         page.keep("correlation-id", guid(page.rng())) + "\"}";
}
std::string json_line_dotnet(Page& page, const Slot& slot) {
  return R"({"Timestamp":")" + timestamp(page.rng()) + R"(Z","EventId":7,"LogLevel":"Error","State":{)" +
         json_string(slot.name) + ":\"" + json_dotnet(slot.text()) + R"("},"TraceId":")" + page.rng().chars(k_hex, 32) +
         "\"}";
}
std::string json_message(Page& page, const Slot& slot) {
  return R"({"level":"Error","message":)" + json_string("Backend call failed: " + slot.name + '=' + slot.text()) +
         R"(,"traceId":")" + page.rng().chars(k_hex, 32) + "\"}";
}
std::string docker_line(Page& page, const Slot& slot) {
  return "{\"log\":" + json_string("[Info] " + slot.name + ": " + slot.text() + "\n") +
         R"(,"stream":"stdout","time":")" + timestamp(page.rng()) + "000000Z\"}";
}
std::string cri_line(Page& page, const Slot& slot) {
  std::string out;
  const std::string start = timestamp(page.rng()) + "000000Z stdout F ";
  for (const char c : "[Info] " + slot.name + ": " + slot.text()) out += c == '\n' ? "\n" + start : std::string(1, c);
  return start + out;
}
std::string kubectl_time(Page& page, const Slot& slot) {
  return timestamp(page.rng()) + "114000937Z " + slot.name + ": " + slot.text();
}
std::string syslog_line(Page& page, const Slot& slot) {
  return "<134>1 " + timestamp(page.rng()) + "Z gw-" + word(page.rng()) + " gateway 7 - - " + slot.name + R"(="\")" +
         backslashed(slot.text(), "\"") + R"(\"" status="401")";
}
std::string syslog_old(Page& page, const Slot& slot) {
  return "Nov 18 05:02:10 node7 gateway[412]: " + slot.name + '=' + slot.text() + " source=" + word(page.rng());
}
std::string log_fmt(Page& page, const Slot& slot) {
  return "ts=" + timestamp(page.rng()) + "Z level=info caller=main.go:112 " + slot.name + '=' +
         json_string(slot.text()) + " ok=true";
}
std::string log_fmt_bare(Page& page, const Slot& slot) {
  return "ts=" + timestamp(page.rng()) + "Z level=info " + slot.name + '=' + slot.text() + " duration=12ms";
}
std::string klog(Page& page, const Slot& slot) {
  return R"(E1118 05:02:10.922331       1 driver.go:112] "mount failed" pod="apim/)" + word(page.rng()) + "\" " +
         slot.name + "=\"" + backslashed(slot.text(), "\"") + R"(" err="exit status 32")";
}
std::string tabs(Page& page, const Slot& slot) {
  return timestamp(page.rng()) + "\tINFO\tsettings\t" + slot.name + '\t' + slot.text();
}
std::string arrow(Page& page, const Slot& slot) {
  return timestamp(page.rng()) + " setting " + slot.name + " => " + slot.text();
}
std::string was_set(Page&, const Slot& slot) {
  return "Setting '" + slot.name + "' was changed to '" + slot.text() + "' by operator";
}
std::string assigned(Page& page, const Slot& slot) {
  return word(page.rng()) + ": using " + slot.name + " " + slot.text();
}
std::string is_prose(Page& page, const Slot& slot) {
  return "Note from " + word(page.rng()) + ": the " + slot.name + " is " + slot.text() + " until Friday";
}
std::string bracketed(Page& page, const Slot& slot) {
  return "[DEBUG] [" + word(page.rng()) + "] [" + slot.name + '=' + slot.text() + "] done";
}
std::string journal(Page& page, const Slot& slot) {
  return "__REALTIME_TIMESTAMP=17" + page.rng().chars(k_digits, 14) + "\n_COMM=dotnet\nMESSAGE=" + slot.name + ": " +
         slot.text() + "\n";
}
std::string block_in_log(Page& page, const Slot& slot) {
  return "[Error] " + timestamp(page.rng()) + " [SettingDump], name: " + slot.name + "\nvalue: " + slot.text() +
         "\n--- end of " + word(page.rng());
}
std::string next_line(Page& page, const Slot& slot) {
  return "[Error] " + timestamp(page.rng()) + " [SettingDump] " + slot.name + ":\n    " + slot.text();
}

std::string comma_pairs(Page& page, const Slot& slot) {
  return timestamp(page.rng()) + " connect host=" + word(page.rng()) + ',' + slot.name + '=' + slot.text() +
         ",retries=3";
}
std::string tight_colon(Page& page, const Slot& slot) {
  return timestamp(page.rng()) + ' ' + word(page.rng()) + " options " + slot.name + ':' + slot.text() + ' ' +
         "mode:fast";
}
std::string labels(Page& page, const Slot& slot) {
  return "gateway_setting{instance=\"" + word(page.rng()) + "\"," + slot.name + "=\"" + backslashed(slot.text(), "\"") +
         "\"} 1";
}
std::string round_brackets(Page& page, const Slot& slot) {
  return "[Info] " + timestamp(page.rng()) + " loaded " + word(page.rng()) + " (" + slot.name + "=" + slot.text() + ")";
}
std::string retried(Page& page, const Slot& slot) {
  return "[Warn] " + timestamp(page.rng()) + " try 1 with " + slot.name + "='" + slot.text() + "' failed, try 2 with " +
         slot.name + "='" + slot.text() + "' failed";
}

constexpr auto k_lines = Holds::lines;
constexpr auto k_words = Holds::words;
constexpr std::string_view k_logs = "logs";
constexpr std::string_view k_log = "log";

constexpr std::array k_embeddings{
    Embedding{.id = "log-gateway",
              .holds = k_words,
              .folder = k_logs,
              .extension = k_log,
              .noise = &gateway_line,
              .line = &gateway_text},
    Embedding{.id = "log-gateway-last",
              .holds = k_lines,
              .folder = k_logs,
              .extension = k_log,
              .noise = &gateway_line,
              .line = &gateway_text_last},
    Embedding{.id = "log-gateway-color",
              .holds = k_lines,
              .folder = k_logs,
              .extension = k_log,
              .noise = &gateway_line,
              .line = &gateway_color},
    Embedding{.id = "log-gateway-quoted",
              .holds = k_lines,
              .folder = k_logs,
              .extension = k_log,
              .noise = &gateway_line,
              .line = &gateway_quoted},
    Embedding{.id = "log-json",
              .folder = "logs-json",
              .extension = "jsonl",
              .syntax = Syntax::json_lines,
              .noise = &gateway_json,
              .line = &json_line},
    Embedding{.id = "log-json-dotnet",
              .folder = "logs-json",
              .extension = "jsonl",
              .syntax = Syntax::json_lines,
              .noise = &gateway_json,
              .line = &json_line_dotnet},
    Embedding{.id = "log-json-message",
              .folder = "logs-json",
              .extension = "jsonl",
              .syntax = Syntax::json_lines,
              .noise = &gateway_json,
              .line = &json_message},
    Embedding{.id = "log-docker",
              .folder = "logs-docker",
              .extension = "log",
              .syntax = Syntax::framed,
              .line = &docker_line},
    Embedding{.id = "log-cri", .folder = "logs-cri", .extension = "log", .syntax = Syntax::framed, .line = &cri_line},
    Embedding{.id = "log-kubectl-timestamps",
              .holds = k_lines,
              .folder = k_logs,
              .extension = k_log,
              .noise = &gateway_line,
              .line = &kubectl_time},
    Embedding{.id = "log-syslog",
              .holds = k_lines,
              .folder = k_logs,
              .extension = k_log,
              .noise = &gateway_line,
              .line = &syslog_line},
    Embedding{.id = "log-syslog-old",
              .holds = k_words,
              .folder = k_logs,
              .extension = k_log,
              .noise = &gateway_line,
              .line = &syslog_old},
    Embedding{.id = "log-logfmt",
              .holds = k_lines,
              .folder = k_logs,
              .extension = k_log,
              .noise = &gateway_line,
              .line = &log_fmt},
    Embedding{.id = "log-logfmt-bare",
              .holds = k_words,
              .folder = k_logs,
              .extension = k_log,
              .noise = &gateway_line,
              .line = &log_fmt_bare},
    Embedding{.id = "log-klog",
              .holds = k_lines,
              .folder = k_logs,
              .extension = k_log,
              .noise = &gateway_line,
              .line = &klog},
    Embedding{.id = "log-tabs",
              .holds = k_lines,
              .folder = k_logs,
              .extension = k_log,
              .noise = &gateway_line,
              .line = &tabs},
    Embedding{.id = "log-arrow",
              .holds = k_lines,
              .folder = k_logs,
              .extension = k_log,
              .noise = &gateway_line,
              .line = &arrow},
    Embedding{.id = "log-was-set",
              .holds = k_words,
              .folder = k_logs,
              .extension = k_log,
              .noise = &gateway_line,
              .line = &was_set},
    Embedding{.id = "log-name-blank-value",
              .holds = k_words,
              .own_shape_only = true,
              .folder = k_logs,
              .extension = k_log,
              .noise = &gateway_line,
              .line = &assigned},
    Embedding{.id = "log-prose-is",
              .holds = k_words,
              .folder = k_logs,
              .extension = k_log,
              .noise = &gateway_line,
              .line = &is_prose},
    Embedding{.id = "log-bracketed",
              .holds = k_words,
              .folder = k_logs,
              .extension = k_log,
              .noise = &gateway_line,
              .line = &bracketed},
    Embedding{.id = "log-journal",
              .holds = k_lines,
              .folder = k_logs,
              .extension = k_log,
              .noise = &gateway_line,
              .line = &journal},
    Embedding{.id = "log-several-lines",
              .own_shape_only = true,
              .folder = k_logs,
              .extension = k_log,
              .noise = &gateway_line,
              .line = &block_in_log},
    Embedding{.id = "log-value-on-next-line",
              .holds = k_lines,
              .folder = k_logs,
              .extension = k_log,
              .noise = &gateway_line,
              .line = &next_line},
    Embedding{.id = "log-comma-pairs",
              .holds = k_words,
              .folder = k_logs,
              .extension = k_log,
              .noise = &gateway_line,
              .line = &comma_pairs},
    Embedding{.id = "log-tight-colon",
              .holds = k_words,
              .folder = k_logs,
              .extension = k_log,
              .noise = &gateway_line,
              .line = &tight_colon},
    Embedding{.id = "log-metric-labels",
              .holds = k_lines,
              .folder = k_logs,
              .extension = k_log,
              .noise = &gateway_line,
              .line = &labels},
    Embedding{.id = "log-round-brackets",
              .holds = k_words,
              .folder = k_logs,
              .extension = k_log,
              .noise = &gateway_line,
              .line = &round_brackets},
    Embedding{.id = "log-retried",
              .holds = k_words,
              .folder = k_logs,
              .extension = k_log,
              .noise = &gateway_line,
              .line = &retried},
};

}  // namespace

std::span<const Embedding> log_embeddings() { return k_embeddings; }

}  // namespace sgw::corpus
