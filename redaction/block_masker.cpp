#include "redaction/block_masker.hpp"

#include "redaction/env_detector.hpp"
#include "redaction/json_fit.hpp"
#include "redaction/json_names.hpp"
#include "redaction/line_places.hpp"
#include "redaction/span_set.hpp"

#include <sgw_diag/raw.hpp>

#include <algorithm>
#include <utility>

namespace sgw::redaction {

namespace {

bool ends_a_value(char c) { return c == ' ' || c == '\t' || c == '"' || c == '\'' || c == ',' || c == ';'; }

constexpr std::size_t k_max_together = std::size_t{64} << 10;
constexpr std::size_t k_growth = 4;
// Lines that are out and stand right above what is held: what a short line means may depend on them.
constexpr int k_lines_above = 4;
constexpr std::size_t k_max_line_above = 1024;

// Where what is held begins when it would begin at `hold` by itself: what belongs together is held together, lest its
// second half is looked at alone, or half of a find is out already.
std::size_t uncut(std::string_view text, std::size_t hold, const Finds& finds, const Pending& pending) {
  if (hold == text.size()) return hold;
  hold = line_begin(text, hold);
  std::vector<Pending::Range> ranges;
  for (const Pending::Range& range : pending.context) {
    if (range.end != std::string_view::npos && range.end - range.begin <= k_max_together) ranges.push_back(range);
  }
  for (const Find& find : finds) ranges.push_back({find.begin, find.end});
  std::sort(ranges.begin(), ranges.end(), [](const auto& a, const auto& b) { return a.begin > b.begin; });
  for (const Pending::Range& range : ranges) {
    if (range.begin < hold && range.end > hold) hold = line_begin(text, range.begin);
  }
  return hold;
}

// Where the lines above the one at `end` begin.
std::size_t lines_above(std::string_view text, std::size_t end) {
  std::size_t begin = end;
  for (int count = 0; count < k_lines_above && begin > 0; ++count) {
    const std::size_t above = line_begin(text, begin - 1);
    if (begin - above > k_max_line_above) break;
    begin = above;
  }
  return begin;
}

FlatSearch search_of(const Engine& engine, Scope scope) {
  return [&engine, scope, scratch = RuleScratch()](const SearchText& text, Finds& finds, Pending* pending) mutable {
    if (scope == Scope::everything) engine.rules.find(text, scratch, finds, pending);
    if (engine.known.generation() != 0) engine.known.table()->find(text, finds);
  };
}

}  // namespace

BlockMasker::BlockMasker(const Engine& engine, Tally& tally, TextKind kind, Scope scope)
    : engine_(engine),
      kind_(kind),
      scope_(scope),
      explorer_(search_of(engine, scope), *engine.undecided),
      replacer_(engine, tally) {}

BlockMasker::~BlockMasker() {
  wipe(held_);
  wipe(together_);
}

Finds BlockMasker::find(std::string_view text, Pending* pending) {
  Finds finds;
  explorer_.find(text, finds, pending);
  if (scope_ == Scope::everything) {
    if (kind_ == TextKind::env) find_env_values(text, *engine_.named_value, finds);
    if (kind_ == TextKind::document) find_json_values(text, *engine_.named_value, finds);
  }
  finds = disjoint(std::move(finds), text);
  fit_json(text, kind_ == TextKind::document, finds);
  return finds;
}

void BlockMasker::lines(std::string_view block, std::string& out) {
  if (kind_ == TextKind::document) {
    replacer_.apply(block, 0, block.size(), find(block, nullptr), out);
    return;
  }
  if (held_.empty()) {
    take(block, 0, out);
    return;
  }
  if (held_.size() + block.size() < look_at_) {
    held_.append(block);
    return;
  }
  together_.assign(held_).append(block);
  take(together_, std::exchange(out_, 0), out);
}

void BlockMasker::take(std::string_view text, std::size_t skip, std::string& out) {
  while (true) {
    Pending pending;
    const Finds finds = find(text, &pending);
    const std::size_t whole = line_begin(text, text.size());
    const std::size_t hold = uncut(text, std::min(pending.hold, whole), finds, pending);
    const std::size_t decided = std::min(std::max(hold, skip), whole);
    if (text.size() - decided <= k_max_held) {
      replacer_.apply(text, skip, decided, finds, out);
      std::string kept = keep(text, decided, pending);
      wipe(held_);
      held_ = std::move(kept);
      look_at_ = std::min(k_growth * held_.size(), k_max_held);
      return;
    }
    // Nothing is held longer than this: the lines so far are all there is to what they leave open.
    const std::size_t cut = line_begin(text, decided + k_max_held);
    const std::string_view part = text.substr(0, cut > decided ? cut : next_line_begin(text, decided));
    replacer_.apply(part, skip, part.size(), find(part, nullptr), out);
    text.remove_prefix(part.size());
    skip = 0;
  }
}

std::string BlockMasker::keep(std::string_view text, std::size_t decided, const Pending& pending) {
  std::string kept;
  const std::size_t near = lines_above(text, decided);
  std::size_t last = 0;
  std::vector<Pending::Range> context = pending.context;
  std::sort(context.begin(), context.end(), [](const auto& a, const auto& b) { return a.begin < b.begin; });
  for (const Pending::Range& range : context) {
    if (range.begin >= near) break;
    if (range.end <= decided || range.begin < last) continue;
    const std::size_t begin = line_begin(text, range.begin);
    last = next_line_begin(text, range.begin);
    kept.append(text.substr(begin, last - begin));
  }
  kept.append(text.substr(near, decided - near));
  out_ = kept.size();
  return kept.append(text.substr(decided));
}

void BlockMasker::finish(std::string& out) {
  if (held_.size() > out_) replacer_.apply(held_, out_, held_.size(), find(held_, nullptr), out);
  wipe(held_);
  wipe(together_);
  out_ = 0;
  look_at_ = 0;
}

std::size_t BlockMasker::window(std::string_view window, std::size_t begin, std::size_t end, bool more,
                                std::string& out) {
  finish(out);
  const Finds finds = find(window, nullptr);
  std::size_t at = begin;
  if (over_the_border_) {
    while (at < end && !ends_a_value(window[at])) ++at;
    over_the_border_ = at == end;
  }
  for (const Find& find : finds) {
    if (find.end <= at) continue;
    if (find.begin >= end) break;
    const bool reaches_over = more && find.end > end;
    if (reaches_over && find.begin > at && find.end < window.size()) {
      out.append(window.substr(at, find.begin - at));
      return find.begin;
    }
    const std::size_t first = std::max(find.begin, at);
    out.append(window.substr(at, first - at));
    out.append(replacer_.replacement(find, window.substr(first, std::min(find.end, window.size()) - first)));
    at = std::min(find.end, end);
    over_the_border_ = reaches_over;
  }
  over_the_border_ = over_the_border_ && more;
  if (at < end) out.append(window.substr(at, end - at));
  return end;
}

}  // namespace sgw::redaction
