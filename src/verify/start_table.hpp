#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace sgw::verify {

// Some hundred literals of two characters and more, found in one pass: few pairs of characters begin one of them.
template <std::size_t Count>
class StartTable {
 public:
  // `Rows`: something with a string_view for each row, which `literal` gets out of it.
  template <class Rows, class Literal>
  constexpr StartTable(const Rows& rows, Literal literal) {
    for (std::size_t row = 0; row < Count; ++row) {
      literals_[row] = literal(rows[row]);
      const std::size_t pair = pair_of(literals_[row]);
      pairs_[pair / 64] |= std::uint64_t{1} << (pair % 64);
      next_[row] = heads_[pair % heads_.size()];
      heads_[pair % heads_.size()] = static_cast<std::uint16_t>(row + 1);
    }
  }

  // Calls `visit(row, at)` for every literal in the text, in the order of their places, until it returns true: then
  // true.
  template <class Visit>
  bool any(std::string_view text, Visit visit) const {
    for (std::size_t at = 0; at + 1 < text.size(); ++at) {
      const std::size_t pair = pair_of(text.substr(at, 2));
      if (((pairs_[pair / 64] >> (pair % 64)) & 1U) == 0) continue;
      for (std::size_t row = heads_[pair % heads_.size()]; row != 0; row = next_[row - 1]) {
        if (text.substr(at).starts_with(literals_[row - 1]) && visit(row - 1, at)) return true;
      }
    }
    return false;
  }

 private:
  static constexpr std::size_t pair_of(std::string_view text) {
    return static_cast<std::size_t>(static_cast<unsigned char>(text[0])) * 256 + static_cast<unsigned char>(text[1]);
  }

  std::array<std::string_view, Count> literals_{};
  std::array<std::uint64_t, 1024> pairs_{};
  std::array<std::uint16_t, 1021> heads_{};  // row + 1 by the pair; 0: none
  std::array<std::uint16_t, Count> next_{};
};

}  // namespace sgw::verify
