#pragma once

#include "collector/engine_api.hpp"

#include <sgw_diag/json_reader.hpp>
#include <sgw_diag/source.hpp>

#include <cstdint>
#include <optional>
#include <string>

namespace sgw::collector {

// The document of engine.json (ARCHITECTURE.md, "Facts") from /version and /info. `clock_skew_seconds`: how far this
// host's clock is ahead of the engine's, where that was measured.
std::string engine_document(bool podman, const JsonReader& version, const JsonReader& info,
                            std::optional<std::int64_t> clock_skew_seconds = std::nullopt);

// Writes environment/engine.json (Podman: engine-podman.json) and returns the engine's own time: its clock, not ours,
// decides what "until now" means to it.
UtcTime report_engine(EngineApi& api, const CollectContext& context, RawSink& sink);

}  // namespace sgw::collector
