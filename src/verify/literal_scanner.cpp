#include "src/verify/literal_scanner.hpp"

#include <algorithm>
#include <cstring>

namespace sgw::verify {

namespace {

constexpr std::size_t k_window = 8;
constexpr unsigned k_bitmap_bits = 18;  // 32 KiB: stays in the first-level cache

std::uint64_t window_at(std::string_view text, std::size_t at) {
  std::uint64_t window = 0;
  std::memcpy(&window, text.data() + at, k_window);
  return window;
}

std::size_t slot_of(std::uint64_t window) {
  return static_cast<std::size_t>((window * 0x9e3779b97f4a7c15ULL) >> (64U - k_bitmap_bits));
}

}  // namespace

LiteralScanner::LiteralScanner(std::vector<std::string> literals) : literals_(std::move(literals)) {
  for (std::size_t index = 0; index < groups_.size(); ++index) groups_[index].stride = k_window >> index;
  for (std::uint32_t index = 0; index < literals_.size(); ++index) add(index);
}

LiteralScanner::~LiteralScanner() {
  for (auto& literal : literals_) explicit_bzero(literal.data(), literal.size());
}

void LiteralScanner::add(std::uint32_t literal) {
  const std::string& bytes = literals_[literal];
  if (bytes.size() < k_window) return;
  longest_ = std::max(longest_, bytes.size());
  // The widest stride at which a window of the literal cannot be missed.
  auto* group = std::find_if(groups_.begin(), groups_.end(),
                             [&](const Group& candidate) { return bytes.size() >= k_window + candidate.stride - 1; });
  if (group->bitmap.empty()) group->bitmap.resize((std::size_t{1} << k_bitmap_bits) / 64);
  for (std::uint32_t offset = 0; offset < group->stride; ++offset) {
    const std::uint64_t window = window_at(bytes, offset);
    const std::size_t slot = slot_of(window);
    group->bitmap[slot / 64] |= std::uint64_t{1} << (slot % 64);
    group->windows.emplace(window, Place{literal, offset});
  }
}

std::vector<std::size_t> LiteralScanner::find(std::string_view text, std::size_t fresh_from) const {
  std::vector<std::size_t> found;
  for (const auto& group : groups_) {
    if (group.bitmap.empty()) continue;
    for (std::size_t at = 0; at + k_window <= text.size(); at += group.stride) {
      const std::uint64_t window = window_at(text, at);
      const std::size_t slot = slot_of(window);
      if (((group.bitmap[slot / 64] >> (slot % 64)) & 1U) == 0) continue;
      compare(group, window, text, at, fresh_from, found);
    }
  }
  return found;
}

void LiteralScanner::compare(const Group& group, std::uint64_t window, std::string_view text, std::size_t at,
                             std::size_t fresh_from, std::vector<std::size_t>& found) const {
  const auto [first, last] = group.windows.equal_range(window);
  for (auto entry = first; entry != last; ++entry) {
    const auto [literal, offset] = entry->second;
    const std::string& bytes = literals_[literal];
    if (offset > at) continue;
    const std::size_t start = at - offset;
    if (start + bytes.size() <= fresh_from || text.size() - start < bytes.size()) continue;
    if (text.compare(start, bytes.size(), bytes) == 0) found.push_back(start);
  }
}

}  // namespace sgw::verify
