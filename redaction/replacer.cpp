#include "redaction/replacer.hpp"

#include "redaction/characters.hpp"
#include "redaction/escapes.hpp"
#include "redaction/gateway_token.hpp"
#include "redaction/token.hpp"

#include <algorithm>

namespace sgw::redaction {

namespace {

std::string trimmed(std::string text) {
  const auto is_edge = [](char c) { return is_blank(c) || c == '\r' || c == '\n' || c == '"' || c == '\''; };
  std::size_t begin = 0;
  while (begin < text.size() && is_edge(text[begin])) ++begin;
  if (begin == text.size()) return text;
  while (is_edge(text.back())) text.pop_back();
  text.erase(0, begin);
  return text;
}

std::string without_blanks(std::string text) {
  std::erase_if(text, [](char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; });
  return text;
}

std::string in_place(const Find& find, const std::string& shown) { return find.quoted ? '"' + shown + '"' : shown; }

}  // namespace

void Replacer::apply(std::string_view text, std::size_t from, std::size_t to, const Finds& finds, std::string& out) {
  std::size_t at = from;
  for (const Find& find : finds) {
    if (find.end <= at) continue;
    if (find.begin >= to) break;
    if (find.begin < at) {
      write(text, {at, find.end, find.label, {}, find.quoted}, out);
    } else {
      out.append(text.substr(at, find.begin - at));
      write(text, find, out);
    }
    at = find.end;
  }
  if (at < to) out.append(text.substr(at, to - at));
}

void Replacer::write(std::string_view text, const Find& find, std::string& out) {
  const std::string_view all = text.substr(find.begin, find.end - find.begin);
  const std::string shown = replacement(find, all);
  if (all.find('\n') == std::string_view::npos) {
    out.append(shown);
    return;
  }
  for (std::size_t begin = 0; begin <= all.size();) {
    const std::size_t newline = all.find('\n', begin);
    std::string_view line = all.substr(begin, newline - begin);
    std::string_view line_end = newline == std::string_view::npos ? std::string_view() : std::string_view("\n");
    if (line.ends_with('\r') && !line_end.empty()) {
      line.remove_suffix(1);
      line_end = "\r\n";
    }
    const std::size_t indent = std::min(line.find_first_not_of(" \t"), line.size());
    out.append(line.substr(0, indent));
    if (indent < line.size()) out.append(shown);
    out.append(line_end);
    if (newline == std::string_view::npos) return;
    begin = newline + 1;
  }
}

std::string Replacer::replacement(const Find& find, std::string_view text) {
  if (find.label->mint == Mint::withheld) {
    tally_.withheld(text.size());
    return in_place(find, "<withheld:" + find.label->what + ">");
  }
  tally_.masked(*find.label);
  if (find.label->mint == Mint::address) {
    const std::string_view original = find.value.empty() ? text : std::string_view(find.value);
    if (auto other = addresses_.pseudonym(original)) {
      keep(*find.label, *other, original);
      return *std::move(other);
    }
  }
  std::string value = trimmed(fully_decoded(find.value.empty() ? text : std::string_view(find.value)));
  if (find.label->mint == Mint::gateway_token) return gateway_replacement(value);
  if (find.label == engine_.private_key) value = without_blanks(std::move(value));
  // Names of people and things are the same in every case; secrets are not.
  const std::string tagged = find.label->identifier ? lowered(value) : value;
  const std::string shown = placeholder(find.label->what, tag_of(engine_.key.bytes(), tagged));
  keep(*find.label, shown, value);
  return in_place(find, shown);
}

void Replacer::keep(const RuleLabel& label, std::string_view pseudonym, std::string_view original) const {
  if (label.identifier && engine_.pseudonyms != nullptr) engine_.pseudonyms->record(pseudonym, original);
}

std::string Replacer::gateway_replacement(std::string_view value) const {
  const GatewayToken token = parse_gateway_token(value);
  std::string shown = placeholder("gateway-token", tag_of(engine_.key.bytes(), token.whole));
  shown.pop_back();
  if (!token.id.empty()) {
    Finds finds;
    RuleScratch scratch;
    engine_.rules.find(std::string_view(token.id), scratch, finds, nullptr);
    if (engine_.known.generation() != 0) engine_.known.table()->find(token.id, finds);
    shown.append(" gw=").append(finds.empty() && is_showable_id(token.id) ? token.id : "redacted");
  }
  if (!token.expiry.empty()) shown.append(" exp=").append(token.expiry);
  return shown.append(1, '>');
}

}  // namespace sgw::redaction
