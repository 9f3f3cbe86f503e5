#pragma once

#include "collector/targets.hpp"

#include <sgw_diag/collector.hpp>
#include <sgw_diag/source.hpp>

#include <memory>

namespace sgw::collector {

// Saved logs: the files and folders of --logs, packed or not. Each argument is one gateway instance, named for the file
// or folder. A record of `docker inspect` or an env file among them is reported as state and settings.
std::unique_ptr<Source> make_file_source(const Selection& selection, std::shared_ptr<Targets> targets);

}  // namespace sgw::collector
