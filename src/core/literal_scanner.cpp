#include <sgw_diag/literal_scanner.hpp>

#include <sgw_diag/wide.hpp>

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <limits>
#include <numeric>
#include <utility>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace sgw {

namespace {

using namespace std::string_view_literals;

constexpr std::size_t k_wide_stride = 3;

constexpr std::uint32_t k_hash_bits = 18;
constexpr std::uint32_t k_fold = 0x00202020;
constexpr std::uint32_t k_three_bytes = 0x00FFFFFF;

// Letters by how common they are in logs; what is not here is rarer than all of it.
constexpr std::string_view k_common = "\"etaoin: rsldcupmgfhybvkwxjqz-._/=";

constexpr std::uint32_t k_hash_factor = 0x9E3779B1U;

// Windows lie in fewer buckets than there are hashes: the table of those stays in the first cache as well.
constexpr std::uint32_t k_bucket_bits = 12;

constexpr std::uint32_t bucket_of(std::uint32_t hash) { return hash >> (k_hash_bits - k_bucket_bits); }

std::uint32_t hash_of(std::uint32_t gram) { return (gram * k_hash_factor) >> (32 - k_hash_bits); }

// Little-endian whatever the machine; folding maps some other characters together as well, which confirm() sorts out.
std::uint32_t gram_at(const char* bytes) {
  std::array<unsigned char, 3> three{};
  std::memcpy(three.data(), bytes, three.size());
  return (three[0] | (std::uint32_t{three[1]} << 8) | (std::uint32_t{three[2]} << 16)) | k_fold;
}

// Three letters that the words of logs are full of; a literal is looked for by others if it has any.
constexpr std::array k_common_grams{
    R"(",")"sv, R"(": )"sv, R"(":")"sv, ".co"sv,   ".io"sv, "://"sv, R"(:{")"sv, "], "sv, "acc"sv, "age"sv, "ain"sv,
    "ame"sv,    "ana"sv,    "and"sv,    "api"sv,   "app"sv, "art"sv, "ass"sv,    "ate"sv, "ati"sv, "atu"sv, "azu"sv,
    "ber"sv,    "cce"sv,    "ces"sv,    "cli"sv,   "com"sv, "con"sv, "cre"sv,    "dat"sv, "ded"sv, "der"sv, "ect"sv,
    "ede"sv,    "eed"sv,    "eme"sv,    "end"sv,   "ent"sv, "equ"sv, "ern"sv,    "err"sv, "ers"sv, "ess"sv, "est"sv,
    "ete"sv,    "ewa"sv,    "fig"sv,    "for"sv,   "gat"sv, "hea"sv, "her"sv,    "hro"sv, "htt"sv, "ien"sv, "ine"sv,
    "inf"sv,    "ing"sv,    "ion"sv,    "ise"sv,   "ken"sv, "key"sv, "lic"sv,    "lie"sv, "log"sv, "man"sv, "men"sv,
    "mes"sv,    "nag"sv,    "nam"sv,    "ner"sv,   "net"sv, "nfi"sv, "nfo"sv,    "nis"sv, "nse"sv, "nta"sv, "nti"sv,
    "nto"sv,    "oke"sv,    "oki"sv,    "onf"sv,   "oni"sv, "ons"sv, "ont"sv,    "ook"sv, "ort"sv, "oso"sv, "pas"sv,
    "ple"sv,    "pon"sv,    "por"sv,    "pro"sv,   "que"sv, "rat"sv, "rea"sv,    "ref"sv, "req"sv, "res"sv, "rne"sv,
    "ron"sv,    "sag"sv,    "sec"sv,    "sed"sv,   "ser"sv, "sio"sv, "spo"sv,    "ssa"sv, "sta"sv, "suc"sv, "syn"sv,
    "tai"sv,    "tat"sv,    "tes"sv,    "tew"sv,   "tim"sv, "tio"sv, "tok"sv,    "tps"sv, "ttp"sv, "tus"sv, "typ"sv,
    "ucc"sv,    "ues"sv,    "unt"sv,    "ure"sv,   "url"sv, "use"sv, "uth"sv,    "val"sv, "ven"sv, "ver"sv, "way"sv,
    "ync"sv,    "ype"sv,    "zur"sv,    R"(},")"sv};
static_assert(std::is_sorted(k_common_grams.begin(), k_common_grams.end()));

