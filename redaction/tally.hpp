#pragma once

#include "redaction/find.hpp"

#include <sgw_diag/artifact.hpp>

#include <cstdint>
#include <map>
#include <vector>

namespace sgw::redaction {

// What happened while one artifact was masked.
class Tally {
 public:
  void masked(const RuleLabel& label) { ++counts_[&label]; }
  void withheld(std::size_t bytes) {
    withheld_bytes += bytes;
    ++withheld_pieces;
  }
  void add(const Tally& other) {
    for (const auto& [label, count] : other.counts_) counts_[label] += count;
    withheld_bytes += other.withheld_bytes;
    withheld_pieces += other.withheld_pieces;
  }
  // One note for each class and rule, in that order.
  std::vector<RedactionNote> notes() const;

  std::uint64_t withheld_bytes = 0;
  std::uint64_t withheld_pieces = 0;

 private:
  std::map<const RuleLabel*, std::uint64_t> counts_;
};

}  // namespace sgw::redaction
