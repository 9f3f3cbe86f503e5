#include "src/triage/chunk_quotes.hpp"

#include <algorithm>

namespace sgw::triage {

namespace {

constexpr std::size_t k_max_quote = ChunkQuotes::k_max_quote;
constexpr std::size_t k_raw_quote = k_max_quote + 64;  // before it is made printable
constexpr std::size_t k_quote_lead = 80;               // bytes kept before a match that lies far into a long line

}  // namespace

SafeText ChunkQuotes::exact(std::string_view text) const {
  return part_(static_cast<std::size_t>(text.data() - bytes_.data()), text.size());
}

Place ChunkQuotes::place(const NumberedLine& line) const {
  Place place = raw_place(line);
  place.quote = shorten(place.quote);
  return place;
}

// Not cut inside a placeholder, however much of it goes when it is made printable.
Place ChunkQuotes::raw_place(const NumberedLine& line) const {
  const std::string_view text = line.text.substr(0, k_raw_quote + SafeText::k_longest_placeholder);
  return {*file_, line.number, SafeText(), exact(text).clipped(k_raw_quote)};
}

Place ChunkQuotes::whole_place(const NumberedLine& line) const {
  return {*file_, line.number, SafeText(), exact(line.text)};
}

SafeText shorten(const SafeText& text) {
  const SafeText line = text.clipped(k_raw_quote).printable();
  return line.view().size() > k_max_quote ? line.clipped(k_max_quote - 4) : line;
}

std::string_view from_word(std::string_view text, std::size_t at) {
  if (at <= k_max_quote - k_quote_lead) return text;
  const std::size_t start = at - k_quote_lead;
  const std::size_t blank = text.find(' ', start);
  return text.substr(blank < at ? blank + 1 : start);
}

}  // namespace sgw::triage
