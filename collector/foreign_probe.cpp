#include "collector/foreign_probe.hpp"

#include "collector/json_fields.hpp"
#include "collector/probe_report.hpp"
#include "collector/probe_rung_report.hpp"

#include <sgw_diag/json_reader.hpp>
#include <sgw_diag/json_writer.hpp>

#include <algorithm>
#include <array>

namespace sgw::collector {

namespace {

constexpr std::size_t k_max_document = std::size_t{512} << 10;
constexpr std::size_t k_max_values = 4000, k_max_levels = 6, k_max_name = 40;
constexpr std::array<std::string_view, 6> k_ours{"destination", "port", "purpose", "from", "trust_store", "purposes"};

bool is_small(char letter) { return letter >= 'a' && letter <= 'z'; }
bool is_digit(char letter) { return letter >= '0' && letter <= '9'; }

bool is_name(std::string_view text) {
  return !text.empty() && text.size() <= k_max_name && std::all_of(text.begin(), text.end(), [](char letter) {
    return is_small(letter) || is_digit(letter) || letter == '_';
  });
}

// "host-mismatch"
bool is_word(std::string_view text) {
  return !text.empty() && text.size() <= k_max_name &&
         std::all_of(text.begin(), text.end(), [](char letter) { return is_small(letter) || letter == '-'; });
}

bool has_rungs(const JsonReader& probe) {
  constexpr std::array<std::string_view, 4> rungs{"dns", "tcp", "tls", "http"};
  return std::all_of(rungs.begin(), rungs.end(),
                     [&](std::string_view rung) { return is_word(probe[rung]["status"].text_or("")); });
}

bool has_end(const JsonReader& probe) {
  constexpr std::array<std::string_view, 7> ends{"none", "dns", "tcp", "proxy", "tls", "http", "transfer"};
  const JsonReader broken = probe["first_broken"];
  return !broken.exists() || std::find(ends.begin(), ends.end(), broken.text_or("")) != ends.end();
}

class Copy {
 public:
  explicit Copy(JsonWriter& json) : json_(json) {}

  // False: what was written so far is of no use.
  bool value(const JsonReader& value, std::size_t level) {
    if (++count_ > k_max_values || level > k_max_levels) return false;
    if (value.is_object()) return object(value, level);
    if (value.is_array()) return array(value, level);
    return scalar(value);
  }

 private:
  bool object(const JsonReader& value, std::size_t level) {
    json_.begin_object();
    for (const auto& [name, member] : value.members(k_max_values)) {
      if (!is_name(name)) return false;
      json_.key(name);
      if (!this->value(member, level + 1)) return false;
    }
    json_.end_object();
    return true;
  }

  bool array(const JsonReader& value, std::size_t level) {
    json_.begin_array();
    for (const JsonReader& item : value.items(k_max_values)) {
      if (!this->value(item, level + 1)) return false;
    }
    json_.end_array();
    return true;
  }

  bool scalar(const JsonReader& value) {
    if (const auto text = value.text()) {
      json_.value(bounded(*text));
    } else if (const auto flag = value.boolean()) {
      json_.value(*flag);
    } else if (const auto whole = value.integer()) {
      json_.value(*whole);
    } else if (const auto number = value.number()) {
      json_.value(*number);
    } else {
      return false;
    }
    return true;
  }

  JsonWriter& json_;
  std::size_t count_ = 0;
};

// How NO_PROXY is read follows from the settings, which are known here: the other process is not told, nor believed.
bool write_way(JsonWriter& json, Copy& copy, const JsonReader& foreign, const ProbeTask& task) {
  if (!foreign.exists() && !task.no_proxy) return true;
  if (foreign.exists() && !foreign.is_object()) return false;
  json.key("proxy").begin_object();
  if (!foreign.exists()) json.member("status", to_literal(ProxyStatus::none).view()).member("direct", !task.proxy);
  for (const auto& [name, member] : foreign.members(k_max_values)) {
    if (name == "no_proxy") continue;
    if (!is_name(name)) return false;
    json.key(name);
    if (!copy.value(member, 2)) return false;
  }
  if (task.no_proxy) write_no_proxy(json, *task.no_proxy);
  json.end_object();
  return true;
}

}  // namespace

std::optional<std::string> rewritten_probe(std::string_view document, const ProbeTask& task,
                                           const std::vector<ProbePurpose>& purposes, bool own_trust) {
  if (document.size() > k_max_document) return std::nullopt;
  const auto probe = JsonReader::parse(document);
  if (!probe || !probe->is_object() || !has_rungs(*probe) || !has_end(*probe)) return std::nullopt;
  if (!parse_time((*probe)["time"].text_or(""))) return std::nullopt;
  JsonWriter json;
  json.begin_object().member("destination", task.host).member("port", static_cast<int>(task.port));
  write_purposes(json, purposes);
  json.member("from", "container");
  json.member("trust_store", own_trust ? "container" : "host");
  Copy copy(json);
  for (const auto& [name, member] : probe->members(k_max_values)) {
    if (name == "proxy" || std::find(k_ours.begin(), k_ours.end(), name) != k_ours.end()) continue;
    if (!is_name(name)) return std::nullopt;
    json.key(name);
    if (!copy.value(member, 1)) return std::nullopt;
  }
  if (!write_way(json, copy, (*probe)["proxy"], task)) return std::nullopt;
  json.end_object();
  return json.take();
}

}  // namespace sgw::collector
