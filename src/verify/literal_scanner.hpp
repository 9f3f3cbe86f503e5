#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace sgw::verify {

// Finds any of some thousands of literals in a pass over the text that looks at every eighth position only: a literal
// of 15 bytes or more holds a window of eight bytes that begins at such a position, and only windows that are in a
// bitmap are compared. Shorter literals (8 bytes and more) are looked for at closer positions. Literals are secret:
// they are overwritten at the end.
class LiteralScanner {
 public:
  explicit LiteralScanner(std::vector<std::string> literals);
  ~LiteralScanner();
  LiteralScanner(LiteralScanner&&) noexcept = default;
  LiteralScanner& operator=(LiteralScanner&&) noexcept = default;

  std::size_t longest() const noexcept { return longest_; }

  // Where literals begin that end behind `fresh_from`, in no order, perhaps more than once.
  std::vector<std::size_t> find(std::string_view text, std::size_t fresh_from) const;

 private:
  struct Place {
    std::uint32_t literal;
    std::uint32_t offset;  // of the window in it
  };
  struct Group {
    std::size_t stride = 8;
    std::vector<std::uint64_t> bitmap;  // empty: no literal of this length
    std::unordered_multimap<std::uint64_t, Place> windows;
  };

  void add(std::uint32_t literal);
  void compare(const Group& group, std::uint64_t window, std::string_view text, std::size_t at, std::size_t fresh_from,
               std::vector<std::size_t>& found) const;

  std::vector<std::string> literals_;
  std::array<Group, 4> groups_;
  std::size_t longest_ = 0;
};

}  // namespace sgw::verify
