#pragma once

#include "collector/destination.hpp"
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

// What an engine says of itself that matters to the rest of its collection.
struct EngineSelf {
  UtcTime time{};       // its clock, not ours, decides what "until now" means to it
  ProxySettings proxy;  // that it pulls images by
};

// Writes environment/engine.json (Podman: engine-podman.json).
EngineSelf report_engine(EngineApi& api, const CollectContext& context, RawSink& sink);

}  // namespace sgw::collector
