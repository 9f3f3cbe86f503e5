#pragma once

#include "collector/kube_view.hpp"

#include <sgw_diag/source.hpp>

#include <cstddef>
#include <string>
#include <vector>

namespace sgw::collector {

// One event as a line of events.jsonl with its newline (ARCHITECTURE.md, "events.jsonl").
std::string kube_event_line(const KubeEvent& event);

// Lines of at most `most` bytes in all, by time, those without one first; of more the newest. `cut` tells whether
// there were more.
std::vector<std::string> kube_event_lines(std::vector<KubeEvent> events, std::size_t most, bool& cut);

// Writes events.jsonl of a gateway: of its pod, its owners, its claims and its autoscaler. No file without events.
void write_kube_events(const KubeView& view, InstanceId instance, RawSink& sink);

}  // namespace sgw::collector
