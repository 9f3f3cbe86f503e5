#include "redaction/anchored_matcher.hpp"

#include "redaction/shape_reader.hpp"

#include <algorithm>

namespace sgw::redaction {

namespace {

constexpr std::size_t k_max_choices = 128;  // open at a time
constexpr std::size_t k_max_returns = 512;  // to a choice
constexpr std::size_t k_work_per_byte = 8;
constexpr std::size_t k_work_always = 4096;

bool is_word(char c) { return (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') || c == '_'; }

bool is_word_border(std::string_view line, std::size_t at) {
  const bool before = at > 0 && is_word(line[at - 1]);
  const bool behind = at < line.size() && is_word(line[at]);
  return before != behind;
}

}  // namespace

// One try.
class AnchoredMatcher::Trial {
 public:
  Trial(const AnchoredMatcher& matcher, std::string_view line, std::size_t at, Work& work)
      : steps_(matcher.steps_), line_(line), at_(at), work_(work), gave_up_(work.left_ == 0) {}

  Answer run(Match& match) {
    while (step_ < steps_.size()) {
      if (gave_up_) return Answer::unknown;
      if (!take(steps_[step_]) && !back()) return gave_up_ ? Answer::unknown : Answer::no;
    }
    if (gave_up_) return Answer::unknown;
    match = {at_, secret_begin_, secret_end_};
    return Answer::yes;
  }

 private:
  static unsigned has(const ByteSet& set, char c) { return set[static_cast<unsigned char>(c)] ? 1 : 0; }

  // How many of the first bytes of `text` are in `set`; four at a time, for values of a megabyte.
  static std::size_t run_length(const ByteSet& set, std::string_view text) {
    std::size_t at = 0;
    for (; at + 4 <= text.size(); at += 4) {
      if ((has(set, text[at]) & has(set, text[at + 1]) & has(set, text[at + 2]) & has(set, text[at + 3])) == 0) break;
    }
    while (at < text.size() && has(set, text[at]) != 0) ++at;
    return at;
  }

  bool take(const Step& step) {
    spend(1);
    switch (step.kind) {
      case Kind::run:
      case Kind::lazy_run:
        return take_run(step);
      case Kind::split:
        choose({step_, at_, 0, secret_begin_, secret_end_});
        go(step.next);
        return true;
      case Kind::jump:
        go(step.next);
        return true;
      case Kind::open:
        secret_begin_ = at_;
        secret_end_ = std::string_view::npos;
        break;
      case Kind::close:
        secret_end_ = at_;
        break;
      case Kind::word_border:
        if (!is_word_border(line_, at_)) return false;
        break;
      case Kind::begin:
        if (at_ != 0) return false;
        break;
      case Kind::end:
        if (at_ != line_.size()) return false;
        break;
    }
    ++step_;
    return true;
  }

  bool is_in(const Step& step, std::size_t at) const { return at < line_.size() && has(*step.set, line_[at]) != 0; }

  bool take_run(const Step& step) {
    const std::size_t want = step.kind == Kind::run ? step.most : step.least;
    const std::size_t count = run_length(*step.set, line_.substr(at_, want));
    spend(count);
    if (count < step.least) return false;
    if (step.kind == Kind::run ? count > step.least : count < step.most) {
      choose({step_, at_, count, secret_begin_, secret_end_});
    }
    at_ += count;
    ++step_;
    return true;
  }

  // To the last choice that can be made otherwise. False when there is none.
  bool back() {
    while (size_ > 0 && !gave_up_) {
      if (++returns_ > k_max_returns) gave_up_ = true;
      Choice& choice = choices_[size_ - 1];
      const Step& step = steps_[choice.step];
      step_ = choice.step;
      secret_begin_ = choice.secret_begin;
      secret_end_ = choice.secret_end;
      if (step.kind == Kind::split) {
        --size_;
        at_ = choice.at;
        go(step.other);
        return true;
      }
      if (step.kind == Kind::run ? shorten(choice, step) : lengthen(choice, step)) {
        ++step_;
        return true;
      }
      --size_;
    }
    return false;
  }

  // Gives back until what follows may go on.
  bool shorten(Choice& choice, const Step& step) {
    const Step* follows = step_ + 1 < steps_.size() ? &steps_[step_ + 1] : nullptr;
    const bool must = follows != nullptr && follows->kind == Kind::run && follows->least > 0;
    const std::size_t before = choice.count;
    while (choice.count > step.least) {
      --choice.count;
      if (must && !is_in(*follows, choice.at + choice.count)) continue;
      spend(before - choice.count);
      at_ = choice.at + choice.count;
      return true;
    }
    spend(before - choice.count);
    return false;
  }

  bool lengthen(Choice& choice, const Step& step) {
    if (choice.count >= step.most || !is_in(step, choice.at + choice.count)) return false;
    ++choice.count;
    at_ = choice.at + choice.count;
    return true;
  }

  void go(std::int32_t distance) { step_ = static_cast<std::size_t>(static_cast<std::ptrdiff_t>(step_) + distance); }

  void choose(const Choice& choice) {
    if (size_ == k_max_choices) {
      gave_up_ = true;
    } else {
      choices_[size_++] = choice;
    }
  }

  void spend(std::size_t work) {
    gave_up_ = gave_up_ || work >= work_.left_;
    work_.left_ -= std::min(work, work_.left_);
  }

  const std::vector<Step>& steps_;
  std::string_view line_;
  std::size_t at_;
  Work& work_;
  bool gave_up_;
  std::size_t step_ = 0;
  std::size_t secret_begin_ = std::string_view::npos;
  std::size_t secret_end_ = std::string_view::npos;
  std::size_t size_ = 0;
  std::size_t returns_ = 0;
  std::array<Choice, k_max_choices> choices_;
};

std::optional<AnchoredMatcher> AnchoredMatcher::create(std::string_view expression, ByteSets& sets) {
  AnchoredMatcher matcher;
  if (!ShapeReader(expression, sets, matcher).read()) return std::nullopt;
  return matcher;
}

AnchoredMatcher::Work AnchoredMatcher::work_for(std::string_view line) {
  return Work(line.size() * k_work_per_byte + k_work_always);
}

AnchoredMatcher::Answer AnchoredMatcher::match(std::string_view line, std::size_t at, Work& work, Match& match) const {
  return Trial(*this, line, at, work).run(match);
}

}  // namespace sgw::redaction
