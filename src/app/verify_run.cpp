#include "src/app/verify_run.hpp"

namespace sgw::app {

verify::BundleCheck verify_bundle(const std::filesystem::path& bundle, const std::stop_token& stop) {
  return verify::check_bundle(bundle, {}, stop);
}

}  // namespace sgw::app
