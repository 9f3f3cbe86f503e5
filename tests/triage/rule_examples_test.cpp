#include "src/triage/rule_book.hpp"

#include <gtest/gtest.h>
#include <set>
#include <string>

namespace sgw::triage {
namespace {

RuleBook shipped() {
  ResourceStore store;
  store.add(triage_data());
  auto book = RuleBook::load(store);
  if (!book) ADD_FAILURE() << book.error().text().view();
  return *std::move(book);
}

TEST(RuleExamples, ComeOutAsEachRuleSays) {
  for (const auto& failure : shipped().test_examples()) {
    ADD_FAILURE() << failure.rule.view() << " should be " << (failure.expected == Literal("fires") ? "firing" : "silent") << " on "
                  << failure.example.view();
  }
}

}  // namespace
}  // namespace sgw::triage
