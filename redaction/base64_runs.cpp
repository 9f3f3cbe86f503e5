#include "redaction/base64_runs.hpp"

#include "redaction/byte_masks.hpp"

#include <bit>
#include <cstdint>

namespace sgw::redaction {

std::size_t next_base64_run(std::string_view text, std::size_t from) {
  static_assert(k_min_base64_run == 16);
  std::size_t open = 0;  // characters that end where the window begins
  for (std::size_t at = from; at < text.size(); at += ByteMasks::k_width) {
    const std::uint64_t mask = base64_mask(text, at);
    if (open + static_cast<std::size_t>(std::countr_one(mask)) >= k_min_base64_run) return at - open;
    // A bit stays when the 1, 3, 7, 15 behind it are set as well.
    std::uint64_t begins = mask & (mask >> 1);
    begins &= begins >> 2;
    begins &= begins >> 4;
    begins &= begins >> 8;
    if (begins != 0) return at + static_cast<std::size_t>(std::countr_zero(begins));
    open = static_cast<std::size_t>(std::countl_one(mask));
  }
  return text.size();
}

}  // namespace sgw::redaction
