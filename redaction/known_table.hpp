#pragma once

#include "redaction/find.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace sgw::redaction {

// Exact search for many values at a time, plain, as hex, and as base64 wherever in a blob they begin. Escaped forms
// need no entry here: text is also searched with its escapes resolved. Immutable after build().
//
// Every text of n >= 15 bytes holds an eight-byte window that begins at a multiple of eight, so only every eighth
// position of the searched text is hashed; shorter forms are searched in the same way with a smaller step.
class KnownTable {
 public:
  KnownTable() = default;
  KnownTable(const KnownTable&) = delete;
  KnownTable& operator=(const KnownTable&) = delete;
  ~KnownTable();

  void add(std::string_view value, const RuleLabel& label);
  void build();

  bool empty() const noexcept { return forms_.empty(); }
  void find(std::string_view text, Finds& finds) const;

 private:
  struct Form {
    std::string text;
    std::size_t value = 0;  // index of values_
    bool base64 = false;    // the whole run of base64 around it belongs to it
  };
  struct Window {
    std::uint32_t hash = 0;
    std::uint32_t form = 0;
    std::uint32_t offset = 0;
  };
  // One search: forms of at least `step` + 7 bytes.
  struct Lane {
    std::size_t step = 8;
    std::vector<Window> windows;        // sorted by hash
    std::vector<std::uint64_t> bitmap;  // by hash; a power of two of bits
    int bucket_bits = 1;
    std::vector<std::uint32_t> first;  // by the hash's upper bits: where its windows begin; one more than there are
  };
  struct Value {
    std::string text;
    const RuleLabel* label = nullptr;
  };

  void add_form(std::string text, std::size_t value, bool base64);
  void fill(Lane& lane, std::size_t min_size, std::size_t max_size);
  void find_in_lane(const Lane& lane, std::string_view text, Finds& finds) const;
  void confirm(const Window& window, std::string_view text, std::size_t at, Finds& finds) const;

  std::vector<Value> values_;
  std::vector<Form> forms_;
  Lane long_;
  Lane short_;
};

}  // namespace sgw::redaction
