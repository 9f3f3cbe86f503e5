#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace sgw::corpus {

// Seeded and portable: one seed, one corpus, on every machine. The standard distributions do not promise that.
class Rng {
 public:
  explicit Rng(std::uint64_t seed) : state_(seed) {}

  // A stream of its own: what is drawn from it does not shift what is drawn elsewhere.
  Rng fork(std::string_view label) const;

  std::uint64_t next();
  std::size_t below(std::size_t limit);                      // 0 .. limit-1; limit > 0
  std::size_t between(std::size_t first, std::size_t last);  // both inclusive
  bool one_in(std::size_t count) { return below(count) == 0; }
  std::string bytes(std::size_t count);
  std::string chars(std::string_view alphabet, std::size_t count);

  template <class Range>
  const auto& pick(const Range& range) {
    return range[below(std::size(range))];
  }

 private:
  std::uint64_t state_;
};

// What people and machines call things; every draw is fresh, so no two values share a long piece.
std::string word(Rng& rng);          // 6 to 9 pronounceable letters
std::string guid(Rng& rng);          // lower case, version 4
std::string timestamp(Rng& rng);     // 2026-11-18T05:02:10.922
std::string compact_date(Rng& rng);  // yyyyMMddHHmm, within 2026 and 2027

inline constexpr std::string_view k_lower = "abcdefghijklmnopqrstuvwxyz";
inline constexpr std::string_view k_hex = "0123456789abcdef";
inline constexpr std::string_view k_digits = "0123456789";
inline constexpr std::string_view k_alnum = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

}  // namespace sgw::corpus
