#include "src/triage/place_spread.hpp"

#include <utility>

namespace sgw::triage {

bool PlaceSpread::wants_next() {
  const std::uint64_t index = count_++;
  if ((index & (stride_ - 1)) != 0) return false;
  if (places_.size() < k_most) return true;
  for (std::size_t kept = 1; 2 * kept < places_.size(); ++kept) places_[kept] = std::move(places_[2 * kept]);
  places_.resize(k_most / 2);
  stride_ *= 2;
  return (index & (stride_ - 1)) == 0;
}

std::vector<Place> PlaceSpread::take(Place last) {
  if (!places_.empty() && !same_place(places_.back(), last)) places_.push_back(std::move(last));
  return std::move(places_);
}

void thin_evenly(std::vector<Place>& places, std::size_t most) {
  const std::size_t count = places.size();
  if (count <= most) return;
  for (std::size_t kept = 1; kept < most; ++kept) places[kept] = std::move(places[kept * (count - 1) / (most - 1)]);
  places.resize(most);
}

bool same_place(const Place& left, const Place& right) {
  return left.file == right.file && left.line == right.line && left.pointer == right.pointer;
}

}  // namespace sgw::triage
