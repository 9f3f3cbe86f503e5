#include "src/verify/starts.hpp"

#include "src/verify/authorization.hpp"
#include "src/verify/commands.hpp"
#include "src/verify/connection_shapes.hpp"
#include "src/verify/vendor_tokens.hpp"

#include <array>
#include <cstdint>
#include <cstring>

namespace sgw::verify {

namespace {

// By their first three characters: few triples of a text begin a start, and those that do not are left out by one bit.
class StartTable {
 public:
  StartTable() {
    add_vendor_starts(starts_);
    add_connection_starts(starts_);
    add_command_starts(starts_);
    add_cookie_starts(starts_);
    next_.resize(starts_.size());
    for (std::size_t index = 0; index < starts_.size(); ++index) {
      const std::size_t slot = slot_of(starts_[index].literal.data());
      bits_[slot / 64] |= std::uint64_t{1} << (slot % 64);
      next_[index] = heads_[slot];
      heads_[slot] = static_cast<std::uint16_t>(index + 1);
    }
  }

  void find(std::string_view text, Findings& found) const {
    for (std::size_t at = 0; at + k_least <= text.size(); ++at) {
      const std::size_t slot = slot_of(text.data() + at);
      if (((bits_[slot / 64] >> (slot % 64)) & 1U) != 0) visit(text, at, slot, found);
    }
  }

 private:
  static constexpr std::size_t k_least = 3;
  static constexpr unsigned k_slot_bits = 14;

  static std::size_t slot_of(const char* text) {
    const auto byte = [&](std::size_t index) { return std::uint32_t{static_cast<unsigned char>(text[index])}; };
    return ((byte(0) | (byte(1) << 8U) | (byte(2) << 16U)) * 0x9e3779b1U) >> (32U - k_slot_bits);
  }

  void visit(std::string_view text, std::size_t at, std::size_t slot, Findings& found) const {
    for (std::size_t index = heads_[slot]; index != 0; index = next_[index - 1]) {
      const Start& start = starts_[index - 1];
      if (text.substr(at).starts_with(start.literal) && !found.has(start.what) && start.judge(start.row, text, at))
        found.add(start.what);
    }
  }

  std::vector<Start> starts_;
  std::vector<std::uint16_t> next_;
  std::array<std::uint64_t, (std::size_t{1} << k_slot_bits) / 64> bits_{};
  std::array<std::uint16_t, std::size_t{1} << k_slot_bits> heads_{};  // index + 1; 0: none
};

}  // namespace

void find_by_starts(std::string_view text, Findings& found) {
  static const StartTable table;
  table.find(text, found);
}

}  // namespace sgw::verify
