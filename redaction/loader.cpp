#include "redaction/loader.hpp"

#include <algorithm>

namespace sgw::redaction {

namespace {

// What the masker itself refers to.
bool has_rule(const RuleSet& rules, std::string_view id) {
  return std::any_of(rules.rules().begin(), rules.rules().end(), [&](const Rule& rule) { return rule.label.id == id; });
}

}  // namespace

Loaded load_engine(const std::vector<Resource>& packs, const PseudonymKey& key, Profile profile) {
  Loaded loaded{std::make_unique<Engine>(key), {}};
  Engine& engine = *loaded.engine;
  const auto problem = [&](std::size_t pack, std::string where, Literal expected) {
    loaded.problems.push_back({pack, std::move(where), expected});
  };
  for (std::size_t i = 0; i < packs.size(); ++i) {
    for (PackProblem& found : engine.rules.add(read_pack(packs[i].bytes), i, profile)) {
      problem(i, std::move(found.pointer), found.expected);
    }
  }
  if (!loaded.problems.empty()) return loaded;
  if (!has_rule(engine.rules, "named-value") || !has_rule(engine.rules, "private-key")) {
    problem(0, "/rules", "expected the rules named-value and private-key");
    return loaded;
  }
  if (!engine.rules.build()) problem(packs.size() - 1, "/rules", "expected rules that fit the memory for all of them");
  for (std::size_t pack = 0; pack < packs.size(); ++pack) {
    // Those of the packs that are compiled in are tried by the tests and by `rules test`: they cannot change.
    if (packs[pack].origin == Origin::shipped) continue;
    for (const RuleSet::Failure& failure : engine.rules.failing_examples(pack)) {
      const std::string list = failure.should_mask ? "/examples/masks/" : "/examples/keeps/";
      problem(pack, failure.rule->text.pointer + list + std::to_string(failure.index),
              failure.should_mask ? Literal("expected an example that the rule masks")
                                  : Literal("expected an example that the rule keeps"));
    }
  }
  engine.named_value = &engine.rules.label_of("named-value");
  engine.private_key = &engine.rules.label_of("private-key");
  static const RuleLabel undecided{"undecided", "undecided", Mint::withheld, false, 0};
  engine.undecided = &undecided;
  return loaded;
}  // NOLINT(clang-analyzer-cplusplus.NewDeleteLeaks): the engine is in what is returned

}  // namespace sgw::redaction
