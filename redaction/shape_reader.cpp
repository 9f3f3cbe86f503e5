#include "redaction/shape_reader.hpp"

#include <algorithm>
#include <limits>

namespace sgw::redaction {

namespace {

constexpr std::uint32_t k_no_end = std::numeric_limits<std::uint32_t>::max();
constexpr std::uint32_t k_max_count = 1000;
constexpr std::size_t k_max_steps = 4000;
constexpr std::size_t k_max_depth = 64;       // of groups
constexpr std::size_t k_steps_of_choice = 2;  // a split in front of a branch and a jump behind it

constexpr std::size_t index(char c) { return static_cast<unsigned char>(c); }

void append(const auto& steps, auto& to) { to.insert(to.end(), steps.begin(), steps.end()); }

template <class Set>
void add_range(Set& set, char first, char last) {
  for (std::size_t c = index(first); c <= index(last); ++c) set[c] = true;
}

template <class Set>
void negate(Set& set) {
  for (bool& has : set) has = !has;
}

// What "\d" and the like stand for.
template <class Set>
bool add_class(Set& set, char letter) {
  Set own{};
  switch (letter) {
    case 'd':
    case 'D':
      add_range(own, '0', '9');
      break;
    case 'w':
    case 'W':
      add_range(own, '0', '9');
      add_range(own, 'a', 'z');
      add_range(own, 'A', 'Z');
      own[index('_')] = true;
      break;
    case 's':
    case 'S':
      for (const char c : {'\t', '\n', '\f', '\r', ' '}) own[index(c)] = true;
      break;
    default:
      return false;
  }
  if (letter < 'a') negate(own);
  for (std::size_t i = 0; i < set.size(); ++i) set[i] = set[i] || own[i];
  return true;
}

bool is_letter_or_digit(char c) { return (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z'); }

}  // namespace

bool ShapeReader::takes(std::string_view token) {
  if (!text_.substr(at_).starts_with(token)) return false;
  at_ += token.size();
  return true;
}

bool ShapeReader::read() {
  any_case_ = takes("(?i)");
  Part all;
  if (!alternatives(all) || at_ != text_.size()) return false;
  matcher_.steps_ = std::move(all.steps);
  return true;
}

bool ShapeReader::alternatives(Part& part) {
  std::vector<Part> branches;
  std::size_t steps = 0;
  do {
    if (!branch(branches.emplace_back())) return false;
    steps += branches.back().steps.size() + k_steps_of_choice;
    if (steps > k_max_steps) return false;
  } while (takes("|"));
  part.may_be_empty = std::any_of(branches.begin(), branches.end(), [](const Part& one) { return one.may_be_empty; });
  steps -= k_steps_of_choice;  // none in front of the last
  for (std::size_t i = 0; i + 1 < branches.size(); ++i) {
    const std::vector<Step>& first = branches[i].steps;
    steps -= first.size() + k_steps_of_choice;  // what is left behind it
    part.steps.push_back({.kind = Kind::split, .other = static_cast<std::int32_t>(first.size() + k_steps_of_choice)});
    append(first, part.steps);
    part.steps.push_back({.kind = Kind::jump, .next = static_cast<std::int32_t>(steps + 1)});
  }
  append(branches.back().steps, part.steps);
  return true;
}

bool ShapeReader::branch(Part& part) {
  while (at_ < text_.size() && text_[at_] != '|' && text_[at_] != ')') {
    Part next;
    bool single = false;
    Count times;
    if (!unit(next, single) || !count(times)) return false;
    if (times.stated && single) {
      Step& step = next.steps.front();
      step.kind = times.lazy ? Kind::lazy_run : Kind::run;
      step.least = times.least;
      step.most = times.most;
      next.may_be_empty = times.least == 0;
    } else if (times.stated && !repeat(next, times)) {
      return false;
    }
    append(next.steps, part.steps);
    part.may_be_empty = part.may_be_empty && next.may_be_empty;
    if (part.steps.size() > k_max_steps) return false;
  }
  return true;
}

bool ShapeReader::unit(Part& part, bool& single) {
  if (takes("(")) return group(part);
  if (takes("\\b")) return part.steps.push_back({.kind = Kind::word_border}), true;
  if (takes("^")) return part.steps.push_back({.kind = Kind::begin}), true;
  if (takes("$")) return part.steps.push_back({.kind = Kind::end}), true;
  Set set{};
  if (takes("\\")) {
    if (!escape(set)) return false;
  } else if (takes("[")) {
    if (!bracketed(set)) return false;
  } else if (takes(".")) {
    set[index('\n')] = true;
    negate(set);
  } else {
    const char c = text_[at_];
    if (std::string_view("*+?{}").find(c) != std::string_view::npos || index(c) >= 0x80) return false;
    set[index(c)] = true;
    ++at_;
  }
  single = true;
  add_run(part, set);
  return true;
}

bool ShapeReader::group(Part& part) {
  const bool secret = takes("?P<secret>");
  if (!secret && !takes("?:") && text_.substr(at_).starts_with("?")) return false;
  if (secret) part.steps.push_back({.kind = Kind::open});
  Part inside;
  if (++depth_ > k_max_depth || !alternatives(inside) || !takes(")")) return false;
  --depth_;
  append(inside.steps, part.steps);
  if (secret) part.steps.push_back({.kind = Kind::close});
  part.may_be_empty = inside.may_be_empty;
  return true;
}

bool ShapeReader::escape(Set& set) {
  if (at_ == text_.size()) return false;
  const char c = text_[at_++];
  if (is_letter_or_digit(c)) return add_class(set, c);
  set[index(c)] = true;
  return index(c) < 0x80;
}

bool ShapeReader::bracketed(Set& set) {
  const bool negated = takes("^");
  const std::size_t first = at_;
  while (at_ < text_.size() && (text_[at_] != ']' || at_ == first)) {
    if (!member(set)) return false;
  }
  if (!takes("]")) return false;
  if (any_case_) {
    for (char c = 'a'; c <= 'z'; ++c) {
      const auto upper = static_cast<char>(c ^ 0x20);
      set[index(c)] = set[index(upper)] = set[index(c)] || set[index(upper)];
    }
  }
  if (negated) negate(set);
  return true;
}

bool ShapeReader::member(Set& set) {
  const auto plain = [&](char& c) {
    if (at_ >= text_.size() || text_[at_] == '[') return false;
    if (text_[at_] == '\\' && (++at_ == text_.size() || is_letter_or_digit(text_[at_]))) return false;
    c = text_[at_++];
    return index(c) < 0x80;
  };
  if (text_[at_] == '\\' && at_ + 1 < text_.size() && is_letter_or_digit(text_[at_ + 1])) {
    at_ += 2;
    return add_class(set, text_[at_ - 1]);
  }
  char first = 0;
  if (!plain(first)) return false;
  char last = first;
  const bool range = at_ + 1 < text_.size() && text_[at_] == '-' && text_[at_ + 1] != ']';
  if (range) {
    ++at_;
    if (!plain(last) || index(last) < index(first)) return false;
  }
  add_range(set, first, last);
  return true;
}

std::optional<std::uint32_t> ShapeReader::number() {
  std::uint32_t value = 0;
  const std::size_t begin = at_;
  for (; at_ < text_.size() && text_[at_] >= '0' && text_[at_] <= '9'; ++at_) {
    value = value * 10 + static_cast<std::uint32_t>(text_[at_] - '0');
    if (value > k_max_count) return std::nullopt;
  }
  return at_ == begin ? std::nullopt : std::optional(value);
}

bool ShapeReader::count(Count& count) {
  if (takes("*")) {
    count = {0, k_no_end, false, true};
  } else if (takes("+")) {
    count = {1, k_no_end, false, true};
  } else if (takes("?")) {
    count = {0, 1, false, true};
  } else if (takes("{")) {
    const auto least = number();
    if (!least) return false;
    count = {*least, *least, false, true};
    if (takes(",")) {
      const auto most = number();
      if (!most && !text_.substr(at_).starts_with("}")) return false;
      count.most = most.value_or(k_no_end);
    }
    if (!takes("}") || count.most < count.least) return false;
  } else {
    return true;
  }
  count.lazy = takes("?");
  // "a**" and the like.
  return at_ == text_.size() || std::string_view("*+?{").find(text_[at_]) == std::string_view::npos;
}

bool ShapeReader::repeat(Part& part, const Count& count) {
  if (part.may_be_empty || count.lazy) return false;
  const auto size = static_cast<std::int32_t>(part.steps.size());
  const std::size_t optional = count.most == k_no_end ? 1 : count.most - count.least;
  if ((part.steps.size() + 2) * (count.least + optional) > k_max_steps) return false;
  std::vector<Step> all;
  for (std::uint32_t i = 0; i < count.least; ++i) append(part.steps, all);
  if (count.most == k_no_end) {
    all.push_back({.kind = Kind::split, .next = 1, .other = size + 2});
    append(part.steps, all);
    all.push_back({.kind = Kind::jump, .next = -(size + 1)});
  } else {
    for (std::size_t left = optional; left > 0; --left) {
      all.push_back({.kind = Kind::split, .next = 1, .other = static_cast<std::int32_t>(left) * (size + 1)});
      append(part.steps, all);
    }
  }
  part.steps = std::move(all);
  part.may_be_empty = count.least == 0;
  return true;
}

void ShapeReader::add_run(Part& part, Set set) {
  if (any_case_) {
    const auto letters = std::count(set.begin(), set.end(), true);
    for (char c = 'a'; letters == 1 && c <= 'z'; ++c) {
      const auto upper = static_cast<char>(c ^ 0x20);
      set[index(c)] = set[index(upper)] = set[index(c)] || set[index(upper)];
    }
  }
  part.steps.push_back({.set = &sets_.add(set)});
  part.may_be_empty = false;
}

}  // namespace sgw::redaction
