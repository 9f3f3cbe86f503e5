#include "src/app/verify_run.hpp"

namespace sgw::app {

verify::BundleCheck verify_bundle(const std::filesystem::path& bundle) { return verify::check_bundle(bundle, {}); }

}  // namespace sgw::app
