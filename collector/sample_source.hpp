#pragma once

#include "collector/sample.hpp"

#include <sgw_diag/source.hpp>

#include <memory>

namespace sgw::collector {

// Replays a sample as live sources would deliver it: raw, through the same sink, its logs cut as `selection` asks.
// Reads nothing of this machine, and nothing of it is probed.
std::unique_ptr<Source> make_sample_source(const ResourceStore& store, Sample sample, const Selection& selection);

}  // namespace sgw::collector
