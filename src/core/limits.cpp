#include <sgw_diag/limits.hpp>

#include <algorithm>

namespace sgw {

std::chrono::milliseconds Deadline::left() const {
  const auto span = std::chrono::duration_cast<std::chrono::milliseconds>(end_ - Clock::now());
  return std::max(span, std::chrono::milliseconds{0});
}

Deadline Deadline::capped(std::chrono::milliseconds span) const {
  return Deadline(std::min(end_, Clock::now() + span));
}

}  // namespace sgw
