#pragma once

#include "collector/probe_series.hpp"

#include <sgw_diag/json_writer.hpp>

#include <string>
#include <vector>

namespace sgw::collector {

// probes/<destination>.json, as ARCHITECTURE.md, "Facts", says; besides: `dns.origin` (hosts-file, servers, literal),
// `dns.error`, `proxy.status`, `proxy.has_credentials`, `proxy.error`, `proxy.ms`, `tls.error`, `tls.problems` [..].
// `first_broken` is absent when the run's end cut the probe, or when nothing could be decided. `purposes` ascending;
// none is the operator's.
std::string probe_report(const ProbeTask& task, const ProbeSeries& series, const std::vector<ProbePurpose>& purposes);

// `purpose`, and `purposes` when there are several, as members of the object that is being written.
void write_purposes(JsonWriter& json, const std::vector<ProbePurpose>& purposes);

}  // namespace sgw::collector
