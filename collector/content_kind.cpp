#include "collector/content_kind.hpp"

#include <sgw_diag/log_name.hpp>

#include <algorithm>
#include <array>

namespace sgw::collector {

namespace {

constexpr std::array<std::string_view, 10> k_text_endings{".yaml", ".yml", ".md",   ".xml", ".html",
                                                          ".conf", ".ini", ".toml", ".csv", ".sh"};
// Keys of which a log line has at least one: the gateway's own, and a runtime's.
constexpr std::array<std::string_view, 6> k_log_keys{"level", "timestamp", "eventType", "isRequestSuccess",
                                                     "log",   "time"};

bool ends_with_any(std::string_view name, const auto& endings) {
  return std::any_of(endings.begin(), endings.end(), [&](std::string_view ending) { return name.ends_with(ending); });
}

std::string_view file_name(std::string_view name) { return name.substr(name.rfind('/') + 1); }

bool is_env_name(std::string_view file) { return file == "env.conf" || file == ".env" || file.ends_with(".env"); }

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view k_blank = " \t\r\n";
  const std::size_t begin = text.find_first_not_of(k_blank);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(k_blank) - begin + 1);
}

// "[Info] …" is a log line, "[ {" is JSON.
bool begins_like_json(std::string_view text) {
  text = trimmed(text);
  if (text.starts_with('{')) return true;
  if (!text.starts_with('[')) return false;
  const std::string_view rest = trimmed(text.substr(1));
  return rest.empty() || std::string_view("{[\"]-0123456789").find(rest.front()) != std::string_view::npos;
}

bool has_log_key(const JsonReader& object) {
  return std::any_of(k_log_keys.begin(), k_log_keys.end(), [&](std::string_view key) { return object[key].exists(); });
}

// Several lines, each an object: a log, be its JSON broken or not.
bool begins_with_json_lines(std::string_view head) {
  head.remove_prefix(std::min(head.find_first_not_of(" \t\r\n"), head.size()));
  const std::size_t end = head.find('\n');
  if (end == std::string_view::npos) return false;
  const std::string_view first = trimmed(head.substr(0, end));
  const std::string_view rest = trimmed(head.substr(end));
  return first.starts_with('{') && first.ends_with('}') && rest.starts_with('{');
}

}  // namespace

ContentKind guess_kind(std::string_view name, std::string_view head, bool whole) {
  const std::string_view file = file_name(without_compression(name));
  if (file.starts_with("snapshot") && file.ends_with(".json")) return ContentKind::snapshot;
  if (is_env_name(file)) return ContentKind::env;
  if (trimmed(head).empty() && whole) return ContentKind::log;
  if (begins_like_json(head) && !begins_with_json_lines(head)) return ContentKind::json;
  return ends_with_any(file, k_text_endings) ? ContentKind::text : ContentKind::log;
}

ContentKind decide_json(std::string_view name, std::string_view text, JsonReader& document) {
  const bool named_json = file_name(without_compression(name)).ends_with(".json");
  const auto parsed = JsonReader::parse(text);
  if (!parsed || !(parsed->is_object() || parsed->is_array())) return named_json ? ContentKind::json : ContentKind::log;
  document = *parsed;
  if (!containers_of(document).empty()) return ContentKind::inspect;
  const bool one_line = trimmed(text).find('\n') == std::string_view::npos;
  // One line that is called a log is one, whatever its tool wrote: an error that the service answered, say.
  const bool named_log = file_name(without_compression(name)).ends_with(".log");
  return !named_json && one_line && (named_log || has_log_key(document)) ? ContentKind::log : ContentKind::json;
}

std::vector<JsonReader> containers_of(const JsonReader& document) {
  std::vector<JsonReader> containers = document.is_array() ? document.items() : std::vector{document};
  const auto is_container = [](const JsonReader& each) {
    return each["Config"].is_object() && each["State"].is_object() &&
           (each["Id"].is_string() || each["Name"].is_string());
  };
  if (!std::all_of(containers.begin(), containers.end(), is_container)) containers.clear();
  return containers;
}

}  // namespace sgw::collector
