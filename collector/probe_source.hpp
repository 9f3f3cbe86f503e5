#pragma once

#include "collector/targets.hpp"

#include <sgw_diag/collector.hpp>
#include <sgw_diag/source.hpp>

#include <memory>
#include <vector>

namespace sgw::collector {

// One source for each endpoint to probe (those of `targets`, and the --endpoint of `selection`), one for each container
// from whose network its endpoints are probed, and one for each status target. To be called when the first round is
// over: what is added to `targets` later is not probed. Without probes (--no-probes) there are none. `targets` may be
// null.
std::vector<std::unique_ptr<Source>> make_probe_sources(const Selection& selection, std::shared_ptr<Targets> targets);

}  // namespace sgw::collector
