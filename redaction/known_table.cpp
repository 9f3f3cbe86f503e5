#include "redaction/known_table.hpp"

#include "redaction/base64.hpp"

#include <sgw_diag/digest.hpp>
#include <sgw_diag/raw.hpp>

#include <algorithm>
#include <bit>
#include <cstring>
#include <numeric>

namespace sgw::redaction {

namespace {

constexpr std::size_t k_window = 8;
constexpr std::size_t k_long = 15;
constexpr std::size_t k_max_run = 65536;  // how far a find spreads over the base64 around it
// Bits for each window: of the places that hold none, one in so many is looked at twice.
constexpr std::size_t k_bits_a_window = 32;
constexpr std::size_t k_min_bitmap_bits = 1U << 18;
constexpr std::size_t k_max_bitmap_bits = std::size_t{1} << 28;

std::uint32_t hash_at(const char* bytes) {
  std::uint64_t word = 0;
  std::memcpy(&word, bytes, k_window);
  return static_cast<std::uint32_t>((word * 0x9E3779B97F4A7C15ULL) >> 32);
}

// Neighbours in the order of windows are of one bucket.
std::size_t bucket_of(std::uint32_t hash, int bits) { return hash >> (32 - bits); }

// What base64 of any blob around `value` must hold when the value begins `shift` bytes into a group of three.
std::string base64_core(std::string_view value, std::size_t shift) {
  const std::string encoded = base64_encoded(std::string(shift, '\0') + std::string(value));
  const std::size_t skip = shift == 0 ? 0 : shift + 1;
  const std::size_t whole = (value.size() + shift) / 3 * 4;
  const std::size_t rest = (value.size() + shift) % 3;
  const std::size_t end = whole + (rest == 0 ? 0 : rest);  // of a cut group only the characters made of the value alone
  return encoded.substr(skip, end - skip);
}

std::string url_alphabet(std::string text) {
  std::replace(text.begin(), text.end(), '+', '-');
  std::replace(text.begin(), text.end(), '/', '_');
  return text;
}

std::string upper(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](char c) { return c >= 'a' && c <= 'f' ? static_cast<char>(c - 0x20) : c; });
  return text;
}

}  // namespace

KnownTable::~KnownTable() {
  for (Value& value : values_) wipe(value.text);
  for (Form& form : forms_) wipe(form.text);
}

void KnownTable::add(std::string_view value, const RuleLabel& label) {
  const std::size_t index = values_.size();
  values_.push_back({std::string(value), &label});
  add_form(std::string(value), index, false);
  const std::string hex = to_hex(value);
  add_form(hex, index, false);
  add_form(upper(hex), index, false);
  for (std::size_t shift = 0; shift < 3; ++shift) {
    const std::string core = base64_core(value, shift);
    add_form(core, index, true);
    if (const std::string other = url_alphabet(core); other != core) add_form(other, index, true);
    // Secrets of a cluster are encoded twice in some dumps.
    add_form(base64_core(base64_encoded(value), shift), index, true);
  }
}

void KnownTable::add_form(std::string text, std::size_t value, bool base64) {
  if (text.size() >= k_window) forms_.push_back({std::move(text), value, base64});
}

void KnownTable::build() {
  long_.step = k_window;
  fill(long_, k_long, std::string::npos);
  std::size_t shortest = k_long;
  for (const Form& form : forms_) shortest = std::min(shortest, form.text.size());
  short_.step = shortest - k_window + 1;
  fill(short_, 0, k_long);
}

void KnownTable::fill(Lane& lane, std::size_t min_size, std::size_t max_size) {
  for (std::size_t i = 0; i < forms_.size(); ++i) {
    const std::string& text = forms_[i].text;
    if (text.size() < min_size || text.size() >= max_size) continue;
    for (std::size_t offset = 0; offset < lane.step; ++offset) {
      lane.windows.push_back(
          {hash_at(text.data() + offset), static_cast<std::uint32_t>(i), static_cast<std::uint32_t>(offset)});
    }
  }
  std::sort(lane.windows.begin(), lane.windows.end(), [](const Window& a, const Window& b) { return a.hash < b.hash; });
  const std::size_t bits =
      std::clamp(std::bit_ceil(lane.windows.size() * k_bits_a_window), k_min_bitmap_bits, k_max_bitmap_bits);
  lane.bitmap.assign(bits / 64, 0);
  lane.bucket_bits = std::max(static_cast<int>(std::bit_width(lane.windows.size())), 1);
  lane.first.assign((std::size_t{1} << lane.bucket_bits) + 1, 0);
  for (const Window& window : lane.windows) {
    const std::size_t bit = window.hash % bits;
    lane.bitmap[bit / 64] |= std::uint64_t{1} << (bit % 64);
    ++lane.first[bucket_of(window.hash, lane.bucket_bits) + 1];
  }
  std::partial_sum(lane.first.begin(), lane.first.end(), lane.first.begin());
}

void KnownTable::find(std::string_view text, Finds& finds) const {
  find_in_lane(long_, text, finds);
  find_in_lane(short_, text, finds);
}

void KnownTable::find_in_lane(const Lane& lane, std::string_view text, Finds& finds) const {
  if (lane.windows.empty()) return;
  const std::size_t mask = lane.bitmap.size() * 64 - 1;
  for (std::size_t at = 0; at + k_window <= text.size(); at += lane.step) {
    const std::uint32_t hash = hash_at(text.data() + at);
    const std::size_t bit = hash & mask;
    if ((lane.bitmap[bit / 64] >> (bit % 64) & 1U) == 0) continue;
    const std::size_t bucket = bucket_of(hash, lane.bucket_bits);
    for (std::uint32_t i = lane.first[bucket]; i < lane.first[bucket + 1]; ++i) {
      if (lane.windows[i].hash == hash) confirm(lane.windows[i], text, at, finds);
    }
  }
}

void KnownTable::confirm(const Window& window, std::string_view text, std::size_t at, Finds& finds) const {
  const Form& form = forms_[window.form];
  if (at < window.offset) return;
  std::size_t begin = at - window.offset;
  if (text.substr(begin, form.text.size()) != form.text) return;
  std::size_t end = begin + form.text.size();
  if (form.base64) {
    const std::size_t first = begin > k_max_run ? begin - k_max_run : 0;
    const std::size_t last = std::min(text.size(), end + k_max_run);
    while (begin > first && is_base64_char(text[begin - 1])) --begin;
    while (end < last && is_base64_char(text[end])) ++end;
    while (end < last && text[end] == '=') ++end;
  }
  const Value& value = values_[form.value];
  finds.push_back({begin, end, value.label, value.text, false});
}

}  // namespace sgw::redaction
