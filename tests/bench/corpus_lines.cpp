#include "tests/bench/corpus_lines.hpp"

#include "tests/bench/log_maker.hpp"
#include "tests/redaction/corpus/embedding.hpp"

#include <algorithm>
#include <vector>

namespace sgw::bench {

namespace {

struct Way {
  const corpus::Embedding* embedding;
  const corpus::Kind* kind;
};

bool is_secret(corpus::Group group) {
  return group != corpus::Group::benign && group != corpus::Group::personal && group != corpus::Group::internal;
}

std::vector<Way> all_ways() {
  std::vector<Way> ways;
  for (const corpus::Embedding& embedding : corpus::all_embeddings()) {
    if (embedding.line == nullptr || !embedding.folder.starts_with("logs")) continue;
    for (const corpus::Kind& kind : corpus::all_kinds()) {
      if (is_secret(kind.group) && embedding.accepts(kind)) ways.push_back({&embedding, &kind});
    }
  }
  return ways;
}

// One of "a|b|c".
std::string_view pick_name(std::string_view names, corpus::Rng& rng) {
  const auto bars = static_cast<std::size_t>(std::count(names.begin(), names.end(), '|'));
  for (std::size_t skip = rng.below(bars + 1); skip > 0; --skip) names.remove_prefix(names.find('|') + 1);
  return names.substr(0, names.find('|'));
}

}  // namespace

std::string log_of_corpus(std::size_t bytes) {
  constexpr std::size_t k_every = 20;
  corpus::Page page(corpus::Rng(7), false);
  LogMaker maker;
  std::vector<Way> ways = all_ways();
  std::string text;
  for (std::size_t next = ways.size(); text.size() < bytes; ++next) {
    if (next == ways.size()) {
      for (std::size_t i = ways.size(); i > 1; --i) std::swap(ways[i - 1], ways[page.rng().below(i)]);
      next = 0;
    }
    const Way& way = ways[next];
    const corpus::Slot slot{way.kind, std::string(pick_name(way.kind->names, page.rng())), way.kind->draw(page.rng())};
    text += way.embedding->line(page, slot) + '\n';
    for (std::size_t line = 1; line < k_every; ++line) text += maker.harmless(Lines::mixed);
  }
  return text;
}

}  // namespace sgw::bench
