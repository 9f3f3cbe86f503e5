#include "tests/redaction/corpus/rng.hpp"

namespace sgw::corpus {
namespace {

std::uint64_t mix(std::uint64_t value) {
  value = (value ^ (value >> 30U)) * 0xbf58476d1ce4e5b9U;
  value = (value ^ (value >> 27U)) * 0x94d049bb133111ebU;
  return value ^ (value >> 31U);
}

std::string two_digits(std::size_t value) {
  return {static_cast<char>('0' + value / 10 % 10), static_cast<char>('0' + value % 10)};
}

}  // namespace

Rng Rng::fork(std::string_view label) const {
  std::uint64_t hash = 0xcbf29ce484222325U ^ mix(state_);
  for (const char c : label) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3U;
  return Rng(mix(hash));
}

std::uint64_t Rng::next() {
  state_ += 0x9e3779b97f4a7c15U;
  return mix(state_);
}

std::size_t Rng::below(std::size_t limit) { return static_cast<std::size_t>(next() % limit); }

std::size_t Rng::between(std::size_t first, std::size_t last) { return first + below(last - first + 1); }

std::string Rng::bytes(std::size_t count) {
  std::string out(count, '\0');
  for (char& c : out) c = static_cast<char>(next() & 0xffU);
  return out;
}

std::string Rng::chars(std::string_view alphabet, std::size_t count) {
  std::string out(count, '\0');
  for (char& c : out) c = alphabet[below(alphabet.size())];
  return out;
}

std::string word(Rng& rng) {
  static constexpr std::string_view k_onset = "bcdfghjklmnprstvwz";
  static constexpr std::string_view k_vowel = "aeiou";
  std::string out;
  const std::size_t syllables = rng.between(3, 4);
  for (std::size_t i = 0; i < syllables; ++i) {
    out += k_onset[rng.below(k_onset.size())];
    out += k_vowel[rng.below(k_vowel.size())];
  }
  if (rng.one_in(2)) out += k_onset[rng.below(k_onset.size())];
  return out;
}

std::string guid(Rng& rng) {
  return rng.chars(k_hex, 8) + '-' + rng.chars(k_hex, 4) + "-4" + rng.chars(k_hex, 3) + '-' + rng.chars("89ab", 1) +
         rng.chars(k_hex, 3) + '-' + rng.chars(k_hex, 12);
}

std::string timestamp(Rng& rng) {
  return "2026-" + two_digits(rng.between(1, 12)) + '-' + two_digits(rng.between(1, 28)) + 'T' +
         two_digits(rng.below(24)) + ':' + two_digits(rng.below(60)) + ':' + two_digits(rng.below(60)) + '.' +
         rng.chars(k_digits, 3);
}

std::string compact_date(Rng& rng) {
  return (rng.one_in(2) ? "2026" : "2027") + two_digits(rng.between(1, 12)) + two_digits(rng.between(1, 28)) +
         two_digits(rng.below(24)) + two_digits(rng.below(60));
}

}  // namespace sgw::corpus
