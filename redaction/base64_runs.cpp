#include "redaction/base64_runs.hpp"

#include "redaction/byte_masks.hpp"

#include <algorithm>
#include <bit>
#include <cstdint>

namespace sgw::redaction {

namespace {

// Calls `run(begin, end)` for every run of ones that is long enough, over windows of 64 bits that come one by one.
template <typename Found>
class Joiner {
 public:
  explicit Joiner(Found found) : found_(found) {}

  void add(std::size_t at, std::uint64_t mask) {
    const auto leading = static_cast<std::size_t>(std::countr_one(mask));
    if (leading == ByteMasks::k_width) {
      open_ += leading;
      return;
    }
    close(at + leading, open_ + leading);
    // A bit stays when the 1, 3, 7, 15 behind it are set as well: of each run that is long enough all but its end.
    std::uint64_t begins = mask & (mask >> 1);
    begins &= begins >> 2;
    begins &= begins >> 4;
    begins &= begins >> 8;
    if (leading >= k_min_base64_run) begins &= ~std::uint64_t{0} << leading;
    while (begins != 0) {
      const auto first = static_cast<std::size_t>(std::countr_zero(begins));
      const auto size = static_cast<std::size_t>(std::countr_one(mask >> first));
      if (first + size >= ByteMasks::k_width) break;  // the next window says where it ends
      close(at + first + size, size);
      begins &= ~std::uint64_t{0} << (first + size);
    }
    open_ = static_cast<std::size_t>(std::countl_one(mask));
  }
  void close(std::size_t end, std::size_t size) {
    if (size >= k_min_base64_run) found_(end - size, end);
    open_ = 0;
  }
  void finish(std::size_t end) { close(end, open_); }

 private:
  Found found_;
  std::size_t open_ = 0;  // characters that end where the next window begins
};

}  // namespace

void find_base64_runs(std::string_view text, Base64Runs& runs) {
  static_assert(k_min_base64_run == 16);
  runs.clear();
  Joiner joiner([&runs](std::size_t begin, std::size_t end) { runs.push_back({begin, end}); });
  for (std::size_t at = 0; at < text.size();) {
    for (const std::uint64_t mask : base64_masks(text, at)) {
      joiner.add(at, mask);
      at += ByteMasks::k_width;
    }
  }
  joiner.finish(text.size());
}

}  // namespace sgw::redaction
