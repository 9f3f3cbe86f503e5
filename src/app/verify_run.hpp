#pragma once

#include "src/verify/bundle_check.hpp"

#include <filesystem>
#include <stop_token>

namespace sgw::app {

// The second engine over a bundle that somebody hands in: without the values that its maker knew.
verify::BundleCheck verify_bundle(const std::filesystem::path& bundle, const std::stop_token& stop);

}  // namespace sgw::app
