#pragma once

#include "collector/engine_api.hpp"

#include <sgw_diag/source.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace sgw::collector {

// One event of an engine as a line of events.jsonl with its newline ({"time", "type", "action", "exit_code",
// "detail"}), or nothing: for what is no JSON and for the start and end of commands in the container, which health
// checks bring in crowds.
std::optional<std::string> event_line(std::string_view json);

// Writes events.jsonl of the instance: what the engine still remembers of the container (Docker: the last 256 events of
// all containers) from `since` (or the beginning) to `until`, the engine's own time.
void collect_events(EngineApi& api, const std::string& id, InstanceId instance, std::optional<UtcTime> since,
                    UtcTime until, const CollectContext& context, RawSink& sink);

}  // namespace sgw::collector
