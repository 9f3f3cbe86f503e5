#include "redaction/start_literals.hpp"

#include <sgw_diag/literal_scanner.hpp>

#include <algorithm>

namespace sgw::redaction {

namespace {

constexpr std::size_t k_max_literals = 64;
constexpr std::size_t k_max_class = 8;

bool is_word_char(char c) { return (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') || c == '_'; }

bool is_special(char c) { return std::string_view("\\.^$*+?{}[]|()").find(c) != std::string_view::npos; }

// What one branch or group can begin with. `whole` says that nothing follows these texts inside of it.
struct Starts {
  std::vector<StartLiteral> texts;
  bool whole = true;
};

class Reader {
 public:
  // Nothing when `expression` may begin with anything.
  static std::optional<Starts> alternatives(std::string_view expression) {
    Starts all;
    for (const std::string_view branch : split(expression)) {
      auto starts = Reader(branch).branch();
      if (!starts) return std::nullopt;
      all.texts.insert(all.texts.end(), starts->texts.begin(), starts->texts.end());
      all.whole = all.whole && starts->whole;
    }
    if (all.texts.size() > k_max_literals) return std::nullopt;
    return all;
  }

 private:
  explicit Reader(std::string_view text) : text_(text) {}

  // Where the class that begins at `at` ends: the offset of its ']'.
  static std::size_t class_end(std::string_view text, std::size_t at) {
    std::size_t end = at + 1;
    if (end < text.size() && text[end] == '^') ++end;
    if (end < text.size() && text[end] == ']') ++end;
    for (; end < text.size() && text[end] != ']'; ++end) end += text[end] == '\\' ? 1U : 0U;
    return end;
  }

  // The offset behind the thing at `at`: an escape, a class, or one character.
  static std::size_t behind(std::string_view text, std::size_t at) {
    if (text[at] == '\\') return at + 2;
    return text[at] == '[' ? class_end(text, at) + 1 : at + 1;
  }

  static std::vector<std::string_view> split(std::string_view text) {
    std::vector<std::string_view> branches;
    std::size_t begin = 0;
    int depth = 0;
    for (std::size_t at = 0; at < text.size(); at = behind(text, at)) {
      if (text[at] == '(') ++depth;
      if (text[at] == ')') --depth;
      if (text[at] != '|' || depth != 0) continue;
      branches.push_back(text.substr(begin, at - begin));
      begin = at + 1;
    }
    branches.push_back(text.substr(begin));
    return branches;
  }

  // Behind a class that is counted, "[a-z]{32}", or a character that may be missing at the line's begin; its size.
  std::size_t skip_before() {
    constexpr std::string_view k_or_begin = "(?:^|[^";
    constexpr std::size_t k_max_digits = 2;
    const bool or_begin = text_.substr(at_).starts_with(k_or_begin);
    const std::size_t open = or_begin ? at_ + k_or_begin.size() - 2 : at_;
    if (open >= text_.size() || text_[open] != '[') return 0;
    const std::size_t close = class_end(text_, open);
    if (or_begin) {
      if (text_.substr(close, 2) != "])") return 0;
      at_ = close + 2;
      return 1;
    }
    if (text_.substr(close, 2) != "]{") return 0;
    std::size_t count = 0;
    std::size_t at = close + 2;
    for (; at < text_.size() && text_[at] >= '0' && text_[at] <= '9' && at < close + 2 + k_max_digits; ++at) {
      count = count * 10 + static_cast<std::size_t>(text_[at] - '0');
    }
    if (count == 0 || text_.substr(at, 1) != "}") return 0;
    at_ = at + 1;
    return count;
  }

  std::optional<Starts> branch() {
    while (text_.substr(at_).starts_with("\\b")) at_ += 2;
    Starts starts{{{"", skip_before()}}, true};
    if (repeated()) return std::nullopt;
    while (at_ < text_.size()) {
      const std::size_t before = at_;
      std::vector<StartLiteral> next;
      bool inner_whole = true;
      const bool first = starts.texts.front().text.empty() && starts.texts.front().before == 0;
      if (!unit(next, inner_whole) || repeated() || starts.texts.size() * next.size() > k_max_literals ||
          (!first && std::any_of(next.begin(), next.end(), [](const auto& text) { return text.before != 0; }))) {
        at_ = before;
        starts.whole = false;
        break;
      }
      std::vector<StartLiteral> longer;
      for (const StartLiteral& text : starts.texts) {
        for (const StartLiteral& end : next) longer.push_back({text.text + end.text, text.before + end.before});
      }
      starts.texts = std::move(longer);
      if (!inner_whole) {
        starts.whole = false;
        break;
      }
    }
    if (starts.texts.front().text.empty() && starts.texts.size() == 1) return std::nullopt;
    return starts;
  }

  bool repeated() const {
    return at_ < text_.size() && (text_[at_] == '*' || text_[at_] == '?' || text_[at_] == '{' || text_[at_] == '+');
  }

  // One thing that stands for exactly one of `texts`, or for something that begins with one of them.
  bool unit(std::vector<StartLiteral>& texts, bool& whole) {
    const char c = text_[at_];
    if (c == '(') return group(texts, whole);
    if (c == '[') return small_class(texts);
    if (c == '\\') {
      if (at_ + 1 >= text_.size() || is_word_char(text_[at_ + 1])) return false;
      texts = {{std::string(1, text_[at_ + 1])}};
      at_ += 2;
      return true;
    }
    if (is_special(c)) return false;
    texts = {{std::string(1, c)}};
    ++at_;
    return true;
  }

  // The characters of "_-", "0-3" or "\"'"; nothing when it is a negation, holds a class or too many.
  static std::string characters_of(std::string_view inside) {
    std::string all;
    if (inside.starts_with('^')) return all;
    for (std::size_t at = 0; at < inside.size(); ++at) {
      if (inside[at] == '\\' && (++at == inside.size() || is_word_char(inside[at]))) return {};
      if (inside[at] == '[') return {};
      const bool range = at + 2 < inside.size() && inside[at + 1] == '-';
      const char last = range ? inside[at + 2] : inside[at];
      if (range && (!is_word_char(inside[at]) || !is_word_char(last) || last < inside[at])) return {};
      for (int c = static_cast<unsigned char>(inside[at]); c <= static_cast<unsigned char>(last); ++c) {
        if (all.size() == k_max_class) return {};
        all += static_cast<char>(c);
      }
      if (range) at += 2;
    }
    return all;
  }

  bool small_class(std::vector<StartLiteral>& texts) {
    const std::size_t end = class_end(text_, at_);
    if (end >= text_.size()) return false;
    const std::string characters = characters_of(text_.substr(at_ + 1, end - at_ - 1));
    if (characters.empty()) return false;
    for (const char c : characters) texts.push_back({std::string(1, c)});
    at_ = end + 1;
    return true;
  }

  bool group(std::vector<StartLiteral>& texts, bool& whole) {
    std::size_t begin = at_ + 1;
    const std::string_view rest = text_.substr(begin);
    if (rest.starts_with("?:")) {
      begin += 2;
    } else if (rest.starts_with("?P<")) {
      begin = text_.find('>', begin) + 1;
    } else if (rest.starts_with("?")) {
      return false;
    }
    int depth = 1;
    std::size_t end = begin;
    for (; end < text_.size(); end = behind(text_, end)) {
      if (text_[end] == '(') ++depth;
      if (text_[end] == ')' && --depth == 0) break;
    }
    if (end >= text_.size()) return false;
    const auto inside = alternatives(text_.substr(begin, end - begin));
    if (!inside) return false;
    at_ = end + 1;
    texts = inside->texts;
    whole = inside->whole;
    return true;
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

}  // namespace

std::optional<StartLiterals> start_literals(std::string_view expression) {
  StartLiterals result;
  if (expression.starts_with("(?i)")) {
    result.any_case = true;
    expression.remove_prefix(4);
  }
  // Flags further inside change what letters and dots mean.
  for (const std::string_view flags : {"(?i", "(?s", "(?m", "(?U", "(?-", "\\Q"}) {
    if (expression.find(flags) != std::string_view::npos) return std::nullopt;
  }
  auto starts = Reader::alternatives(expression);
  if (!starts) return std::nullopt;
  for (StartLiteral& literal : starts->texts) {
    if (literal.text.size() < LiteralScanner::k_min_bytes) return std::nullopt;
    result.literals.push_back(std::move(literal));
  }
  return result;
}

}  // namespace sgw::redaction
