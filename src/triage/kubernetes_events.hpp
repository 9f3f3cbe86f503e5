#pragma once

#include <sgw_diag/json_reader.hpp>
#include <sgw_diag/safe_text.hpp>

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace sgw::triage {

// Lines of events.jsonl that a cluster wrote (ARCHITECTURE.md, "events.jsonl"): one line may stand for many events.
bool is_of_cluster(const SafeJson& event);

// What a line holds whose event is of a container beside the gateway's: it says nothing of the gateway.
inline constexpr std::string_view k_beside = R"("beside":true)";
bool is_beside(const SafeJson& event);

// How often it was seen: its `count`, from 1 to a million.
std::uint64_t times_seen(const SafeJson& event);

// When it was seen: the first time, and the last one with all others. Empty stamps are none.
void for_each_stamp(const SafeJson& event, const std::function<void(const std::string&, std::uint64_t)>& take);

// What an event says, in words that do not differ from pod to pod.
struct ClusterEventWords {
  SafeText what;  // "Unhealthy: Startup probe failed"
  Literal kind = "engine";
  Literal level = "info";
};
ClusterEventWords words_of_event(const SafeJson& event);

// What an event of a pod means for the run of its container.
enum class RunMark { none, started, ended, probe_failed };
RunMark run_mark(const SafeJson& event);

}  // namespace sgw::triage
