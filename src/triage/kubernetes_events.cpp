#include "src/triage/kubernetes_events.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace sgw::triage {

namespace {

constexpr std::int64_t k_most_times = 1'000'000;
constexpr std::size_t k_max_words = 120;

// Warnings that every pod of some clusters has, and that change nothing for the gateway.
constexpr std::array<std::string_view, 3> k_noise{"MissingClusterDNS", "DNSConfigForming", "CheckLimitsForResolvConf"};

bool holds(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

bool is_noise(std::string_view reason) { return std::find(k_noise.begin(), k_noise.end(), reason) != k_noise.end(); }

// Up to where the words begin to name this one pod.
std::size_t end_of_common(std::string_view detail, std::string_view object) {
  std::size_t end = std::min(detail.size(), detail.find(" in pod "));
  if (const std::size_t slash = object.rfind('/'); slash != std::string_view::npos) object.remove_prefix(slash + 1);
  if (object.size() > 3) end = std::min(end, detail.find(object));
  while (end > 0 && std::string_view(" \"'(:,;/=").find(detail[end - 1]) != std::string_view::npos) --end;
  return end;
}

SafeText common_words(const SafeText& detail, const std::string& object, bool probe) {
  std::size_t end = end_of_common(detail.view(), object);
  // "Readiness probe failed: Get "http://…": …": the address is of this pod.
  if (probe) end = std::min(end, detail.view().find(':'));
  return detail.part(0, end);
}

Literal kind_of(std::string_view reason) {
  if (reason == "Started") return "start";
  if (reason == "Killing") return "exit";
  if (reason == "Unhealthy") return "health";
  return reason == "OOMKilling" || reason == "SystemOOM" ? Literal("oom") : Literal("engine");
}

}  // namespace

bool is_of_cluster(const SafeJson& event) { return event["level"].exists(); }

bool is_beside(const SafeJson& event) { return event["beside"].boolean_or(false); }

std::uint64_t times_seen(const SafeJson& event) {
  return static_cast<std::uint64_t>(std::clamp<std::int64_t>(event["count"].integer_or(1), 1, k_most_times));
}

void for_each_stamp(const SafeJson& event, const std::function<void(const std::string&, std::uint64_t)>& take) {
  const std::uint64_t times = times_seen(event);
  const std::string first = event["first"].text_or("");
  const bool two = times > 1 && !first.empty();
  if (two) take(first, 1);
  take(event["time"].text_or(""), two ? times - 1 : times);
}

ClusterEventWords words_of_event(const SafeJson& event) {
  const std::string reason = event["action"].text_or("");
  const bool warning = event["level"].text_or("") == "Warning";
  ClusterEventWords words;
  words.kind = kind_of(reason);
  words.what = event["action"].safe_text_or("").printable();
  if (warning || reason == "Killing") {
    const SafeText detail = event["detail"].safe_text_or("").printable();
    const SafeText common = common_words(detail, event["object"].text_or(""), reason == "Unhealthy");
    if (!common.empty()) words.what += ": " + common;
  }
  words.what = words.what.clipped(k_max_words);
  if (words.kind == Literal("oom")) {
    words.level = "error";
  } else if (warning && !is_noise(reason)) {
    words.level = "warning";
  }
  return words;
}

RunMark run_mark(const SafeJson& event) {
  if (event["type"].text_or("") != "Pod" || is_beside(event)) return RunMark::none;
  const std::string reason = event["action"].text_or("");
  const std::string detail = event["detail"].text_or("");
  if (reason == "Started") return RunMark::started;
  if (reason == "Killing") return RunMark::ended;
  // Nothing is written when a process ends by itself; the first wait before a restart comes within seconds of it.
  if (reason == "BackOff" && holds(detail, "restarting")) return RunMark::ended;
  return reason == "Unhealthy" ? RunMark::probe_failed : RunMark::none;
}

}  // namespace sgw::triage