// In JSON every name ends so; a row of one letter is what zeros are in base64.
bool is_common(std::string_view gram) {
  const bool one_letter = gram[0] == gram[1] && gram[1] == gram[2];
  return one_letter || gram.ends_with(R"(":)") ||
         std::binary_search(k_common_grams.begin(), k_common_grams.end(), gram);
}

std::size_t rarity(char c) { return std::min(k_common.find(c), k_common.size() + 8); }

std::size_t score(std::string_view gram) {
  return is_common(gram) ? 1 : rarity(gram[0]) + rarity(gram[1]) + rarity(gram[2]) + 2;
}

// Where the rarest `count` windows side by side begin: those whose most common one is the rarest.
std::size_t rarest_windows(std::string_view literal, std::size_t count) {
  constexpr std::size_t k_bytes = LiteralScanner::k_min_bytes;
  std::size_t best = 0;
  std::pair<std::size_t, std::size_t> best_score;
  for (std::size_t at = 0; at + k_bytes + count - 1 <= literal.size(); ++at) {
    std::pair<std::size_t, std::size_t> scores{std::numeric_limits<std::size_t>::max(), 0};
    for (std::size_t i = at; i < at + count; ++i) {
      const std::size_t one = score(literal.substr(i, k_bytes));
      scores = {std::min(scores.first, one), scores.second + one};
    }
    if (scores > best_score) {
      best = at;
      best_score = scores;
    }
  }
  return best;
}

constexpr std::uint64_t k_fold_head = 0x2020202020202020;

// Up to eight bytes of `bytes` as they lie in memory; zeros behind.
std::uint64_t head_of(std::string_view bytes) {
  std::uint64_t head = 0;
  std::memcpy(&head, bytes.data(), std::min(bytes.size(), sizeof head));
  return head;
}

// Windows lie at different depths in their literals: a hit belongs a few places in front of the last ones.
void insert(const Hit& hit, std::vector<Hit>& hits) {
  std::size_t place = hits.size();
  hits.push_back(hit);
  const auto follows = [&](const Hit& other) {
    return other.at != hit.at ? other.at > hit.at : other.literal > hit.literal;
  };
  for (; place > 0 && follows(hits[place - 1]); --place) hits[place] = hits[place - 1];
  hits[place] = hit;
}

bool equals_folded(const char* text, std::string_view lower) {
  for (std::size_t i = 0; i < lower.size(); ++i) {
    const char c = text[i];
    if ((c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c) != lower[i]) return false;
  }
  return true;
}

}  // namespace

std::uint32_t LiteralScanner::add(std::string_view literal) {
  const auto known = std::find(literals_.begin(), literals_.end(), literal);
  if (known != literals_.end()) return static_cast<std::uint32_t>(known - literals_.begin());
  literals_.emplace_back(literal);
  return static_cast<std::uint32_t>(literals_.size() - 1);
}

