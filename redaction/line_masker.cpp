#include "redaction/line_masker.hpp"

#include "redaction/gateway_token.hpp"
#include "redaction/span_set.hpp"
#include "redaction/token.hpp"

#include <algorithm>

namespace sgw::redaction {

namespace {

constexpr int k_max_layers = 3;
constexpr std::size_t k_max_id = 80;

// Widens raw finds to whole escapes, so that no half of one stays ("\u00" + placeholder is no JSON).
void snap_to_escapes(const DecodedView& view, Finds& finds) {
  for (Find& find : finds) {
    const auto begin = std::upper_bound(view.origin.begin(), view.origin.end(), find.begin);
    if (begin != view.origin.begin()) find.begin = *(begin - 1);
    const auto end = std::lower_bound(view.origin.begin(), view.origin.end(), find.end);
    if (end != view.origin.end()) find.end = *end;
  }
}

std::string trimmed(std::string text) {
  constexpr std::string_view k_edges = " \t\r\n\"'";
  const std::size_t begin = text.find_first_not_of(k_edges);
  if (begin == std::string::npos) return text;
  return text.substr(begin, text.find_last_not_of(k_edges) - begin + 1);
}

std::string without_blanks(std::string text) {
  std::erase_if(text, [](char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; });
  return text;
}

// A token's id may be any text: only what cannot be mistaken for something else is shown.
bool is_showable_id(std::string_view id) {
  return !id.empty() && id.size() <= k_max_id && std::all_of(id.begin(), id.end(), [](char c) {
    return (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') || c == '.' || c == '_' || c == '-';
  });
}

bool ends_a_value(char c) { return c == ' ' || c == '\t' || c == '"' || c == '\'' || c == ',' || c == ';'; }

}  // namespace

LineMasker::LineMasker(const Engine& engine, Tally& tally, Scope scope)
    : engine_(engine), tally_(tally), scope_(scope), addresses_(engine.key.bytes()) {}

bool LineMasker::mask(std::string_view line, std::string& out, const Finds& extra) {
  finds_.clear();
  find_all(line, finds_);
  if (finds_.empty() && extra.empty()) return false;
  finds_.insert(finds_.end(), extra.begin(), extra.end());
  finds_ = disjoint(std::move(finds_), line);
  if (finds_.empty()) return false;
  std::size_t at = 0;
  for (const Find& find : finds_) {
    out.append(line.substr(at, find.begin - at));
    out.append(replacement(find, line.substr(find.begin, find.end - find.begin)));
    tally_.masked(*find.label);
    at = find.end;
  }
  out.append(line.substr(at));
  return true;
}

std::size_t LineMasker::mask_window(std::string_view window, std::size_t begin, std::size_t end, bool more,
                                    std::string& out) {
  Finds finds;
  find_all(window, finds);
  finds = disjoint(std::move(finds), window);
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
    out.append(replacement(find, window.substr(first, std::min(find.end, window.size()) - first)));
    tally_.masked(*find.label);
    at = std::min(find.end, end);
    over_the_border_ = reaches_over;
  }
  if (at < end) out.append(window.substr(at, end - at));
  return end;
}

void LineMasker::find_all(std::string_view line, Finds& finds) {
  search(line, finds);
  if (may_have_escapes(line)) search_decoded(line, finds);
}

void LineMasker::search(std::string_view text, Finds& finds) {
  if (scope_ == Scope::everything) engine_.rules.find(text, finds, scratch_);
  const std::size_t generation = engine_.known.generation();
  if (generation == 0) return;
  if (generation != known_generation_) {
    known_ = engine_.known.table();
    known_generation_ = generation;
  }
  known_->find(text, finds);
}

void LineMasker::search_decoded(std::string_view line, Finds& finds) {
  DecodedView view;
  if (!decode_escapes(line, view)) return;
  snap_to_escapes(view, finds);
  for (int layer = 1;; ++layer) {
    Finds inside;
    search(view.text, inside);
    for (Find& find : inside) {
      if (find.value.empty()) find.value = view.text.substr(find.begin, find.end - find.begin);
      find.begin = view.origin[find.begin];
      find.end = view.origin[find.end];
      finds.push_back(std::move(find));
    }
    DecodedView deeper;
    if (layer == k_max_layers || !may_have_escapes(view.text) || !decode_escapes(view.text, deeper)) return;
    for (std::uint32_t& origin : deeper.origin) origin = view.origin[origin];
    view = std::move(deeper);
  }
}

std::string LineMasker::replacement(const Find& find, std::string_view text) {
  if (find.label->mint == Mint::address) {
    if (auto other = addresses_.pseudonym(text)) return *std::move(other);
  }
  std::string value = trimmed(fully_decoded(find.value.empty() ? text : std::string_view(find.value)));
  std::string shown;
  if (find.label->mint == Mint::gateway_token) {
    shown = gateway_replacement(value);
  } else {
    if (find.label == engine_.private_key) value = without_blanks(std::move(value));
    shown = placeholder(find.label->what, tag_of(engine_.key.bytes(), value));
  }
  return find.quoted ? std::string(1, '"').append(shown).append(1, '"') : shown;
}

std::string LineMasker::gateway_replacement(std::string_view value) const {
  const GatewayToken token = parse_gateway_token(value);
  std::string shown = placeholder("gateway-token", tag_of(engine_.key.bytes(), token.whole));
  shown.pop_back();
  if (!token.id.empty()) {
    Finds finds;
    std::vector<int> scratch;
    engine_.rules.find(token.id, finds, scratch);
    if (engine_.known.generation() != 0) engine_.known.table()->find(token.id, finds);
    shown.append(" gw=").append(finds.empty() && is_showable_id(token.id) ? token.id : "redacted");
  }
  if (!token.expiry.empty()) shown.append(" exp=").append(token.expiry);
  return shown.append(1, '>');
}

}  // namespace sgw::redaction
