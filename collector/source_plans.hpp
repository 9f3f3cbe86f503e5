#pragma once

#include <sgw_diag/preview.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sgw::collector {

// What each kind of source asks for. A test compares them with the calls that are made.

// Of a container engine, "docker" or "podman": engine_api.cpp, engine_report.cpp, engine_collection.cpp,
// container_logs.cpp, container_events.cpp.
std::vector<PlannedCall> engine_calls(const std::string& engine, const Selection& selection,
                                      std::uint64_t limit_of_log);

// Of saved logs (file_source.cpp); looks at sizes.
void plan_files(const Selection& selection, std::uint64_t limit_of_log, Preview& preview);
// Of this host: host_source.cpp.
std::vector<PlannedCall> host_calls();

// Of an endpoint: probe_ladder.cpp. Those that settings name are known only at run time.
std::vector<PlannedCall> probe_calls(const Selection& selection, bool has_live_source);
// The verb of a call of the ladder that is spelled so; nothing when there is none.
std::optional<Literal> probe_verb(std::string_view word);
// The same from the network of a container: container_probe.cpp.
std::vector<PlannedCall> container_probe_calls(const Selection& selection);
// Of a gateway's own web server: status_source.cpp.
std::vector<PlannedCall> status_calls();
// Of a registry: registry_client.cpp.
std::vector<PlannedCall> registry_calls(const Selection& selection);

}  // namespace sgw::collector
