#pragma once

#include "collector/targets.hpp"

#include <sgw_diag/source.hpp>

#include <memory>

namespace sgw::collector {

// Asks an instance's own web server for its status page and for a path that no API has, and writes
// gateways/<instance>/status.json. The status page only says that the web server is up; the other answer tells whether
// a configuration is loaded: 404 "Resource not found" once it is, an empty 200 while the gateway runs without one.
// Bodies are read to 64 KiB and not kept.
std::unique_ptr<Source> make_status_source(StatusTarget target);

}  // namespace sgw::collector
