#pragma once

#include "collector/engine_api.hpp"

#include <sgw_diag/collector.hpp>
#include <sgw_diag/json_reader.hpp>
#include <sgw_diag/source.hpp>

#include <string>

namespace sgw::collector {

// Path and query of the log request: both streams, engine's time stamps, the selection's since, until and tail.
std::string log_path(const std::string& id, const Selection& selection);

// Writes logs/stdout.log and logs/stderr.log of the instance, or logs/tty.log for a container with a terminal: lines
// "<RFC 3339 time> text", long lines whole. All runs of the container that the log driver kept are in it. A log that
// cannot be read is an artifact with its reason; what came before a break is kept as partial, but for a line without
// its end. Ends at `deadline`: of a log that takes longer there are the oldest and the newest lines, a mark between
// them.
void collect_logs(EngineApi& api, const JsonReader& inspect, InstanceId instance, const Selection& selection,
                  Deadline deadline, const CollectContext& context, RawSink& sink);

}  // namespace sgw::collector
