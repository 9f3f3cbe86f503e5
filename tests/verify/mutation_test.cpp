#include "src/verify/leak_check.hpp"

#include "redaction/decoder.hpp"
#include "redaction/loader.hpp"
#include "tests/support/resource_forge.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <iostream>
#include <string>
#include <string_view>
#include <vector>

namespace sgw::verify {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t k_least_clear = 4;  // characters of a secret in one piece that count as left

struct Rule {
  std::size_t pack = 0;
  std::size_t index = 0;
  std::string id;
  bool identifier = false;
  std::vector<std::string> examples;
};

std::vector<Json> packs() {
  std::vector<Json> all;
  for (const EmbeddedFile& file : redaction::packs()) all.push_back(Json::parse(std::string_view(file.bytes)));
  return all;
}

std::vector<Rule> rules_of(const std::vector<Json>& packs) {
  std::vector<Rule> all;
  for (std::size_t pack = 0; pack < packs.size(); ++pack) {
    const Json& rules = packs[pack]["rules"];
    for (std::size_t index = 0; index < rules.size(); ++index) {
      all.push_back({pack, index, rules[index]["id"], rules[index].value("identifier", false),
                     rules[index]["examples"]["masks"]});
    }
  }
  return all;
}

// The gate with the packs as they are, or with one rule that finds nothing any more.
class Engine {
 public:
  explicit Engine(const std::vector<Json>& packs) {
    for (const Json& pack : packs) texts_.push_back(pack.dump());
    std::vector<Resource> resources;
    resources.reserve(texts_.size());
    for (const std::string& text : texts_) resources.push_back(ResourceForge::of(text));
    const auto key = redaction::PseudonymKey::from_hex(std::string(64, 'a'));
    loaded_ = redaction::load_engine(resources, *key, redaction::Profile::support);
    EXPECT_TRUE(loaded_.problems.empty());
  }

  static Engine without(std::vector<Json> packs, const Rule& rule) {
    Json& changed = packs[rule.pack]["rules"][rule.index];
    changed.erase("detector");
    changed.erase("unless");
    changed["find"] = "(?P<secret>a text that stands nowhere)";
    return Engine(packs);
  }

  std::string masked(std::string_view text) const {
    redaction::Tally tally;
    std::string all;
    const auto decoder =
        redaction::make_decoder(Format::text, *loaded_.engine, tally, [&](const std::string& part) { all += part; });
    decoder->add(text);
    decoder->finish();
    return all;
  }

  // What the rule finds in an example of its own.
  std::vector<std::string> secrets_in(std::string_view id, std::string_view example) const {
    const auto& rules = loaded_.engine->rules.rules();
    const auto rule = std::find_if(rules.begin(), rules.end(), [&](const auto& one) { return one.label.id == id; });
    return rule == rules.end() ? std::vector<std::string>() : redaction::RuleSet::secrets_in(*rule, example);
  }

 private:
  std::vector<std::string> texts_;
  redaction::Loaded loaded_;
};

// A masked text without its placeholders; a line end stands for each, so that nothing grows together.
std::string clear_part(std::string_view masked) {
  std::string clear;
  for (std::size_t at = masked.find("<redacted:"); at != std::string_view::npos; at = masked.find("<redacted:")) {
    clear += masked.substr(0, at);
    clear += '\n';
    masked.remove_prefix(std::min(masked.find('>', at), masked.size() - 1) + 1);
  }
  return clear.append(masked);
}

// Whether a third of a secret, four characters at least, stands in one piece in `clear`.
bool shows(std::string_view clear, std::string_view secret) {
  const std::size_t piece = std::max(k_least_clear, secret.size() / 3);
  for (std::size_t at = 0; at + piece <= secret.size(); ++at) {
    if (clear.find(secret.substr(at, piece)) != std::string_view::npos) return true;
  }
  return false;
}

bool is_noticed(std::string_view text) {
  LeakCheck check({});
  check.begin("a.log");
  check.add(text);
  check.end();
  return !check.leaks().empty();
}

struct Tally {
  std::size_t left = 0;    // examples that show something without their rule
  std::size_t caught = 0;  // and are noticed

  const char* outcome() const { return left == 0 ? "still masked" : caught > 0 ? "caught      " : "NOT CAUGHT  "; }
};

void show(const Rule& rule, const Tally& tally) {
  std::cout << (rule.identifier ? "identifier  " : tally.outcome()) << "  " << tally.caught << " of " << tally.left
            << " examples left in clear (" << rule.examples.size() << ")  " << rule.id << '\n';
}

// Seeded deletions: with each rule taken out of the redactor, one at a time, its own examples go through what is left
// of it and then to the second engine. Identifiers are listed, but are not what that engine looks for.
TEST(SecondEngine, NoticesThatARuleOfTheRedactorIsMissing) {
  const std::vector<Json> all = packs();
  const Engine whole(all);
  Tally rules;
  Tally examples;
  std::size_t of_secrets = 0;
  for (const Rule& rule : rules_of(all)) {
    const Engine mutant = Engine::without(all, rule);
    Tally tally;
    for (const std::string& example : rule.examples) {
      const std::string expected = whole.masked(example);
      EXPECT_FALSE(is_noticed(expected)) << rule.id << ": nothing is wrong with " << expected;
      const std::string left = mutant.masked(example);
      const auto secrets = whole.secrets_in(rule.id, example);
      const auto is_shown = [clear = clear_part(left)](const auto& secret) { return shows(clear, secret); };
      EXPECT_FALSE(secrets.empty()) << rule.id << ": " << example;
      if (std::none_of(secrets.begin(), secrets.end(), is_shown)) continue;
      ++tally.left;
      tally.caught += is_noticed(left) ? 1U : 0U;
    }
    show(rule, tally);
    if (rule.identifier) continue;
    ++of_secrets;
    rules.left += tally.left > 0 ? 1U : 0U;
    rules.caught += tally.caught > 0 ? 1U : 0U;
    examples.left += tally.left;
    examples.caught += tally.caught;
  }
  std::cout << rules.caught << " of " << rules.left << " missing rules are caught (" << of_secrets - rules.left
            << " more are covered by other rules), by " << examples.caught << " of " << examples.left << " examples\n";
  EXPECT_GT(rules.left, 90U);
  EXPECT_GE(rules.caught * 100, rules.left * 90);
  EXPECT_GE(examples.caught * 100, examples.left * 90);
}

}  // namespace
}  // namespace sgw::verify
