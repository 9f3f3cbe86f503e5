#include "src/triage/line_memo.hpp"

#include <algorithm>
#include <cstring>

namespace sgw::triage {

namespace {

constexpr std::uint64_t k_trial = 1024;  // lines after which one in four must have been known
constexpr std::uint64_t k_factor = 0x9E3779B97F4A7C15U;

std::uint64_t mixed(std::uint64_t hash, std::string_view text) {
  std::array<std::uint64_t, 4> lanes{hash, hash + 1, hash + 2, hash + 3};
  std::array<std::uint64_t, 4> words{};
  for (; text.size() >= sizeof words; text.remove_prefix(sizeof words)) {
    std::memcpy(words.data(), text.data(), sizeof words);
    for (std::size_t i = 0; i < words.size(); ++i) lanes[i] = (lanes[i] ^ words[i]) * k_factor;
  }
  words = {};
  if (!text.empty()) std::memcpy(words.data(), text.data(), text.size());
  for (std::size_t i = 0; i < words.size(); ++i) lanes[i] = (lanes[i] ^ words[i]) * k_factor;
  for (const std::uint64_t lane : lanes) hash = (hash ^ (lane >> 32)) * k_factor;
  return hash;
}

// Of texts of one size. Most of their bytes are equal.
bool same_but_for_digits(std::string_view left, std::string_view right) {
  constexpr std::size_t word = sizeof(std::uint64_t);
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  for (std::size_t at = 0; at < left.size();) {
    if (left.size() - at >= word && std::memcmp(left.data() + at, right.data() + at, word) == 0) {
      at += word;
      continue;
    }
    if (left[at] != right[at] && !(is_digit(left[at]) && is_digit(right[at]))) return false;
    ++at;
  }
  return true;
}

}  // namespace

LineMemo::Line& LineMemo::find(std::string_view line, std::string_view stamp, std::uint64_t candidates) {
  if (sets_.empty()) sets_.resize(k_sets);
  const std::size_t begin = stamp.empty() ? 0 : static_cast<std::size_t>(stamp.data() - line.data());
  const std::string_view before = line.substr(0, begin);
  const std::string_view behind = line.substr(begin + stamp.size());
  Set& set = sets_[(mixed(line.size() + candidates, behind) >> 32) % k_sets];
  ++asked_;
  for (Line& known : set.lines) {
    const std::string_view text = known.text;
    if (known.candidates != candidates || text.size() != line.size() || known.stamp_begin != begin ||
        known.stamp_size != stamp.size() || text.substr(begin + stamp.size()) != behind ||
        text.substr(0, begin) != before || !same_but_for_digits(text.substr(begin, stamp.size()), stamp)) {
      continue;
    }
    ++known_;
    known_now_ = true;
    set.older = &known == &set.lines[0] ? 1 : 0;
    return known;
  }
  known_now_ = false;
  given_up_ = asked_ >= k_trial && known_ * 4 < asked_;
  Line& fresh = set.lines[set.older];
  set.older = 1 - set.older;
  fresh = {std::string(line), begin, stamp.size(), candidates, {}};
  return fresh;
}

}  // namespace sgw::triage
