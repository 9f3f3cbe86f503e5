#include "redaction/survey.hpp"

#include "redaction/byte_masks.hpp"

#include <array>
#include <bit>
#include <cstdint>
#include <tuple>

namespace sgw::redaction {

namespace {

// Calls `run(begin, end)` for every run of ones that is long enough, over windows of 64 bits that come one by one.
template <typename Found>
class Joiner {
 public:
  explicit Joiner(Found found) : found_(found) {}

  void add(std::size_t at, std::uint64_t mask) {
    const auto leading = static_cast<std::size_t>(std::countr_one(mask));
    if (leading == ByteMasks::k_width) {
      open_ += leading;
      return;
    }
    close(at + leading, open_ + leading);
    // A bit stays when the 1, 3, 7, 15 behind it are set as well: of each run that is long enough all but its end.
    std::uint64_t begins = mask & (mask >> 1);
    begins &= begins >> 2;
    begins &= begins >> 4;
    begins &= begins >> 8;
    if (leading >= k_min_base64_run) begins &= ~std::uint64_t{0} << leading;
    while (begins != 0) {
      const auto first = static_cast<std::size_t>(std::countr_zero(begins));
      const auto size = static_cast<std::size_t>(std::countr_one(mask >> first));
      if (first + size >= ByteMasks::k_width) break;  // the next window says where it ends
      close(at + first + size, size);
      begins &= ~std::uint64_t{0} << (first + size);
    }
    open_ = static_cast<std::size_t>(std::countl_one(mask));
  }
  void close(std::size_t end, std::size_t size) {
    if (size >= k_min_base64_run) found_(end - size, end);
    open_ = 0;
  }
  void finish(std::size_t end) { close(end, open_); }

 private:
  Found found_;
  std::size_t open_ = 0;  // characters that end where the next window begins
};

// The bits of a window that stand for multiples of k_hex_stride, by the window's place modulo that.
constexpr std::array<std::uint64_t, k_hex_stride> k_samples = [] {
  std::array<std::uint64_t, k_hex_stride> samples{};
  for (std::size_t phase = 0; phase < samples.size(); ++phase) {
    for (std::size_t bit = 0; bit < ByteMasks::k_width; ++bit) {
      if ((phase + bit) % k_hex_stride == 0) samples[phase] |= std::uint64_t{1} << bit;
    }
  }
  return samples;
}();

// Bits that `count` - 1 more ones follow; what is behind the window counts as ones.
std::uint64_t followed(std::uint64_t mask, unsigned count) {
  return mask & (mask >> count | ~(~std::uint64_t{0} >> count));
}

// Where samples may begin: of six, two digits and one sign again and again, or with a prefix in it. What begins near
// the window's end may be none.
std::uint64_t sample_begins(const SurveyMasks& window) {
  static_assert(k_hex_sample == 6);
  const std::uint64_t two = followed(window.spaced_hex, 1);
  const std::uint64_t four = followed(two, 2);
  const std::uint64_t all = four & (two >> 4 | ~(~std::uint64_t{0} >> 4));
  if (all == 0) return 0;
  constexpr std::uint64_t k_whole = ~std::uint64_t{0} >> (k_hex_sample - 1);
  const std::uint64_t first = window.hex;
  const std::uint64_t second = window.hex >> 1;
  const std::uint64_t third = window.hex >> 2;
  const std::uint64_t again = ~(window.hex ^ window.hex >> 3);
  const std::uint64_t one_sign = (first & second & ~third) | (first & ~second & third) | (~first & second & third);
  const std::uint64_t rows = again & again >> 1 & again >> 2 & one_sign;
  std::uint64_t prefixed = window.prefixes | window.prefixes >> 1;
  prefixed |= prefixed >> 2 | prefixed >> 4;
  return all & (rows | prefixed | ~k_whole);
}

bool is_guid(std::string_view text, std::size_t begin, std::size_t end) {
  constexpr std::size_t k_size = 36;
  if (end - begin != k_size) return false;
  const std::string_view run = text.substr(begin, k_size);
  if (run[8] != '-' || run[13] != '-' || run[18] != '-' || run[23] != '-') return false;
  const ByteMasks masks = byte_masks(run, 0);
  constexpr std::uint64_t k_all = (std::uint64_t{1} << k_size) - 1;
  return ((masks.hex | masks.dashes) & k_all) == k_all;
}

void add_places(std::size_t at, std::uint64_t mask, std::vector<std::uint32_t>& places) {
  for (; mask != 0; mask &= mask - 1) {
    places.push_back(static_cast<std::uint32_t>(at + static_cast<std::size_t>(std::countr_zero(mask))));
  }
}

}  // namespace

void make_survey(std::string_view text, Survey& survey) {
  static_assert(k_min_base64_run == 16);
  survey.runs.clear();
  survey.line_ends.clear();
  survey.hex_samples.clear();
  // Windows come together: some of the last ones are behind the text's end.
  constexpr std::size_t k_together = std::tuple_size_v<SurveyWindows> * ByteMasks::k_width;
  const std::size_t words = (text.size() + k_together - 1) / k_together * std::tuple_size_v<SurveyWindows>;
  for (BytePlaces* places : {&survey.ats, &survey.backslashes, &survey.equals}) places->resize(words);
  Joiner joiner([&](std::size_t begin, std::size_t end) {
    survey.runs.push_back({begin, end, is_guid(text, begin, end)});
  });
  for (std::size_t at = 0; at < text.size();) {
    for (const SurveyMasks& window : survey_masks(text, at)) {
      joiner.add(at, window.base64);
      add_places(at, window.line_ends, survey.line_ends);
      add_places(at, sample_begins(window) & k_samples[at % k_hex_stride], survey.hex_samples);
      const std::size_t word = at / ByteMasks::k_width;
      survey.ats.set(word, window.ats);
      survey.backslashes.set(word, window.backslashes);
      survey.equals.set(word, window.equals);
      at += ByteMasks::k_width;
    }
  }
  joiner.finish(text.size());
}

}  // namespace sgw::redaction
