#pragma once

#include <sgw_diag/source.hpp>

#include <filesystem>
#include <memory>

namespace sgw::collector {

// The machine that this runs on: environment/host.json (ARCHITECTURE.md, "Facts"). Learns the credentials of proxies in
// this process's environment and writes none of them. `root` is where /etc and /proc are: another one for tests.
std::unique_ptr<Source> make_host_source(std::filesystem::path root = "/");

}  // namespace sgw::collector
