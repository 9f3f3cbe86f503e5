#include <sgw_diag/stride_scanner.hpp>

#include "src/core/folded_bytes.hpp"
#include "src/core/gram_rarity.hpp"

#include <sgw_diag/wide.hpp>

#include <algorithm>
#include <array>
#include <cstring>
#include <numeric>
#include <tuple>
#include <unordered_set>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace sgw {

namespace {

constexpr std::size_t k_stride = 4;  // and the bytes of a window
constexpr std::uint32_t k_fold_window = 0x20202020;
constexpr std::uint32_t k_hash_bits = 18;
constexpr std::uint32_t k_bucket_bits = 12;  // fewer than hashes: the table of buckets stays in the first cache as well

std::uint32_t hash_of(std::uint32_t window) { return (window * k_hash_factor) >> (32 - k_hash_bits); }
std::uint32_t bucket_of(std::uint32_t hash) { return hash >> (k_hash_bits - k_bucket_bits); }

// Little-endian whatever the machine.
std::uint32_t gram_of(const char* bytes) {
  std::array<unsigned char, k_stride> four{};
  std::memcpy(four.data(), bytes, four.size());
  return (four[0] | (std::uint32_t{four[1]} << 8) | (std::uint32_t{four[2]} << 16) | (std::uint32_t{four[3]} << 24)) |
         k_fold_window;
}

// The bit that tells the cases apart where `lower` has letters, zeros elsewhere. A byte of text with these bits set is
// that of `lower` if and only if it is its letter in any case, or the same byte.
std::string cases_of(std::string_view lower) {
  std::string cases;
  for (const char c : lower) cases += c >= 'a' && c <= 'z' ? ' ' : '\0';
  return cases;
}

std::uint64_t word_of(const char* bytes) {
  std::uint64_t word = 0;
  std::memcpy(&word, bytes, sizeof word);
  return word;
}

// The eight bytes of `text` at `begin`; zeros behind its end.
std::uint64_t word_at(std::string_view text, std::size_t begin) {
  return text.size() - begin >= sizeof(std::uint64_t) ? word_of(text.data() + begin) : head_of(text.substr(begin));
}

// Behind the first eight bytes, which are equal. The last eight are compared whole, some of them again.
bool equals(const char* text, std::string_view lower, std::string_view cases) {
  constexpr std::size_t word = sizeof(std::uint64_t);
  const auto differ = [&](std::size_t at) {
    return (word_of(text + at) | word_of(cases.data() + at)) ^ word_of(lower.data() + at);
  };
  if (lower.size() <= word) return true;
  std::uint64_t different = differ(lower.size() - word);
  for (std::size_t at = word; at + word < lower.size(); at += word) different |= differ(at);
  return different == 0;
}

constexpr std::uint32_t k_front_three = 0x00FFFFFF;
constexpr std::uint32_t k_back_three = 0xFFFFFF00;

// The grams of a text, folded: whole, and with a byte of each end blanked.
class Grams {
 public:
  explicit Grams(std::string_view text) {
    for (std::size_t at = 0; at + k_stride <= text.size(); ++at) {
      const std::uint32_t gram = gram_of(text.data() + at);
      known_.insert({gram, gram & k_front_three, gram & k_back_three});
    }
  }
  bool has(std::uint32_t gram) const { return known_.contains(gram); }

 private:
  std::unordered_set<std::uint32_t> known_;
};

// Four bytes are at most as common as the three of them that are rarer.
std::size_t rarity(std::string_view literal, std::ptrdiff_t offset) {
  if (offset < 0) return gram_rarity(literal.substr(0, 3));
  const std::string_view rest = literal.substr(static_cast<std::size_t>(offset));
  const std::size_t front = gram_rarity(rest.substr(0, 3));
  return rest.size() < k_stride ? front : std::max(front, gram_rarity(rest.substr(1, 3)));
}

// Where a literal may be looked for that lies `phase` bytes behind a place that is looked at. At both its ends there
// are windows with a byte that is not the literal's; one of less than seven bytes has phases with no others.
std::vector<std::ptrdiff_t> offsets_of(std::string_view literal, std::size_t phase) {
  std::vector<std::ptrdiff_t> offsets;
  const auto last = static_cast<std::ptrdiff_t>(literal.size()) - 3;
  std::ptrdiff_t at = phase == 1 ? -1 : static_cast<std::ptrdiff_t>((k_stride - phase) % k_stride);
  for (; at <= last; at += k_stride) offsets.push_back(at);
  return offsets;
}

}  // namespace

