#pragma once

#include "src/triage/fact.hpp"

namespace sgw::triage {

// Sets a derived fact, in place of an earlier one of the key.
inline void put(FactSet& facts, std::string_view key, FactValue value, FactOrigin origin, Place place) {
  facts.erase(key);
  facts.add(key, {std::move(value), origin, std::move(place)});
}

// The same, resting on the fact `base`: its place, and "stated" when it was.
inline void put(FactSet& facts, std::string_view key, FactValue value, const FactSet& from, std::string_view base) {
  const Fact* fact = from.first(base);
  const bool stated = fact != nullptr && fact->origin == FactOrigin::stated;
  Place place = fact == nullptr ? Place() : fact->place;
  put(facts, key, std::move(value), stated ? FactOrigin::stated : FactOrigin::derived, std::move(place));
}

}  // namespace sgw::triage
