#pragma once

#include "collector/probe_ladder.hpp"

#include <string>

namespace sgw::collector {

enum class ProbePurpose { configuration_endpoint, operator_named };

// probes/<destination>.json, as ARCHITECTURE.md, "Facts", says; besides: `dns.origin` (hosts-file, servers, literal),
// `dns.error`, `proxy.status`, `proxy.has_credentials`, `proxy.error`, `proxy.ms`, `tls.error`, `tls.problems` [..].
// `first_broken` is absent when the run's end cut the probe, or when nothing could be decided.
std::string probe_report(const ProbeTask& task, const LadderResult& result, ProbePurpose purpose);

}  // namespace sgw::collector
