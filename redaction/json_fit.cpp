#include "redaction/json_fit.hpp"

#include "redaction/characters.hpp"
#include "redaction/json_names.hpp"
#include "redaction/json_walker.hpp"
#include "redaction/line_places.hpp"

#include <algorithm>
#include <utility>
#include <vector>

namespace sgw::redaction {

namespace {

constexpr int k_max_depth = 1000;

// The inside of a string, or a bare number.
struct Token {
  std::size_t begin = 0;
  std::size_t end = 0;
  bool number = false;
};

// A document's strings and numbers, in order; nothing when `text` is no JSON.
std::vector<Token> tokens_of(std::string_view text, std::size_t offset) {
  std::vector<Token> tokens;
  if (!is_json(text)) return tokens;
  walk_json(text, k_max_depth, [&](const JsonLeaf& leaf) {
    const std::size_t quote = leaf.kind == JsonLeaf::Kind::number ? 0 : 1;
    tokens.push_back({offset + leaf.begin + quote, offset + leaf.end - quote, quote == 0});
  });
  std::sort(tokens.begin(), tokens.end(), [](const Token& a, const Token& b) { return a.begin < b.begin; });
  const auto same = [](const Token& a, const Token& b) { return a.begin == b.begin && a.end == b.end; };
  tokens.erase(std::unique(tokens.begin(), tokens.end(), same), tokens.end());
  return tokens;
}

// `find` cut to the strings that it touches; of a number all goes.
void fit(const Find& find, const std::vector<Token>& tokens, Finds& out) {
  auto token =
      std::partition_point(tokens.begin(), tokens.end(), [&](const Token& one) { return one.end <= find.begin; });
  for (; token != tokens.end() && token->begin < find.end; ++token) {
    Find part = find;
    part.quoted = token->number;
    part.begin = token->number ? token->begin : std::max(find.begin, token->begin);
    part.end = token->number ? token->end : std::min(find.end, token->end);
    if (part.begin >= part.end || (!out.empty() && out.back().end > part.begin)) continue;
    if (part.begin != find.begin || part.end != find.end) part.value.clear();
    out.push_back(std::move(part));
  }
}

// A quote or a bracket inside may be a string's end or none of its own, a number alone between signs needs quotes.
bool may_break_json(std::string_view text, const Find& find) {
  constexpr CharSet k_signs("\"{}[]");
  if (k_signs.next(text.substr(0, find.end), find.begin) < find.end) return true;
  const char first = text[find.begin];
  const char before = find.begin == 0 ? ' ' : text[find.begin - 1];
  return ((first >= '0' && first <= '9') || first == '-' || before == '-') &&
         (before == ':' || before == ',' || before == '[' || before == ' ' || before == '-' || before == '.' ||
          (before >= '0' && before <= '9'));
}

}  // namespace

void fit_json(std::string_view text, bool document, Finds& finds) {
  if (finds.empty()) return;
  if (document) {
    const std::vector<Token> tokens = tokens_of(text, 0);
    if (tokens.empty()) return;
    Finds fitted;
    for (const Find& find : finds) fit(find, tokens, fitted);
    finds = std::move(fitted);
    return;
  }
  Finds fitted;
  std::size_t done = 0;  // finds that are in `fitted`
  const auto keep_until = [&](std::size_t last) {
    fitted.insert(fitted.end(), std::make_move_iterator(finds.begin() + static_cast<std::ptrdiff_t>(done)),
                  std::make_move_iterator(finds.begin() + static_cast<std::ptrdiff_t>(last)));
    done = last;
  };
  for (std::size_t i = 0; i < finds.size(); ++i) {
    if (!may_break_json(text, finds[i])) continue;
    const std::size_t begin = line_begin(text, finds[i].begin);
    const std::size_t end = line_end(text, finds[i].begin);
    std::size_t first = i;
    while (first > done && finds[first - 1].begin >= begin) --first;
    while (i + 1 < finds.size() && finds[i + 1].begin < end) ++i;
    const std::string_view line = text.substr(begin, end - begin);
    if (!looks_like_json(line)) continue;
    const std::vector<Token> tokens = tokens_of(line, begin);
    if (tokens.empty()) continue;
    keep_until(first);
    for (; done <= i; ++done) fit(finds[done], tokens, fitted);
  }
  if (done == 0) return;
  keep_until(finds.size());
  finds = std::move(fitted);
}

}  // namespace sgw::redaction
