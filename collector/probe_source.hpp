#pragma once

#include "collector/targets.hpp"

#include <sgw_diag/collector.hpp>
#include <sgw_diag/source.hpp>

#include <memory>
#include <vector>

namespace sgw::collector {

// One source for each destination to probe (those of `targets`, and the --endpoint and --probe of `selection`), one for
// each container from whose network its own are probed, one for each status target, and one that says how many
// destinations are too many, if they are. To be called when the first round is over: what is added to `targets` later
// is not probed. Without probes (--no-probes) there are none. `targets` may be null.
std::vector<std::unique_ptr<Source>> make_probe_sources(const Selection& selection, std::shared_ptr<Targets> targets);

}  // namespace sgw::collector
