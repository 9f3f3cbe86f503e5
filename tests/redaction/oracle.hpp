#pragma once

#include "redaction/explorer.hpp"
#include "redaction/loader.hpp"
#include "tests/redaction/redactor_fixture.hpp"

#include <algorithm>
#include <memory>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

namespace sgw::test {

inline std::unique_ptr<redaction::Engine> load_packs(redaction::Profile profile = redaction::Profile::support) {
  ResourceStore store;
  store.add(redaction::packs());
  auto loaded = redaction::load_engine(store.in_folder("redaction/packs"), key_of('a'), profile);
  if (!loaded.problems.empty()) throw std::runtime_error(loaded.problems.front().where);
  return std::move(loaded.engine);
}

// What the product's search must find: every rule on every line, without a filter in front.
inline redaction::FlatSearch naive_search(const redaction::Engine& engine) {
  return [&engine](std::string_view text, redaction::Finds& finds, redaction::Pending*) {
    for (const redaction::Rule& rule : engine.rules.rules()) {
      if (rule.active) redaction::RuleSet::find_alone(rule, text, finds);
    }
  };
}

inline redaction::FlatSearch product_search(const redaction::Engine& engine) {
  return [&engine, scratch = redaction::RuleScratch()](const redaction::SearchText& text, redaction::Finds& finds,
                                                       redaction::Pending* pending) mutable {
    engine.rules.find(text, scratch, finds, pending);
  };
}

// Where and what, in one order, each once: how often a place is found does not matter.
inline std::vector<std::tuple<std::size_t, std::size_t, std::string>> places(const redaction::Finds& finds) {
  std::vector<std::tuple<std::size_t, std::size_t, std::string>> all;
  for (const auto& find : finds) all.emplace_back(find.begin, find.end, find.label->id);
  std::sort(all.begin(), all.end());
  all.erase(std::unique(all.begin(), all.end()), all.end());
  return all;
}

inline auto explored(const redaction::Engine& engine, redaction::FlatSearch search, std::string_view text) {
  redaction::Finds finds;
  redaction::Explorer(std::move(search), *engine.undecided).find(text, finds, nullptr);
  return places(finds);
}

}  // namespace sgw::test
