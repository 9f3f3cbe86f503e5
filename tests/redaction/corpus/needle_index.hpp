#pragma once

#include <cstdint>
#include <functional>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace sgw::corpus {

// Finds pieces of many values in a text in one pass: of each value eight-byte pieces are known, so close together that
// any piece of `tail` bytes holds one.
class NeedleIndex {
 public:
  NeedleIndex();

  // `value` has eight bytes at least, and so has `tail`; it must outlive the index.
  void add(std::size_t number, std::string_view value, std::size_t tail);

  // Calls `found` with the number of the value and how many of its bytes stand here in one piece, if `tail` or more do.
  void scan(std::string_view text, const std::function<void(std::size_t, std::size_t)>& found) const;

 private:
  struct Piece {
    std::size_t number;
    std::string_view value;
    std::size_t tail;
    std::size_t offset;
  };

  std::vector<bool> filter_;
  std::unordered_map<std::uint64_t, std::vector<Piece>> pieces_;
};

}  // namespace sgw::corpus
