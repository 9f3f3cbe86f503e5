#pragma once

#include <array>
#include <cstddef>
#include <functional>
#include <string_view>
#include <unordered_set>

namespace sgw::redaction {

// By byte: whether it is one of them.
using ByteSet = std::array<bool, 256>;

// The sets of all expressions of a run, each once: few are different, and those in use stay in the cache. Sets live as
// long as this does. For one thread.
class ByteSets {
 public:
  const ByteSet& add(const ByteSet& set) { return *sets_.insert(set).first; }

 private:
  struct Hash {
    std::size_t operator()(const ByteSet& set) const {
      return std::hash<std::string_view>()({reinterpret_cast<const char*>(set.data()), set.size()});
    }
  };
  std::unordered_set<ByteSet, Hash> sets_;
};

}  // namespace sgw::redaction
