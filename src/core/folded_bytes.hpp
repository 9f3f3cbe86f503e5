#pragma once

#include <sgw_diag/literal_scanner.hpp>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

namespace sgw {

// What the scanners share: numbered literals, and bytes whose case is folded, compared many at a time.

// The number of `literal` in `literals`, where it is added if it is new.
inline std::uint32_t add_once(std::string_view literal, std::vector<std::string>& literals) {
  const auto known = std::find(literals.begin(), literals.end(), literal);
  const auto number = static_cast<std::uint32_t>(known - literals.begin());
  if (known == literals.end()) literals.emplace_back(literal);
  return number;
}

inline constexpr std::uint32_t k_hash_factor = 0x9E3779B1U;
inline constexpr std::uint32_t k_fold_gram = 0x00202020;

// Little-endian whatever the machine; folding maps some other characters together as well, which confirm() sorts out.
inline std::uint32_t gram_at(const char* bytes) {
  std::array<unsigned char, 3> three{};
  std::memcpy(three.data(), bytes, three.size());
  return (three[0] | (std::uint32_t{three[1]} << 8) | (std::uint32_t{three[2]} << 16)) | k_fold_gram;
}

inline constexpr std::uint64_t k_fold_head = 0x2020202020202020;

// Up to eight bytes of `bytes` as they lie in memory; zeros behind.
inline std::uint64_t head_of(std::string_view bytes) {
  std::uint64_t head = 0;
  std::memcpy(&head, bytes.data(), std::min(bytes.size(), sizeof head));
  return head;
}

// Windows lie at different depths in their literals: a hit belongs a few places in front of the last ones.
inline void insert(const Hit& hit, std::vector<Hit>& hits) {
  std::size_t place = hits.size();
  hits.push_back(hit);
  const auto follows = [&](const Hit& other) {
    return other.at != hit.at ? other.at > hit.at : other.literal > hit.literal;
  };
  for (; place > 0 && follows(hits[place - 1]); --place) hits[place] = hits[place - 1];
  hits[place] = hit;
}

// Without a way out on the way: what comes here is nearly always equal.
inline bool equals_folded(const char* text, std::string_view lower) {
  unsigned different = 0;
  for (std::size_t i = 0; i < lower.size(); ++i) {
    const auto c = static_cast<unsigned char>(text[i]);
    const bool upper = static_cast<unsigned>(c - 'A') < 26U;
    different |= (upper ? c | 0x20U : c) ^ static_cast<unsigned char>(lower[i]);
  }
  return different == 0;
}

// The eight bytes of `text` at `begin`, folded; zeros, folded, behind its end.
inline std::uint64_t head_at(std::string_view text, std::size_t begin) {
  std::uint64_t head = 0;
  if (begin + sizeof head <= text.size()) {
    std::memcpy(&head, text.data() + begin, sizeof head);
  } else {
    std::memcpy(&head, text.data() + begin, text.size() - begin);
  }
  return head | k_fold_head;
}

}  // namespace sgw
