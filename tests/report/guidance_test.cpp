#include "src/report/guidance.hpp"

#include "tests/report/sample_report.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>
#include <string>

namespace sgw::report {
namespace {

using testing::HasSubstr;
using testing::Not;

// What is said of a rule that names nothing that would change it.
std::string said_of_none() {
  const auto turns = what_would_change(triage::TriageRuleInfo{});
  EXPECT_EQ(turns.size(), 1U);
  return turns.empty() ? std::string() : std::string(turns.front().view());
}

TEST(Guidance, SaysOfEveryRuleWhatWouldChangeItHoweverSureItIs) {
  const std::string none = said_of_none();
  EXPECT_NE(none, "");
  for (triage::TriageRuleInfo rule : test::shipped_rules().rules()) {
    for (const auto confidence : {triage::Confidence::low, triage::Confidence::medium, triage::Confidence::high}) {
      rule.confidence = confidence;
      const auto turns = what_would_change(rule);
      ASSERT_FALSE(turns.empty()) << rule.id.view();
      for (const SafeText& turn : turns) EXPECT_NE(turn.view(), none) << rule.id.view();
    }
  }
}

TEST(Guidance, SaysARulesOwnWordsOfItFirstAndOfNoOther) {
  std::set<std::string> seen;
  for (const triage::TriageRuleInfo& rule : test::shipped_rules().rules()) {
    const auto turns = what_would_change(rule);
    ASSERT_GE(turns.size(), rule.turns.size());
    for (std::size_t i = 0; i < rule.turns.size(); ++i) EXPECT_EQ(turns[i].view(), rule.turns[i].view());
    for (const SafeText& turn : rule.turns) seen.emplace(turn.view());
  }
  EXPECT_GE(seen.size(), 45U);
}

std::string turns_of(std::string_view rule) {
  std::string all;
  for (const triage::TriageRuleInfo& info : test::shipped_rules().rules()) {
    if (info.id.view() != rule) continue;
    for (const SafeText& turn : what_would_change(info)) all += std::string(turn.view()) + "\n";
  }
  return all;
}

TEST(Guidance, DoesNotCallTheOppositeOfAPartWhatEndsIt) {
  const std::string turns = turns_of("endpoint-5xx");
  EXPECT_THAT(turns, HasSubstr("It falls when one of these is seen too: config.failing is false; probe.http.via is"));
  EXPECT_THAT(turns, Not(HasSubstr("probe.tls.issuer is known")));
  EXPECT_THAT(turns, Not(HasSubstr("DigiCert")));
}

TEST(Guidance, NamesNothingThatEndsOneOfSeveralParts) {
  EXPECT_THAT(turns_of("unauthorized-valid-token"), Not(HasSubstr("config.loaded is true")));
}

TEST(Guidance, JoinsWhatIsNeededTogether) {
  EXPECT_THAT(turns_of("oom-limit"),
              HasSubstr("seen too: kubernetes.ready is true and state.settled is true; kubernetes.replaced is true."));
}

TEST(Guidance, SaysWhatItIsSureWithToTheEnd) {
  for (const triage::TriageRuleInfo& rule : test::shipped_rules().rules()) {
    for (const SafeText& turn : what_would_change(rule)) EXPECT_THAT(std::string(turn.view()), Not(HasSubstr("of:")));
  }
  EXPECT_THAT(turns_of("healthy"), HasSubstr("state.running is true and status.configuration is loaded and not ("));
}

}  // namespace
}  // namespace sgw::report
