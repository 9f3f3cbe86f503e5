#pragma once

#include "collector/probe_ladder.hpp"
#include "collector/probe_report.hpp"
#include "collector/targets.hpp"

#include <sgw_diag/source.hpp>

#include <memory>
#include <string>

namespace sgw::collector {

// How the destination is reached: its proxy, if its settings (or, for one that only the operator named, this host's
// environment) have one and do not exempt it. Without a proxy for its scheme the way is direct.
ProbeTask probe_task(const EndpointTarget& target);

// "contoso.example.json", with the port unless it is the usual one. Raw.
std::string probe_file_name(const ProbeTask& task);

// A source that climbs the ladder of one destination and writes probes/<destination>.json. `typed_userinfo` is what was
// typed before an '@', to be masked; it is not sent anywhere.
std::unique_ptr<Source> make_endpoint_probe(EndpointTarget target, ProbePurpose purpose,
                                            std::string typed_userinfo = {}, ProbeOptions options = {});

}  // namespace sgw::collector
