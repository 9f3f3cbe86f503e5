#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace sgw {

// Where a literal stands in a text.
struct Hit {
  std::uint32_t at = 0;
  std::uint32_t literal = 0;  // as add() numbered it
};

// Finds every occurrence of many literals in one pass over a text, ignoring the case of ASCII letters. The cost of a
// byte does not depend on the number of literals: three bytes at a time are looked up in a bitmap of 32 KiB. Immutable
// after build() and used by several threads at a time.
class LiteralScanner {
 public:
  static constexpr std::size_t k_min_bytes = 3;

  // ASCII text in lower case, of at least k_min_bytes. Equal literals get equal numbers.
  std::uint32_t add(std::string_view literal);
  void build();
  std::size_t size() const noexcept { return literals_.size(); }

  // Replaces `hits` by all occurrences, in the order of their places. `text` is shorter than 4 GiB.
  void scan(std::string_view text, std::vector<Hit>& hits) const;

 private:
  struct Window {
    std::uint32_t gram = 0;  // three folded bytes
    std::uint32_t literal = 0;
    std::uint32_t offset = 0;  // of the window in the literal
    std::uint64_t head = 0;    // the literal's first bytes, folded, where head_mask has ones
    std::uint64_t head_mask = 0;
  };
  std::size_t scan_wide(std::string_view text, std::vector<Hit>& hits) const;
  // What begins like a literal of the window `gram` at `at`.
  void confirm(std::string_view text, std::size_t at, std::uint32_t gram, std::vector<Hit>& hits) const;
  // Apart: most of what is looked at ends before it.
  [[gnu::noinline]] void compare(std::string_view text, std::size_t begin, std::uint32_t number,
                                 std::vector<Hit>& hits) const;

  std::vector<std::string> literals_;
  std::vector<Window> windows_;        // sorted by gram
  std::vector<std::uint32_t> bitmap_;  // by the hash of a gram
  std::vector<std::uint32_t>
      first_;  // by a part of the same hash: where its windows begin; one more than there are of it
};

}  // namespace sgw
