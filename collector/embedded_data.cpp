#include "embedded/collector_data.hpp"
#include "embedded/collector_samples.hpp"

#include <sgw_diag/collector.hpp>

namespace sgw::collector {

std::vector<std::span<const EmbeddedFile>> embedded_data() {
  return {embedded::collector_data(), embedded::collector_samples()};
}

}  // namespace sgw::collector
