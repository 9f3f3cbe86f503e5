#include "redaction/named_value_detector.hpp"

#include "redaction/characters.hpp"
#include "redaction/json_names.hpp"
#include "redaction/name_forms.hpp"
#include "redaction/secret_hits.hpp"
#include "redaction/secret_names.hpp"
#include "redaction/secret_values.hpp"

#include <algorithm>
#include <array>
#include <vector>

namespace sgw::redaction {

namespace {

constexpr std::size_t k_window = 512;       // how far behind a name its value is judged; one that counts is taken whole
constexpr std::size_t k_small_window = 48;  // the same on a line that has taken more work than most
constexpr std::size_t k_work_per_byte = 4;

// "Primary key: x", "Connection string: x": one word says nothing, two do.
std::string_view judged_name(std::string_view line, const NamePlace& name) {
  const std::string_view own = name.of(line);
  const bool half = equals(own, "key") || equals(own, "string") || equals(own, "code") || equals(own, "phrase");
  if (!half || name.quote != '\0' || name.begin < 2 || line[name.begin - 1] != ' ') return own;
  std::size_t begin = name.begin - 1;
  while (begin > 0 && is_letter(line[begin - 1])) --begin;
  return line.substr(begin, name.end - begin);
}

// A bare number in JSON becomes a string, so that the document stays one.
bool is_json_number(std::string_view line, const NamePlace& name, const Extent& value) {
  return name.quote == '"' && !value.quoted && name.after < line.size() && line[name.after] == ':' &&
         value.of(line).find_first_not_of("0123456789+-.eE") == std::string_view::npos;
}

// Judges names and values, and knows what it said of the ones before: a long line holds the same again and again.
class Judge {
 public:
  Telling of(std::string_view name) {
    if (name == name_) return told_;
    name_ = name;
    value_ = {};
    told_ = telling(name);
    return told_;
  }

  // With the name that was asked for last.
  bool is_secret(std::string_view value) {
    if (value.empty()) return false;
    if (value == value_) return secret_;
    value_ = value;
    secret_ = redaction::is_secret(told_, name_, value);
    return secret_;
  }

 private:
  std::string_view name_;
  Telling told_ = Telling::nothing;
  std::string_view value_;
  bool secret_ = false;
};

void push(std::string_view line, const NamePlace& name, Extent value, const RuleLabel& label, Finds& finds) {
  if (is_authorization(name.of(line))) value.begin += scheme_size(value.of(line));
  if (!value.empty()) finds.push_back({value.begin, value.end, &label, {}, is_json_number(line, name, value)});
}

}  // namespace

std::vector<std::string> NamedValueDetector::literals() const { return secret_word_literals(); }

// Something behind the name assigns, or the name is a flag, an element or quoted; most words of prose end here.
bool NamedValueDetector::worth(std::string_view line, std::size_t at) const {
  const std::size_t end = name_end(line, at);
  if (end == line.size()) return false;
  const char next = line[end];
  if (!is_blank(next) && next != ',' && next != '}') {
    constexpr std::string_view k_signs = "=:\"'`]|<>(\\";
    return next < 0 || k_signs.find(next) != std::string_view::npos;
  }
  const std::size_t begin = name_begin(line, at);
  if (!is_blank(next)) {
    const auto assigns = [](char c) { return c == '=' || c == ':'; };
    return begin > 0 && (line[begin - 1] == '[' || assigns(line[begin - 1]) || (begin > 1 && assigns(line[begin - 2])));
  }
  if (line[begin] == '-' || next == '\t') return true;
  const std::size_t word = skip_blanks(line, end);
  if (word == line.size()) return false;
  const char c = line[word];
  if (word - end > 1 || (!is_letter(c) && !is_digit(c)) || begin < 4) return true;
  // "the password is x", "login me password x", "ENV NAME x"
  for (const std::string_view verb : {"is ", "was ", "set ", "to "}) {
    if (lower(c) == verb[0] && holds_at(line, word, verb)) return true;
  }
  for (std::size_t i = word; i < line.size() && !is_blank(line[i]); ++i) {
    if (is_digit(line[i]) || is_password_sign(line[i])) return true;
  }
  static constexpr std::array<std::string_view, 7> k_begins{"env ",     "arg ",   "setenv ", "label ",
                                                            "machine ", "login ", "default "};
  const std::size_t first = skip_blanks(line, 0);
  return std::any_of(k_begins.begin(), k_begins.end(),
                     [&](std::string_view begins) { return holds_at(line, first, begins); });
}

void NamedValueDetector::find(const Place& place, const RuleLabel& label, Finds& finds, Pending* /*pending*/) const {
  const std::string_view line = place.line();
  const std::size_t first = finds.size();
  std::size_t done = 0;  // names before this offset were seen, or are part of a value
  Judge judge;
  std::size_t work = 0;  // bytes that were looked at for values; names without number must not make this quadratic
  for (const std::size_t hit : secret_words_of(place)) {
    if (hit < done) continue;
    const NamePlace name = name_around(line, hit);
    done = std::max(done, name.end);
    const std::string_view judged = judged_name(line, name);
    const Telling told = judge.of(judged);
    if (told == Telling::nothing) continue;
    const auto counts = [&](std::string_view text, const Extent& value) {
      return !value.empty() && judge.is_secret(value.of(text));
    };
    const bool strained = work > k_work_per_byte * (line.size() + k_window);
    const std::string_view near = line.substr(0, name.after + (strained ? k_small_window : k_window));
    work += near.size() - std::min(near.size(), name.after);
    std::vector<Extent> values = values_of(near, name, told);
    if (std::none_of(values.begin(), values.end(), [&](const Extent& value) { return counts(near, value); })) continue;
    if (near.size() < line.size()) {
      values = values_of(line, name, told);
      for (const Extent& value : values) work += value.end - value.begin;
    }
    for (const Extent& value : values) {
      if (value.empty() || (!strained && !counts(line, value))) continue;
      push(line, name, value, label, finds);
      if (value.begin >= name.after) done = std::max(done, value.end);
    }
  }
  for (std::size_t i = first; i < finds.size(); ++i) {
    finds[i].begin += place.begin;
    finds[i].end += place.begin;
  }
  if (line.find('{') != std::string_view::npos) find_embedded_json_values(line, place.begin, label, finds);
}

}  // namespace sgw::redaction
