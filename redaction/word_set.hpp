#pragma once

#include "redaction/characters.hpp"

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace sgw::redaction {

// A list of words in lower case that knows in a few steps whether a word is in it. Made by the compiler.
template <std::size_t N>
class WordSet {
 public:
  constexpr explicit WordSet(const std::array<std::string_view, N>& words) : words_(words) {
    static_assert(N > 0 && N < 255);
    for (std::size_t i = 0; i < N; ++i) {
      std::size_t place = place_of(words[i]);
      while (places_[place] != 0) place = behind(place);
      places_[place] = static_cast<std::uint8_t>(i + 1);
    }
  }

  constexpr auto begin() const { return words_.begin(); }
  constexpr auto end() const { return words_.end(); }

  // Whether `word`, in lower case, is one of them.
  constexpr bool has(std::string_view word) const {
    return any(word, [&](std::string_view one) { return one == word; });
  }
  // The same for a word in any case.
  constexpr bool has_folded(std::string_view word) const {
    return any(word, [&](std::string_view one) { return equals(word, one); });
  }

 private:
  static constexpr std::size_t k_places = std::bit_ceil(4 * N);

  // The same for a word in any case.
  static constexpr std::size_t place_of(std::string_view word) {
    const auto first = static_cast<unsigned char>(lower(word.front()));
    const auto middle = static_cast<unsigned char>(lower(word[word.size() / 2]));
    const auto last = static_cast<unsigned char>(lower(word.back()));
    return (first * std::size_t{31} + middle * std::size_t{97} + last * std::size_t{7} + word.size()) % k_places;
  }
  static constexpr std::size_t behind(std::size_t place) { return (place + 1) % k_places; }

  template <typename Same>
  constexpr bool any(std::string_view word, Same same) const {
    if (word.empty()) return false;
    for (std::size_t place = place_of(word); places_[place] != 0; place = behind(place)) {
      if (same(words_[places_[place] - std::size_t{1}])) return true;
    }
    return false;
  }

  std::array<std::string_view, N> words_;
  std::array<std::uint8_t, k_places> places_{};  // the number of a word, from one on; 0: none
};

}  // namespace sgw::redaction
