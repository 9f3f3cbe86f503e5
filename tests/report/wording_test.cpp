#include "src/report/wording.hpp"

#include "tests/report/sample_report.hpp"

#include <gtest/gtest.h>

namespace sgw::report {
namespace {

using test::SampleReport;

TEST(Wording, HeadlineIsTheOwnerAndThePrimaryFinding) {
  SampleReport sample;
  EXPECT_EQ(headline(sample.verdict).view(), "CUSTOMER — the configuration endpoint's name does not resolve");
  sample.verdict.primary.reset();
  sample.verdict.owner = triage::Owner::none;
  sample.verdict.summary = SafeText("Nothing is wrong.");
  EXPECT_EQ(headline(sample.verdict).view(), "NO INCIDENT — Nothing is wrong.");
}

TEST(Wording, AFindingOfNobodysIsANote) {
  SampleReport sample;
  sample.verdict.findings.back().owner = triage::Owner::none;
  EXPECT_NE(sample.screen().find("\n  note: 2.8.1"), std::string::npos) << sample.screen();
  EXPECT_NE(sample.document("SUMMARY.md").find("** (note, "), std::string::npos);
  EXPECT_EQ(aside_word(triage::Owner::unsupported_version).view(), "unsupported-version");
}

TEST(Wording, SaysEverywhereWhichRulesOfTheOperatorsOwnJudged) {
  SampleReport sample;
  EXPECT_EQ(additional_rules(sample.input()).view(), "");
  EXPECT_EQ(sample.document("SUMMARY.md").find("additional rules"), std::string::npos);
  ResourceStore store;
  store.add(triage::triage_data());
  const auto rule = [](const std::string& id) {
    return R"({"rules": [{"id": ")" + id +
           R"(", "owner": "customer", "category": "c", "clauses": ["RESP-CU-SLA"], "confidence": "low",
        "when": {"line": "one"}, "title": "t", "says": "s", "next_steps": ["n"],
        "examples": {"fires": ["one"], "silent": ["two"]}}]})";
  };
  store.add_given("templates/triage", SafeText("/tmp/t2.json"), rule("token-expired"), true);
  store.add_given("templates/triage", SafeText("t3.json"), rule("mine"), true);
  const auto book = triage::RuleBook::load(store);
  ASSERT_TRUE(book) << book.error().text().view();
  sample.rules = &*book;
  const std::string said = "t2.json (replaces token-expired), t3.json";
  EXPECT_EQ(additional_rules(sample.input()).view(), said);
  EXPECT_NE(sample.screen().find("additional rules: " + said), std::string::npos) << sample.screen();
  for (const auto owner : {triage::Owner::customer, triage::Owner::microsoft, triage::Owner::none}) {
    sample.verdict.owner = owner;
    for (const char* page : {"SUMMARY.md", "support-request.md"}) {
      EXPECT_NE(sample.document(page).find("additional rules:"), std::string::npos) << page;
      EXPECT_NE(sample.document(page).find(said), std::string::npos) << page;
    }
  }
  EXPECT_NE(sample.document("verdict.json").find("\"token-expired\""), std::string::npos);
  EXPECT_NE(sample.document("verdict.json").find("t3.json"), std::string::npos);
}

TEST(Wording, EachFindingIsThePrimaryOneAnEffectOrBesideIt) {
  const SampleReport sample;
  const triage::Finding* primary = primary_finding(sample.verdict);
  ASSERT_NE(primary, nullptr);
  ASSERT_EQ(effects_of(sample.verdict, *primary).size(), 1U);
  EXPECT_EQ(effects_of(sample.verdict, *primary)[0]->rule.view(), "started-without-configuration");
  ASSERT_EQ(other_findings(sample.verdict).size(), 1U);
  EXPECT_EQ(other_findings(sample.verdict)[0]->rule.view(), "version-unsupported");
}

TEST(Wording, APlaceIsGivenAsThePackedFileHasIt) {
  SampleReport sample;
  const triage::Place& line = sample.primary().evidence[0];
  const triage::Place& value = sample.primary().evidence[1];
  EXPECT_EQ(packed_place(sample.input(), line).text.view(), "gateways/edge-1/gateway.log:42");
  EXPECT_EQ(packed_place(sample.input(), value).text.view(),
            "probes/contoso.configuration.azure-api.net-443.json /dns/status");
  sample.packed_line = [](const BundlePath&, std::uint64_t number) { return std::optional(number - 40); };
  EXPECT_EQ(packed_place(sample.input(), line).text.view(), "gateways/edge-1/gateway.log:2");
  sample.packed_line = [](const BundlePath&, std::uint64_t) { return std::optional<std::uint64_t>(); };
  EXPECT_EQ(packed_place(sample.input(), line).text.view(), "gateways/edge-1/gateway.log");
  EXPECT_FALSE(packed_place(sample.input(), line).line);
}

TEST(Wording, CountsAndTimesReadLikeWords) {
  EXPECT_EQ(counted(1, "gap", "gaps").view(), "1 gap");
  EXPECT_EQ(counted(0, "gap", "gaps").view(), "0 gaps");
}

TEST(Wording, RemarksKeepTheOrderOfTheirSource) {
  const auto remark = [](Literal source, Literal text) {
    return Remark{Remark::Kind::info, SafeName(source), text, {}, {}};
  };
  const std::vector<Remark> remarks = {remark("podman", "1"), remark("docker", "2"), remark("podman", "3")};
  std::string order;
  for (const Remark* one : in_order(remarks)) order += one->text.view();
  EXPECT_EQ(order, "213");
}

TEST(Wording, CountsClassesOfWhatWasMasked) {
  EXPECT_EQ(counted(1, SafeName("address")).view(), "1 address");
  EXPECT_EQ(counted(34, SafeName("address")).view(), "34 addresses");
  EXPECT_EQ(counted(2, SafeName("secret-value")).view(), "2 secret-values");
  EXPECT_EQ(counted(2, SafeName("url-credentials")).view(), "2 url-credentials");
  EXPECT_EQ(counted(2, SafeName("identity")).view(), "2 identities");
  EXPECT_EQ(counted(0, SafeName("key")).view(), "0 keys");
}

}  // namespace
}  // namespace sgw::report