std::uint32_t StrideScanner::add(std::string_view literal) {
  const std::uint32_t number = add_once(literal, literals_);
  if (number == cases_.size()) cases_.push_back(cases_of(literal));
  return number;
}

StrideScanner::Window StrideScanner::window_of(std::uint32_t literal, std::ptrdiff_t offset) const {
  const std::string& text = literals_[literal];
  Window window;
  window.literal = literal;
  window.offset = static_cast<std::int32_t>(offset);
  for (std::size_t i = 0; i < k_stride; ++i) {
    const std::ptrdiff_t at = offset + static_cast<std::ptrdiff_t>(i);
    if (at < 0 || at >= static_cast<std::ptrdiff_t>(text.size())) continue;
    const auto byte = static_cast<unsigned char>(text[static_cast<std::size_t>(at)]);
    window.gram |= std::uint32_t{byte} << (8 * i);
    window.mask |= std::uint32_t{0xFF} << (8 * i);
  }
  window.gram = (window.gram | k_fold_window) & window.mask;
  window.head_mask = head_of(std::string(std::min(text.size(), sizeof window.head_mask), '\xFF'));
  window.head = head_of(text);
  window.head_case = head_of(cases_[literal]);
  return window;
}

// A byte that is not the literal's may be any.
void StrideScanner::add_window(const Window& window) {
  const auto index = static_cast<std::uint32_t>(windows_.size());
  windows_.push_back(window);
  const std::uint32_t step = ~window.mask & 0x01010101U;
  for (std::uint32_t other = 0; other < (step == 0 ? 1U : 256U); ++other) {
    const std::uint32_t hash = hash_of((window.gram | other * step) | k_fold_window);
    bitmap_[hash / 32] |= std::uint32_t{1} << (hash % 32);
    entries_.push_back({bucket_of(hash), index, window.gram, window.mask});
  }
}

void StrideScanner::build(std::string_view usual) {
  const Grams usual_grams(usual);
  bitmap_.assign((std::size_t{1} << k_hash_bits) / 32, 0);
  for (std::uint32_t literal = 0; literal < literals_.size(); ++literal) {
    const auto rank = [&](std::ptrdiff_t offset) {
      const Window window = window_of(literal, offset);
      return std::tuple(!usual_grams.has(window.gram), ~window.mask == 0, rarity(literals_[literal], offset));
    };
    for (std::size_t phase = 0; phase < k_stride; ++phase) {
      const auto offsets = offsets_of(literals_[literal], phase);
      const auto best =
          std::max_element(offsets.begin(), offsets.end(),
                           [&](std::ptrdiff_t left, std::ptrdiff_t right) { return rank(left) < rank(right); });
      add_window(window_of(literal, *best));
    }
  }
  std::sort(entries_.begin(), entries_.end());
  entries_.erase(std::unique(entries_.begin(), entries_.end()), entries_.end());
  first_.assign((std::size_t{1} << k_bucket_bits) + 1, 0);
  for (const Entry& entry : entries_) ++first_[entry.bucket + 1];
  std::partial_sum(first_.begin(), first_.end(), first_.begin());
}

#if defined(__x86_64__)

constexpr std::size_t k_candidates = 512;  // collected before they are looked at

// By which of eight windows are candidates: how many, and where they begin, a byte each, the lowest first.
struct CandidateLanes {
  std::uint64_t offsets = 0;
  std::size_t count = 0;
};
constexpr std::array<CandidateLanes, 256> k_lanes = [] {
  std::array<CandidateLanes, 256> lanes{};
  for (std::size_t found = 0; found < lanes.size(); ++found) {
    for (std::size_t lane = 0; lane < 8; ++lane) {
      if (((found >> lane) & 1U) == 0) continue;
      lanes[found].offsets |= std::uint64_t{lane * k_stride} << (8 * lanes[found].count++);
    }
  }
  return lanes;
}();

using Candidates = std::array<std::uint32_t, k_candidates + 2 * sizeof(__m256i) / k_stride>;

struct Collected {
  std::size_t count = 0;
  std::size_t end = 0;  // where it stopped
};

