#include "tests/redaction/oracle.hpp"

#include <gtest/gtest.h>
#include <random>

namespace sgw::test {
namespace {

// Lines of every rule's examples among lines of a log.
class Lines {
 public:
  Lines(const redaction::Engine& engine, unsigned seed) : random_(seed) {
    for (const redaction::Rule& rule : engine.rules.rules()) {
      examples_.insert(examples_.end(), rule.text.masks.begin(), rule.text.masks.end());
      examples_.insert(examples_.end(), rule.text.keeps.begin(), rule.text.keeps.end());
    }
  }

  std::string text(std::size_t lines) {
    std::string text;
    for (std::size_t i = 0; i < lines; ++i) {
      text += pick({"", "", "  ", "[Info] 2026-03-04T09:39:54.666 [Event], message: ", "{\"message\":\"", "- ",
                    "2026-03-04T09:39:54.666071123Z stdout ", "2026-03-04T09:39:54.666071123Z stderr P ", "x=\""});
      text += examples_[random_() % examples_.size()];
      text +=
          pick({"", "", "\"}", "\r", " CancellationToken cancellationToken)", ", source: Poller", "\"", ";", "&x=1"});
      text += pick({"\n", "\n", "\n", " "});
    }
    return text;
  }

  // A few bytes changed, doubled, dropped or in another case.
  std::string damaged(std::string text) {
    for (std::size_t i = 0; i < text.size() / 60 + 1; ++i) {
      const std::size_t at = random_() % text.size();
      switch (random_() % 4) {
        case 0:
          text[at] = static_cast<char>(random_());
          break;
        case 1:
          text.insert(at, 1, text[random_() % text.size()]);
          break;
        case 2:
          text.erase(at, 1 + random_() % 3);
          break;
        default:
          text[at] = static_cast<char>(text[at] ^ 0x20);
      }
      if (text.empty()) text = "x";
    }
    return text;
  }

 private:
  std::string pick(std::initializer_list<const char*> choices) {
    return *(choices.begin() + random_() % choices.size());
  }

  std::mt19937 random_;
  std::vector<std::string> examples_;
};

void expect_same(const redaction::Engine& engine, const std::string& text) {
  ASSERT_EQ(explored(engine, product_search(engine), text), explored(engine, naive_search(engine), text)) << text;
}

TEST(RuleSet, FindsWhatEveryRuleOnEveryLineFinds) {
  for (const auto profile : {redaction::Profile::support, redaction::Profile::strict}) {
    const auto engine = load_packs(profile);
    Lines lines(*engine, 41);
    for (int round = 0; round < 200; ++round) {
      const std::string text = lines.text(1 + static_cast<std::size_t>(round) % 12);
      ASSERT_NO_FATAL_FAILURE(expect_same(*engine, text)) << "round " << round;
      ASSERT_NO_FATAL_FAILURE(expect_same(*engine, lines.damaged(text))) << "round " << round;
    }
  }
}

TEST(RuleSet, FindsTheSameInLongLines) {
  const auto engine = load_packs();
  Lines lines(*engine, 43);
  for (int round = 0; round < 5; ++round) {
    std::string text = lines.text(40);
    std::replace(text.begin(), text.end(), '\n', ' ');
    ASSERT_NO_FATAL_FAILURE(expect_same(*engine, text)) << "round " << round;
  }
}

}  // namespace
}  // namespace sgw::test
