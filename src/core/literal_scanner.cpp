#include <sgw_diag/literal_scanner.hpp>

#include "src/core/folded_bytes.hpp"
#include "src/core/gram_rarity.hpp"

#include <sgw_diag/wide.hpp>

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <numeric>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace sgw {

namespace {

constexpr std::uint32_t k_hash_bits = 18;
constexpr std::uint32_t k_three_bytes = 0x00FFFFFF;

// Windows lie in fewer buckets than there are hashes: the table of those stays in the first cache as well.
constexpr std::uint32_t k_bucket_bits = 12;

constexpr std::uint32_t bucket_of(std::uint32_t hash) { return hash >> (k_hash_bits - k_bucket_bits); }

std::uint32_t hash_of(std::uint32_t gram) { return (gram * k_hash_factor) >> (32 - k_hash_bits); }

std::size_t rarest_window(std::string_view literal) {
  std::size_t best = 0;
  std::size_t best_score = 0;
  for (std::size_t at = 0; at + LiteralScanner::k_min_bytes <= literal.size(); ++at) {
    const std::size_t rare = gram_rarity(literal.substr(at, LiteralScanner::k_min_bytes));
    if (rare > best_score) {
      best = at;
      best_score = rare;
    }
  }
  return best;
}

}  // namespace

std::uint32_t LiteralScanner::add(std::string_view literal) { return add_once(literal, literals_); }

void LiteralScanner::build() {
  for (std::uint32_t i = 0; i < literals_.size(); ++i) {
    const std::size_t offset = rarest_window(literals_[i]);
    const std::uint64_t mask = head_of(std::string(std::min(literals_[i].size(), sizeof mask), '\xFF'));
    const std::uint64_t head = (head_of(literals_[i]) | k_fold_head) & mask;
    windows_.push_back({gram_at(literals_[i].data() + offset), i, static_cast<std::uint32_t>(offset), head, mask});
  }
  std::stable_sort(windows_.begin(), windows_.end(),
                   [](const Window& a, const Window& b) { return hash_of(a.gram) < hash_of(b.gram); });
  bitmap_.assign((std::size_t{1} << k_hash_bits) / 32, 0);
  first_.assign((std::size_t{1} << k_bucket_bits) + 1, 0);
  for (const Window& window : windows_) {
    const std::uint32_t hash = hash_of(window.gram);
    bitmap_[hash / 32] |= std::uint32_t{1} << (hash % 32);
    ++first_[bucket_of(hash) + 1];
  }
  std::partial_sum(first_.begin(), first_.end(), first_.begin());
}

inline void LiteralScanner::confirm(std::string_view text, std::size_t at, std::uint32_t gram,
                                    std::vector<Hit>& hits) const {
  const std::uint32_t bucket = bucket_of(hash_of(gram));
  for (std::uint32_t i = first_[bucket]; i < first_[bucket + 1]; ++i) {
    const Window& window = windows_[i];
    if (window.gram != gram || at < window.offset) continue;
    const std::size_t begin = at - window.offset;
    // Most windows are those of another word.
    if ((head_at(text, begin) & window.head_mask) == window.head) compare(text, begin, window.literal, hits);
  }
}

#if defined(__x86_64__)

// The same as the loop of scan(), on eight places at once. Returns where it stopped.
__attribute__((target("avx2"))) std::size_t LiteralScanner::scan_wide(std::string_view text,
                                                                      std::vector<Hit>& hits) const {
  constexpr char k_zero = -128;  // what the shuffle makes a zero of
  const __m256i places = _mm256_setr_epi8(0, 1, 2, k_zero, 1, 2, 3, k_zero, 2, 3, 4, k_zero, 3, 4, 5, k_zero, 4, 5, 6,
                                          k_zero, 5, 6, 7, k_zero, 6, 7, 8, k_zero, 7, 8, 9, k_zero);
  const __m256i fold = _mm256_set1_epi32(k_fold_gram);
  const __m256i factor = _mm256_set1_epi32(static_cast<int>(k_hash_factor));
  const __m256i low_bits = _mm256_set1_epi32(31);
  const auto* bitmap = reinterpret_cast<const int*>(bitmap_.data());
  std::size_t at = 0;
  for (; at + 16 <= text.size(); at += 8) {
    const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(text.data() + at));
    const __m256i grams = _mm256_or_si256(_mm256_shuffle_epi8(_mm256_broadcastsi128_si256(bytes), places), fold);
    const __m256i hashes = _mm256_srli_epi32(_mm256_mullo_epi32(grams, factor), 32 - k_hash_bits);
    const __m256i words = _mm256_i32gather_epi32(bitmap, _mm256_srli_epi32(hashes, 5), 4);
    // The place's bit as the sign.
    const __m256i shift = _mm256_andnot_si256(hashes, low_bits);
    auto found = static_cast<unsigned>(_mm256_movemask_ps(_mm256_castsi256_ps(_mm256_sllv_epi32(words, shift))));
    for (; found != 0; found &= found - 1) {
      const std::size_t place = at + static_cast<std::size_t>(std::countr_zero(found));
      confirm(text, place, gram_at(text.data() + place), hits);
    }
  }
  return at;
}

#endif

void LiteralScanner::scan(std::string_view text, std::vector<Hit>& hits) const {
  hits.clear();
  if (text.size() < k_min_bytes || windows_.empty()) return;
  const auto is_candidate = [&](std::uint32_t gram) {
    const std::uint32_t hash = hash_of(gram);
    return (bitmap_[hash / 32] >> (hash % 32)) & 1U;
  };
  std::size_t at = 0;
#if defined(__x86_64__)
  if (best_lanes() != Lanes::one) at = scan_wide(text, hits);
#endif
  if constexpr (std::endian::native == std::endian::little) {
    // Eight places from two overlapping loads; a branch only when one of them may hold something.
    for (; at + 12 <= text.size(); at += 8) {
      std::uint64_t low = 0;
      std::uint64_t high = 0;
      std::memcpy(&low, text.data() + at, sizeof low);
      std::memcpy(&high, text.data() + at + 4, sizeof high);
      std::array<std::uint32_t, 8> grams{};
      for (unsigned i = 0; i < 4; ++i) {
        grams[i] = (static_cast<std::uint32_t>(low >> (8 * i)) & k_three_bytes) | k_fold_gram;
        grams[i + 4] = (static_cast<std::uint32_t>(high >> (8 * i)) & k_three_bytes) | k_fold_gram;
      }
      std::uint32_t any = 0;
      for (const std::uint32_t gram : grams) any |= is_candidate(gram);
      if (any == 0) continue;
      for (std::size_t i = 0; i < grams.size(); ++i) {
        if (is_candidate(grams[i]) != 0) confirm(text, at + i, grams[i], hits);
      }
    }
  }
  for (; at + k_min_bytes <= text.size(); ++at) {
    const std::uint32_t gram = gram_at(text.data() + at);
    if (is_candidate(gram) != 0) confirm(text, at, gram, hits);
  }
}

void LiteralScanner::compare(std::string_view text, std::size_t begin, std::uint32_t number,
                             std::vector<Hit>& hits) const {
  const std::string& literal = literals_[number];
  if (text.size() - begin < literal.size() || !equals_folded(text.data() + begin, literal)) return;
  insert({static_cast<std::uint32_t>(begin), number}, hits);
}

}  // namespace sgw
