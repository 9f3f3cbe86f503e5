#pragma once

#include "src/triage/fact.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace sgw::triage {

// Keeps a few places of many, spread over all of them: every n-th, with n doubled whenever there are too many. What was
// seen first is always among them. However many there are, no more than about k_most * log2(count) places are made.
class PlaceSpread {
 public:
  static constexpr std::size_t k_most = 4;  // even

  // To be asked once for each occurrence, in order. When true, the place of this one is to be given to keep().
  bool wants_next();
  void keep(Place place) { places_.push_back(std::move(place)); }
  // Those kept, and the last one of all.
  std::vector<Place> take(Place last);
  std::uint64_t count() const { return count_; }

 private:
  std::uint64_t count_ = 0;
  std::uint64_t stride_ = 1;  // a power of two
  std::vector<Place> places_;
};

// Leaves at most `most` (at least 2) of `places`: the first, the last, and others evenly between them.
void thin_evenly(std::vector<Place>& places, std::size_t most);

bool same_place(const Place& left, const Place& right);

}  // namespace sgw::triage