// Where candidates are from `at` on, until there are many or the text ends. Nothing is called here, so that what does
// not change stays in registers.
__attribute__((target("avx2"), noinline)) Collected collect(std::string_view text, std::size_t at,
                                                            const std::uint32_t* bits, Candidates& candidates) {
  const __m256i fold = _mm256_set1_epi32(k_fold_window);
  const __m256i factor = _mm256_set1_epi32(static_cast<int>(k_hash_factor));
  const __m256i low_bits = _mm256_set1_epi32(31);
  const auto* bitmap = reinterpret_cast<const int*>(bits);
  std::size_t count = 0;
  for (; at + sizeof(__m256i) <= text.size() && count <= k_candidates; at += sizeof(__m256i)) {
    const __m256i bytes = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(text.data() + at));
    const __m256i hashes =
        _mm256_srli_epi32(_mm256_mullo_epi32(_mm256_or_si256(bytes, fold), factor), 32 - k_hash_bits);
    const __m256i words = _mm256_i32gather_epi32(bitmap, _mm256_srli_epi32(hashes, 5), 4);
    // The window's bit as the sign.
    const __m256i shift = _mm256_andnot_si256(hashes, low_bits);
    const auto found = static_cast<unsigned>(_mm256_movemask_ps(_mm256_castsi256_ps(_mm256_sllv_epi32(words, shift))));
    // Without a branch, which would be guessed wrong at every other candidate. `at` ends in zeros, the lanes fit there.
    const __m256i lanes = _mm256_cvtepu8_epi32(_mm_cvtsi64_si128(static_cast<std::int64_t>(k_lanes[found].offsets)));
    const __m256i places = _mm256_or_si256(_mm256_set1_epi32(static_cast<int>(at)), lanes);
    _mm256_storeu_si256(reinterpret_cast<__m256i*>(candidates.data() + count), places);
    count += k_lanes[found].count;
  }
  return {count, at};
}

// The same as the loop of scan(), on eight windows at once. Returns where it stopped.
std::size_t StrideScanner::scan_wide(std::string_view text, std::vector<Hit>& hits) const {
  Candidates candidates;
  std::size_t at = 0;
  while (at + sizeof(__m256i) <= text.size()) {
    const Collected found = collect(text, at, bitmap_.data(), candidates);
    for (std::size_t i = 0; i < found.count; ++i) {
      confirm(text, candidates[i], gram_of(text.data() + candidates[i]), hits);
    }
    at = found.end;
  }
  return at;
}

#endif

void StrideScanner::scan(std::string_view text, std::vector<Hit>& hits, [[maybe_unused]] Lanes lanes) const {
  hits.clear();
  if (windows_.empty()) return;
  const auto look = [&](std::size_t at, std::uint32_t gram) {
    const std::uint32_t hash = hash_of(gram);
    if (((bitmap_[hash / 32] >> (hash % 32)) & 1U) != 0) confirm(text, at, gram, hits);
  };
  std::size_t at = 0;
#if defined(__x86_64__)
  if (lanes != Lanes::one) at = scan_wide(text, hits);
#endif
  for (; at + k_stride <= text.size(); at += k_stride) look(at, gram_of(text.data() + at));
  if (at == text.size()) return;
  std::array<char, k_stride> last{};
  std::memcpy(last.data(), text.data() + at, text.size() - at);
  look(at, gram_of(last.data()));
}

void StrideScanner::confirm(std::string_view text, std::size_t at, std::uint32_t gram, std::vector<Hit>& hits) const {
  const std::uint32_t bucket = bucket_of(hash_of(gram));
  for (std::uint32_t i = first_[bucket]; i < first_[bucket + 1]; ++i) {
    if ((gram & entries_[i].mask) != entries_[i].gram) continue;
    const Window& window = windows_[entries_[i].window];
    const std::ptrdiff_t begins = static_cast<std::ptrdiff_t>(at) - window.offset;
    if (begins < 0) continue;
    const auto begin = static_cast<std::size_t>(begins);
    if (begin >= text.size()) continue;
    if (((word_at(text, begin) | window.head_case) & window.head_mask) != window.head) continue;
    const std::string& literal = literals_[window.literal];
    if (text.size() - begin < literal.size()) continue;
    if (!equals(text.data() + begin, literal, cases_[window.literal])) continue;
    insert({static_cast<std::uint32_t>(begin), window.literal}, hits);
  }
}

}  // namespace sgw