void LiteralScanner::build() {
  const bool are_long = std::all_of(literals_.begin(), literals_.end(), [](const std::string& literal) {
    return literal.size() >= k_min_bytes + k_wide_stride - 1;
  });
  stride_ = are_long ? k_wide_stride : 1;
  for (std::uint32_t i = 0; i < literals_.size(); ++i) {
    const std::size_t first = rarest_windows(literals_[i], stride_);
    const std::uint64_t mask = head_of(std::string(std::min(literals_[i].size(), sizeof mask), '\xFF'));
    const std::uint64_t head = (head_of(literals_[i]) | k_fold_head) & mask;
    for (std::size_t offset = first; offset < first + stride_; ++offset) {
      windows_.push_back({gram_at(literals_[i].data() + offset), i, static_cast<std::uint32_t>(offset), head, mask});
    }
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

#if defined(__x86_64__)

// For a shuffle of 16 bytes in each lane: eight windows of three bytes, Stride bytes apart, with a zero behind each.
// Side by side, all are in the same 16 bytes.
template <std::size_t Stride>
alignas(32) constexpr std::array<std::int8_t, 32> k_gram_bytes = [] {
  std::array<std::int8_t, 32> bytes{};
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    const std::size_t window = Stride == 1 ? i / 4 : i / 4 % 4;
    bytes[i] = static_cast<std::int8_t>(i % 4 == 3 ? -128 : window * Stride + i % 4);
  }
  return bytes;
}();

// The same as the loop of scan(), on eight places at once. Returns where it stopped.
template <std::size_t Stride>
__attribute__((target("avx2"))) std::size_t LiteralScanner::scan_wide(std::string_view text,
                                                                      std::vector<Hit>& hits) const {
  constexpr std::size_t k_half = 4 * Stride;  // where the places of the second lane begin
  const __m256i places = _mm256_load_si256(reinterpret_cast<const __m256i*>(k_gram_bytes<Stride>.data()));
  const __m256i fold = _mm256_set1_epi32(k_fold);
  const __m256i factor = _mm256_set1_epi32(static_cast<int>(k_hash_factor));
  const __m256i low_bits = _mm256_set1_epi32(31);
  const auto* bitmap = reinterpret_cast<const int*>(bitmap_.data());
  std::size_t at = 0;
  for (; at + k_half + 16 <= text.size(); at += 2 * k_half) {
    const __m128i first = _mm_loadu_si128(reinterpret_cast<const __m128i*>(text.data() + at));
    const std::size_t second = Stride == 1 ? 0 : k_half;
    const __m256i bytes =
        _mm256_set_m128i(_mm_loadu_si128(reinterpret_cast<const __m128i*>(text.data() + at + second)), first);
    const __m256i grams = _mm256_or_si256(_mm256_shuffle_epi8(bytes, places), fold);
    const __m256i hashes = _mm256_srli_epi32(_mm256_mullo_epi32(grams, factor), 32 - k_hash_bits);
    const __m256i words = _mm256_i32gather_epi32(bitmap, _mm256_srli_epi32(hashes, 5), 4);
    // The place's bit as the sign.
    const __m256i shift = _mm256_andnot_si256(hashes, low_bits);
    auto found = static_cast<unsigned>(_mm256_movemask_ps(_mm256_castsi256_ps(_mm256_sllv_epi32(words, shift))));
    for (; found != 0; found &= found - 1) {
      const std::size_t place = at + Stride * static_cast<std::size_t>(std::countr_zero(found));
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
  if (has_avx2()) at = stride_ == 1 ? scan_wide<1>(text, hits) : scan_wide<k_wide_stride>(text, hits);
#endif
  if constexpr (std::endian::native == std::endian::little) {
    // Eight places from two overlapping loads; a branch only when one of them may hold something.
    for (; stride_ == 1 && at + 12 <= text.size(); at += 8) {
      std::uint64_t low = 0;
      std::uint64_t high = 0;
      std::memcpy(&low, text.data() + at, sizeof low);
      std::memcpy(&high, text.data() + at + 4, sizeof high);
      std::array<std::uint32_t, 8> grams{};
      for (unsigned i = 0; i < 4; ++i) {
        grams[i] = (static_cast<std::uint32_t>(low >> (8 * i)) & k_three_bytes) | k_fold;
        grams[i + 4] = (static_cast<std::uint32_t>(high >> (8 * i)) & k_three_bytes) | k_fold;
      }
      std::uint32_t any = 0;
      for (const std::uint32_t gram : grams) any |= is_candidate(gram);
      if (any == 0) continue;
      for (std::size_t i = 0; i < grams.size(); ++i) {
        if (is_candidate(grams[i]) != 0) confirm(text, at + i, grams[i], hits);
      }
    }
  }
  for (; at + k_min_bytes <= text.size(); at += stride_) {
    const std::uint32_t gram = gram_at(text.data() + at);
    if (is_candidate(gram) != 0) confirm(text, at, gram, hits);
  }
}

void LiteralScanner::confirm(std::string_view text, std::size_t at, std::uint32_t gram, std::vector<Hit>& hits) const {
  const std::uint32_t bucket = bucket_of(hash_of(gram));
  for (std::uint32_t i = first_[bucket]; i < first_[bucket + 1]; ++i) {
    const Window& window = windows_[i];
    if (window.gram != gram || at < window.offset) continue;
    const std::size_t begin = at - window.offset;
    // Most windows are those of another word.
    std::uint64_t head = 0;
    if (begin + sizeof head <= text.size()) {
      std::memcpy(&head, text.data() + begin, sizeof head);
    } else {
      std::memcpy(&head, text.data() + begin, text.size() - begin);
    }
    if (((head | k_fold_head) & window.head_mask) != window.head) continue;
    const std::string& literal = literals_[window.literal];
    if (text.size() - begin < literal.size() || !equals_folded(text.data() + begin, literal)) continue;
    insert({static_cast<std::uint32_t>(begin), window.literal}, hits);
  }
}

}  // namespace sgw
