#include "collector/namespace_report.hpp"

#include "collector/json_fields.hpp"
#include "collector/source_plans.hpp"

#include <sgw_diag/json_reader.hpp>
#include <sgw_diag/json_writer.hpp>

#include <algorithm>
#include <array>

namespace sgw::collector {

namespace {

constexpr std::string_view k_schema = "sgw-diag/namespace-report/1";
constexpr std::size_t k_max_target = 8 << 10;  // bytes
constexpr std::int64_t k_max_ms = 3'600'000, k_max_status = 999;

struct EndingName {
  ProbeEnding ending;
  Literal word;
};
constexpr std::array k_endings{EndingName{ProbeEnding::complete, "complete"}, EndingName{ProbeEnding::cut, "cut"},
                               EndingName{ProbeEnding::no_way, "no-way"},
                               EndingName{ProbeEnding::no_trust, "no-trust"}};

Literal word_of(ProbeEnding ending) {
  const auto* const found =
      std::find_if(k_endings.begin(), k_endings.end(), [&](const EndingName& name) { return name.ending == ending; });
  return found->word;
}

std::optional<ProbeEnding> ending_named(std::string_view word) {
  const auto* const found = std::find_if(k_endings.begin(), k_endings.end(),
                                         [&](const EndingName& name) { return name.word.view() == word; });
  return found == k_endings.end() ? std::nullopt : std::optional(found->ending);
}

void write_call(JsonWriter& json, const ProbeCall& call) {
  json.begin_object().member("verb", call.verb.view()).member("target", call.target).member("status", call.status);
  json.member("ms", std::int64_t{call.took.count()}).end_object();
}

std::optional<std::int64_t> number_up_to(const JsonReader& value, std::int64_t most) {
  const auto number = value.integer();
  return number && *number >= 0 && *number <= most ? number : std::nullopt;
}

std::optional<ProbeCall> call_of(const JsonReader& value) {
  const auto verb = probe_verb(value["verb"].text_or(""));
  const auto target = value["target"].text();
  const auto status = number_up_to(value["status"], k_max_status);
  const auto took = number_up_to(value["ms"], k_max_ms);
  if (!verb || !target || target->size() > k_max_target || !status || !took) return std::nullopt;
  return ProbeCall{*verb, *target, static_cast<int>(*status), std::chrono::milliseconds(*took)};
}

std::optional<NamespaceProbe> probe_of(const JsonReader& value) {
  const auto ending = ending_named(value["ending"].text_or(""));
  auto document = value["document"].text();
  const auto calls = value["calls"].items(k_max_namespace_calls + 1);
  if (!ending || !document || calls.size() > k_max_namespace_calls) return std::nullopt;
  NamespaceProbe probe{*ending, *std::move(document), {}};
  for (const JsonReader& item : calls) {
    auto call = call_of(item);
    if (!call) return std::nullopt;
    probe.calls.push_back(*std::move(call));
  }
  return probe;
}

}  // namespace

ProbeEnding ending_of(const LadderResult& result) {
  if (result.cut) return ProbeEnding::cut;
  if (result.proxy == ProxyStatus::unsupported) return ProbeEnding::no_way;
  const bool untold = !result.broken && !result.proxy_error.view().empty();
  return untold || result.tls.status == TlsStatus::error ? ProbeEnding::no_trust : ProbeEnding::complete;
}

std::string write_namespace_report(const NamespaceReport& report) {
  JsonWriter json(JsonWriter::Layout::one_line);
  json.begin_object().member("schema", k_schema).member("entry", to_literal(report.entry).view());
  put_words(json, "files", report.files);
  json.key("probes").begin_array();
  for (const NamespaceProbe& probe : report.probes) {
    json.begin_object().member("ending", word_of(probe.ending).view()).member("document", probe.document);
    json.key("calls").begin_array();
    for (const ProbeCall& call : probe.calls) write_call(json, call);
    json.end_array().end_object();
  }
  json.end_array().end_object();
  return json.take();
}

std::vector<std::string> files_of(const NamespaceTask& task) {
  std::vector<std::string> files{std::string(k_resolv_conf), std::string(k_hosts_file)};
  files.insert(files.end(), task.trust_files.begin(), task.trust_files.end());
  return files;
}

std::optional<NamespaceReport> read_namespace_report(std::string_view text, const NamespaceTask& task) {
  if (text.size() > k_max_namespace_report) return std::nullopt;
  const auto root = JsonReader::parse(text);
  if (!root || (*root)["schema"].text_or("") != k_schema) return std::nullopt;
  const auto entry = entry_named((*root)["entry"].text_or(""));
  const std::size_t expected = entry == Entry::entered ? task.probes.size() : 0;
  const auto items = (*root)["probes"].items(expected + 1);
  if (!entry || items.size() != expected) return std::nullopt;
  const std::vector<std::string> known = files_of(task);
  NamespaceReport report{*entry, {}, {}};
  for (const JsonReader& item : (*root)["files"].items(known.size())) {
    std::string file = item.text_or("");
    if (std::find(known.begin(), known.end(), file) == known.end()) return std::nullopt;
    report.files.push_back(std::move(file));
  }
  for (const JsonReader& item : items) {
    auto probe = probe_of(item);
    if (!probe) return std::nullopt;
    report.probes.push_back(*std::move(probe));
  }
  return report;
}

}  // namespace sgw::collector
