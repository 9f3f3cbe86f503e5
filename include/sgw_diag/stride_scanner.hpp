#pragma once

#include <sgw_diag/literal_scanner.hpp>
#include <sgw_diag/wide.hpp>

#include <compare>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace sgw {

// The same as LiteralScanner for literals that are not short, at a third of its cost: only every fourth place of the
// text is looked at. A literal has a window of four bytes for each of the four places that it may lie at. Immutable
// after build() and used by several threads at a time.
class StrideScanner {
 public:
  static constexpr std::size_t k_min_bytes = 5;

  // ASCII text in lower case, of at least k_min_bytes. Equal literals get equal numbers.
  std::uint32_t add(std::string_view literal);
  // `usual`: a text like those that will be scanned; what stands there is a bad place to look for a literal. It decides
  // about nothing but the cost.
  void build(std::string_view usual = {});
  std::size_t size() const noexcept { return literals_.size(); }

  // Replaces `hits` by all occurrences, in the order of their places. `text` is shorter than 4 GiB. `lanes` decides
  // about nothing but the cost.
  void scan(std::string_view text, std::vector<Hit>& hits, Lanes lanes = best_lanes()) const;

 private:
  struct Window {
    std::uint32_t gram = 0;  // four folded bytes, where mask has ones
    std::uint32_t mask = 0;
    std::uint32_t literal = 0;
    std::int32_t offset = 0;  // of the window in the literal; -1: a byte before it
    std::uint64_t head = 0;   // the literal's first bytes, where head_mask has ones
    std::uint64_t head_mask = 0;
    std::uint64_t head_case = 0;  // where these are letters, the bit that tells their cases apart
  };
  struct Entry {
    std::uint32_t bucket = 0;
    std::uint32_t window = 0;
    std::uint32_t gram = 0;  // the window's, as mask
    std::uint32_t mask = 0;
    auto operator<=>(const Entry&) const = default;  // NOLINT(modernize-use-nullptr)
  };
  Window window_of(std::uint32_t literal, std::ptrdiff_t offset) const;
  void add_window(const Window& window);
  std::size_t scan_wide(std::string_view text, std::vector<Hit>& hits) const;
  void confirm(std::string_view text, std::size_t at, std::uint32_t gram, std::vector<Hit>& hits) const;

  std::vector<std::string> literals_;
  std::vector<std::string> cases_;  // by literal: for each of its bytes the bit that tells its cases apart, or 0
  std::vector<Window> windows_;
  std::vector<std::uint32_t> bitmap_;  // by the hash of four folded bytes
  std::vector<Entry> entries_;         // sorted
  std::vector<std::uint32_t> first_;   // by a part of the same hash: where its entries begin; one more than there are
};

}  // namespace sgw
