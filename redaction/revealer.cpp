#include "redaction/revealer.hpp"

#include "redaction/characters.hpp"
#include "redaction/token.hpp"

#include <algorithm>
#include <array>
#include <optional>

namespace sgw::redaction {

namespace {

constexpr std::string_view k_word = "redacted";
constexpr std::string_view k_escape = "\\u003c";
constexpr std::size_t k_tag_digits = 8;
constexpr std::size_t k_max_class = 40;

struct Brackets {
  std::string_view open;
  std::string_view close;
};
constexpr std::array k_brackets{Brackets{"<", ">"}, Brackets{"&lt;", "&gt;"}, Brackets{"\\u003c", "\\u003e"},
                                Brackets{"\\u003C", "\\u003E"}};

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_word(char c) { return is_digit(c) || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') || c == '_'; }
bool is_hex(char c) { return is_digit(c) || ((c | 0x20) >= 'a' && (c | 0x20) <= 'f'); }
bool is_class(char c) { return (c >= 'a' && c <= 'z') || is_digit(c) || c == '-'; }

// "CLASS:TAG" or "CLASS-TAG" behind "redacted" and its separator.
struct Named {
  std::string pseudonym;  // as it is in the map
  std::size_t end = 0;
};

bool is_tag(std::string_view text, std::size_t at) {
  if (text.size() - at < k_tag_digits || (at + k_tag_digits < text.size() && is_word(text[at + k_tag_digits]))) {
    return false;
  }
  const std::string_view tag = text.substr(at, k_tag_digits);
  return std::all_of(tag.begin(), tag.end(), is_hex);
}

std::optional<Named> named_at(std::string_view text, std::size_t at) {
  const std::size_t sign = at + k_word.size();
  if (text.substr(at, k_word.size()) != k_word || sign >= text.size()) return std::nullopt;
  const char separator = text[sign];
  if (separator != ':' && separator != '-') return std::nullopt;
  const std::size_t last = std::min(text.size(), sign + 2 + k_max_class);
  for (std::size_t end = sign + 1; end < last; ++end) {
    if (text[end] == separator && end > sign + 1 && is_tag(text, end + 1)) {
      const std::string_view what = text.substr(sign + 1, end - sign - 1);
      return Named{placeholder(what, text.substr(end + 1, k_tag_digits)), end + 1 + k_tag_digits};
    }
    if (!is_class(text[end])) return std::nullopt;
  }
  return std::nullopt;
}

// The extents of what may be an address at `at`, longest first.
std::size_t v6_end(std::string_view text, std::size_t at) {
  std::size_t end = at;
  while (end < text.size() && (is_hex(text[end]) || text[end] == ':' || text[end] == '.')) ++end;
  if (end < text.size() && is_word(text[end])) return at;
  while (end > at && (text[end - 1] == '.' || (text[end - 1] == ':' && !text.substr(at, end - at).ends_with("::")))) {
    --end;
  }
  return std::count(text.begin() + static_cast<std::ptrdiff_t>(at), text.begin() + static_cast<std::ptrdiff_t>(end),
                    ':') >= 2
             ? end
             : at;
}

std::size_t v4_end(std::string_view text, std::size_t at) {
  std::size_t end = at;
  std::size_t dots = 0;
  while (end < text.size() && (is_digit(text[end]) || (text[end] == '.' && dots < 3)))
    dots += text[end++] == '.' ? 1U : 0U;
  const bool goes_on = end < text.size() &&
                       (is_word(text[end]) || (text[end] == '.' && end + 1 < text.size() && is_digit(text[end + 1])));
  return dots == 3 && !goes_on ? end : at;
}

bool is_mac_char(char c) { return is_hex(c) || c == ':' || c == '-' || c == '.'; }
bool is_host_char(char c) { return is_word(c) || c == '-' || c == '.'; }

template <class Predicate>
std::size_t run_end(std::string_view text, std::size_t at, Predicate wanted) {
  while (at < text.size() && wanted(text[at])) ++at;
  return at;
}

class Reader {
 public:
  Reader(std::string_view text, const PseudonymMap& map, RevealCount& count) : text_(text), map_(map), count_(count) {}

  std::string run() {
    while (at_ < text_.size()) {
      if (text_[at_] == k_word.front() && placeholder_here()) continue;
      if ((is_hex(text_[at_]) || text_[at_] == ':') && address_here()) continue;
      if (text_[at_] == 'h' && host_here()) continue;
      // The rest of a word is no beginning of anything; "\u003credacted" is an escape and a word.
      std::size_t end = at_ + 1;
      if (lowered(text_.substr(at_, k_escape.size())) == k_escape) end = at_ + k_escape.size();
      while (is_word(text_[at_]) && end < text_.size() && is_word(text_[end])) ++end;
      out_.append(text_.substr(at_, end - at_));
      at_ = end;
    }
    return std::move(out_);
  }

 private:
  bool placeholder_here() {
    const auto named = named_at(text_, at_);
    if (!named || (at_ > 0 && is_word(text_[at_ - 1]) && !opened())) return false;
    const auto original = map_.original_of(named->pseudonym);
    if (!original) {
      ++count_.left;
      out_.append(text_.substr(at_, named->end - at_));
      at_ = named->end;
      return true;
    }
    ++count_.replaced;
    at_ = named->end;
    for (const Brackets& pair : k_brackets) {
      if (!std::string_view(out_).ends_with(pair.open) || !text_.substr(at_).starts_with(pair.close)) continue;
      out_.resize(out_.size() - pair.open.size());
      at_ += pair.close.size();
      break;
    }
    out_.append(*original);
    return true;
  }

  bool opened() const {
    return std::any_of(k_brackets.begin(), k_brackets.end(),
                       [this](const Brackets& pair) { return std::string_view(out_).ends_with(pair.open); });
  }

  bool address_here() {
    const char before = at_ > 0 ? text_[at_ - 1] : ' ';
    if (is_word(before) || before == '.') return false;
    return (before != ':' && known_until(v6_end(text_, at_))) || known_until(v4_end(text_, at_)) ||
           (before != ':' && before != '-' && known_until(run_end(text_, at_, is_mac_char)));
  }

  // "host-1a2b3c4d5e6f.local", with a sentence's end behind it or not.
  bool host_here() {
    const char before = at_ > 0 ? text_[at_ - 1] : ' ';
    if (!text_.substr(at_).starts_with("host-") || is_host_char(before)) return false;
    std::size_t end = run_end(text_, at_, is_host_char);
    while (text_[end - 1] == '.' || text_[end - 1] == '-') --end;
    return known_until(end);
  }

  bool known_until(std::size_t end) {
    if (end == at_) return false;
    const std::string_view shown = text_.substr(at_, end - at_);
    auto original = map_.original_of(shown);
    if (!original) original = map_.original_of(lowered(shown));
    if (!original) return false;
    ++count_.replaced;
    out_.append(*original);
    at_ = end;
    return true;
  }

  std::string_view text_;
  const PseudonymMap& map_;
  RevealCount& count_;
  std::string out_;
  std::size_t at_ = 0;
};

}  // namespace

std::string reveal(std::string_view text, const PseudonymMap& map, RevealCount& count) {
  return Reader(text, map, count).run();
}

}  // namespace sgw::redaction
