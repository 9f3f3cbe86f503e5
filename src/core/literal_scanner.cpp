#include <sgw_diag/literal_scanner.hpp>

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

using namespace std::string_view_literals;

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

// What logs and documents are full of, three characters each, the most common ones first: a literal is looked for by
// other windows if it has any. Counted in some megabytes of reports, rules and manuals of the gateway.
constexpr std::string_view k_common_grams =
    "\": : \"s\":ionconate, \"tiothe the\":: [ \"centhe onfstanfit\": \"sfig: {ing },apiatiresage re\",  co202"
    "actnot | rat \"td\":proteder  \"fgatwayvereston ewatewureble: t \"e \"2ed\"ed igugurailurae, own \"ies\""
    "\"coersner026logables httttpfac26- noals \"ltru an\"fats\"orysteend iness \"p \"r \"o fatat try\":andcat"
    "ine.co \"aontartrueileame \"moso on \"ner\":00nd reapti-apnetextporat ept\"reazuzurn\":keneve {\" isg\":"
    "cepcomledteslsenamortn: or  ],ectexcxceot faleadid\": fe: is one a  to\"pr\"20forallterfailinon:int"
    "ncetarmenodevalused\",our \"duessere c\"stderrcere- exnt\"\"lookewneainred 20emesourobostle\"urcmes se"
    "ue,\"cang tokith\"owctson.\",\"\":\".io://:{\"], accanaappassatuberccecesclicredatdededeeedequernerrete"
    "heaherhroieninfisekeylicliemannagnfonisnsentantintookionionsookpaspleponquerefreqrneronsagsecsed"
    "siospossasucsyntaitimtpstustypuccunturluthvenyncype},\"tin6-0s nimetexe-a\"ext\",hos0.0ovele ry\" \"h"
    "in re to chaideckeoutt aerv.\",e\",roscro stoftsofademic2.1 ofs\",teg \"vce\"oinicrntspoi\"ses a09:gor"
    "setegoackt09 \"[imae t\"idr\": [] mect\" at li\"2.witof .nedpose,mage ondpno \"me\"noays00:on\"autche0:0"
    "exp-11den] 2ustwore ir arrocodinsror pr.0.achstonteiceng\"emooun12.0, runscon\",2.3unds,  gavicnt "
    "me  fo100ts 11-obez\",ockst suprsitem6-1les wi_stica al \"uhatmorrs\"th otat r-09warrte nate  hes t"
    "latdge09-bacmplalu/ga [\", ms oed_ctie slabdnsarntagnow}, ne\" ca oraremempert/g00z ententtidisrvi"
    "reteac\"as0z\"9:1pimpreen\"og\"enc \"wce ne itygem ap itt tettplatos do.az htnstausnexpi.ali12:\"unn.a"
    "issngs\"],n ttornneancome pa\\\":ps:edg \"g loge\"indge:t_se rr\", beststom2:0[],, se ad tge-sysorke e";
constexpr std::size_t k_grades = 8;
constexpr std::size_t k_graded = 4096;

constexpr std::size_t graded_slot(std::uint32_t gram) { return (gram * k_hash_factor) >> (32 - 12); }

// By hash: k_grades for the most common, 1 for the least common of them, 0 for others. Two that fall together cost a
// worse choice.
constexpr std::array<std::uint8_t, k_graded> k_commonness = [] {
  std::array<std::uint8_t, k_graded> grades{};
  const std::size_t count = k_common_grams.size() / LiteralScanner::k_min_bytes;
  for (std::size_t i = count; i > 0; --i) {
    std::uint32_t gram = k_fold;
    for (std::size_t at = 0; at < LiteralScanner::k_min_bytes; ++at) {
      const auto byte = static_cast<unsigned char>(k_common_grams[(i - 1) * LiteralScanner::k_min_bytes + at]);
      gram |= std::uint32_t{byte} << (8 * at);
    }
    grades[graded_slot(gram)] = static_cast<std::uint8_t>(k_grades - (i - 1) * k_grades / count);
  }
  return grades;
}();

// A row of one letter is what zeros are in base64.
std::size_t commonness(std::string_view gram) {
  const bool one_letter = gram[0] == gram[1] && gram[1] == gram[2];
  return one_letter ? k_grades : k_commonness[graded_slot(gram_at(gram.data()))];
}

std::size_t rarity(char c) { return std::min(k_common.find(c), k_common.size() + 8); }

std::size_t score(std::string_view gram) {
  const std::size_t common = commonness(gram);
  if (common != 0) return 1 + k_grades - common;
  return k_grades + 1 + rarity(gram[0]) + rarity(gram[1]) + rarity(gram[2]);
}

std::size_t rarest_window(std::string_view literal) {
  std::size_t best = 0;
  std::size_t best_score = 0;
  for (std::size_t at = 0; at + LiteralScanner::k_min_bytes <= literal.size(); ++at) {
    const std::size_t rare = score(literal.substr(at, LiteralScanner::k_min_bytes));
    if (rare > best_score) {
      best = at;
      best_score = rare;
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

// Without a way out on the way: what comes here is nearly always equal.
bool equals_folded(const char* text, std::string_view lower) {
  unsigned different = 0;
  for (std::size_t i = 0; i < lower.size(); ++i) {
    const auto c = static_cast<unsigned char>(text[i]);
    const bool upper = static_cast<unsigned>(c - 'A') < 26U;
    different |= (upper ? c | 0x20U : c) ^ static_cast<unsigned char>(lower[i]);
  }
  return different == 0;
}

}  // namespace

std::uint32_t LiteralScanner::add(std::string_view literal) {
  const auto known = std::find(literals_.begin(), literals_.end(), literal);
  if (known != literals_.end()) return static_cast<std::uint32_t>(known - literals_.begin());
  literals_.emplace_back(literal);
  return static_cast<std::uint32_t>(literals_.size() - 1);
}

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

#if defined(__x86_64__)

// The same as the loop of scan(), on eight places at once. Returns where it stopped.
__attribute__((target("avx2"))) std::size_t LiteralScanner::scan_wide(std::string_view text,
                                                                      std::vector<Hit>& hits) const {
  constexpr char k_zero = -128;  // what the shuffle makes a zero of
  const __m256i places = _mm256_setr_epi8(0, 1, 2, k_zero, 1, 2, 3, k_zero, 2, 3, 4, k_zero, 3, 4, 5, k_zero, 4, 5, 6,
                                          k_zero, 5, 6, 7, k_zero, 6, 7, 8, k_zero, 7, 8, 9, k_zero);
  const __m256i fold = _mm256_set1_epi32(k_fold);
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
  if (has_avx2()) at = scan_wide(text, hits);
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
  for (; at + k_min_bytes <= text.size(); ++at) {
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
