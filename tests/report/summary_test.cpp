#include "tests/report/sample_report.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

namespace sgw::report {
namespace {

using test::SampleReport;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

constexpr std::array k_owners = {triage::Owner::microsoft, triage::Owner::shared,
                                 triage::Owner::customer,  triage::Owner::unsupported_version,
                                 triage::Owner::none,      triage::Owner::undetermined};

// What a renderer would read as prose: code spans (a run of backticks up to the next run of that length) and escaped
// characters are taken out.
std::string without_code_and_escapes(std::string_view page) {
  std::string prose;
  for (std::size_t at = 0; at < page.size();) {
    if (page[at] == '\\') {
      at += 2;
      continue;
    }
    if (page[at] != '`') {
      prose += page[at++];
      continue;
    }
    const std::size_t length = std::min(page.find_first_not_of('`', at), page.size()) - at;
    std::size_t close = at + length;
    std::size_t run = 0;
    while (close < page.size() && run != length) {
      close = page.find('`', close);
      if (close == std::string_view::npos) return prose + "`";  // it does not close
      run = std::min(page.find_first_not_of('`', close), page.size()) - close;
      close += run;
    }
    at = close;
  }
  return prose;
}

TEST(Summary, BeginsWithTheVerdict) {
  EXPECT_THAT(SampleReport().document("SUMMARY.md"),
              StartsWith("# CUSTOMER — the configuration endpoint's name does not resolve\n\n"
                         "The name contoso.configuration.azure-api.net does not resolve from this host.\n\n"
                         "- **Owner:** you, who run the gateway\n"
                         "- **Confidence:** high: the evidence rules out the other owners\n"
                         "- **Kind:** dns-failure\n"));
}

TEST(Summary, CitesTheClauseInWords) {
  const SampleReport sample;
  const auto clause = test::shipped_rules().clause("RESP-CU-NETWORK");
  ASSERT_TRUE(clause);
  const std::string page = sample.document("SUMMARY.md");
  EXPECT_THAT(page, HasSubstr("- **Policy RESP-CU-NETWORK:** "));
  EXPECT_THAT(page, HasSubstr(std::string(clause->title.view().substr(0, 8))));
}

TEST(Summary, ShowsEvidenceStepsEffectsAndWhatStandsBesideIt) {
  const std::string page = SampleReport().document("SUMMARY.md");
  EXPECT_THAT(page, HasSubstr("- `gateways/edge-1/gateway.log:42`: `[Error] ConfigurationApi, message: Name or "
                              "service not known`\n"));
  EXPECT_THAT(page, HasSubstr("- `probes/contoso.configuration.azure-api.net-443.json /dns/status`: `nxdomain`\n"));
  EXPECT_THAT(page, HasSubstr("1. Correct the name.\n2. Ask the owner of the zone.\n"));
  EXPECT_THAT(page, HasSubstr("Follows from it:\n\n- the gateway runs without a configuration"));
  EXPECT_THAT(page, HasSubstr("- **2.8.1 is outside the support window** (unsupported-version, high confidence; "
                              "VER-WINDOW) — `gateways/edge-1/state.json /tag`\n"));
}

TEST(Summary, ShowsTheGatewayTheLadderTheMasksAndTheGaps) {
  const std::string page = SampleReport().document("SUMMARY.md");
  EXPECT_THAT(page, HasSubstr("| edge-1 | mcr.microsoft.com/azure-api-management/gateway:2.8.1 | 2.8.1 | unsupported "
                              "(VER-WINDOW) | running | 3 | the configuration endpoint's name does not resolve |\n"));
  EXPECT_THAT(page, HasSubstr("- contoso.configuration.azure-api.net:443: DNS ✗ nxdomain 12 ms → TCP –"));
  EXPECT_THAT(page, HasSubstr("2 gateway-tokens, 42 ips."));
  EXPECT_THAT(page, HasSubstr("- Not collected: no log: edge-0 (log driver none)\n"));
}

TEST(Summary, HasNoEmptyBracketsForAGapWithoutAReason) {
  SampleReport sample;
  sample.evidence.remarks[0].detail = SafeText();
  EXPECT_THAT(sample.document("SUMMARY.md"), HasSubstr("- Not collected: no log: edge-0\n"));
}

TEST(Pages, SayThatTheGatewayIsARecordedSample) {
  SampleReport sample;
  for (const std::string_view path : {"SUMMARY.md", "support-request.md"}) {
    EXPECT_THAT(sample.document(path), Not(HasSubstr("Recorded sample"))) << path;
  }
  sample.facts().erase("state.source");
  sample.set_fact("state.source", SafeText("sample"));
  for (const std::string_view path : {"SUMMARY.md", "support-request.md"}) {
    EXPECT_THAT(sample.document(path),
                testing::ContainsRegex("^# [^\n]*\n\n\\*\\*Recorded sample, not your gateway: edge-1"))
        << path;
  }
}

TEST(Summary, SendsEachOwnerToTheRightPlace) {
  SampleReport sample;
  const auto page_for = [&](triage::Owner owner) {
    sample.verdict.owner = owner;
    const std::string page = sample.document("SUMMARY.md");
    return page.substr(0, page.find("## Beside it"));  // a finding beside it may go elsewhere
  };
  EXPECT_THAT(page_for(triage::Owner::microsoft), HasSubstr("Open a support request (`CH-REQUEST`)"));
  EXPECT_THAT(page_for(triage::Owner::shared), HasSubstr("First do your part"));
  EXPECT_THAT(page_for(triage::Owner::unsupported_version), HasSubstr("Update first"));
  EXPECT_THAT(page_for(triage::Owner::undetermined), HasSubstr("Get the missing fact first"));
  EXPECT_THAT(page_for(triage::Owner::none), HasSubstr("Not a support request: there is no incident"));
  EXPECT_THAT(page_for(triage::Owner::none), Not(HasSubstr("CH-REQUEST")));
  EXPECT_THAT(page_for(triage::Owner::customer), Not(HasSubstr("CH-REQUEST")));
}

TEST(Summary, WithoutASupportPlanNamesThePublicChannels) {
  SampleReport sample;
  sample.verdict.owner = triage::Owner::microsoft;
  sample.set_fact("support_plan", false, triage::FactOrigin::stated);
  const std::string page = sample.document("SUMMARY.md");
  EXPECT_THAT(page, HasSubstr("CH-QA"));
  EXPECT_THAT(page, HasSubstr("CH-GITHUB"));
  EXPECT_THAT(page, Not(HasSubstr("CH-REQUEST")));
}

TEST(Summary, NamesTheFactThatWouldDecide) {
  SampleReport sample;
  sample.verdict = triage::Verdict();
  sample.verdict.summary = SafeText("The evidence does not decide.");
  sample.verdict.missing = {{SafeText("a probe of the endpoint"), SafeText("run without --no-probes")}};
  const std::string page = sample.document("SUMMARY.md");
  EXPECT_THAT(page, StartsWith("# UNDETERMINED — The evidence does not decide."));
  EXPECT_THAT(page, HasSubstr("- **a probe of the endpoint:** run without --no-probes\n"));
  EXPECT_THAT(page, HasSubstr("No line or value in this bundle bears on the question."));
}

TEST(Summary, SaysSoWhenThereIsNothingToReport) {
  SampleReport sample;
  sample.verdict = triage::Verdict();
  sample.verdict.owner = triage::Owner::none;
  sample.evidence.remarks.clear();
  sample.evidence.artifacts.clear();
  const std::string page = sample.document("SUMMARY.md");
  EXPECT_THAT(page, HasSubstr("Nothing needs to be done."));
  EXPECT_THAT(page, HasSubstr("Nothing had to be masked."));
  EXPECT_THAT(page, HasSubstr("Everything that was asked for was collected."));
}

// What comes from logs and names may try to become markup, HTML, a link or a new table row.
TEST(Pages, LetNoDataBecomeMarkup) {
  for (const triage::Owner owner : k_owners) {
    SampleReport sample;
    const SafeText hostile("<img src=x onerror=alert(1)> | `` ` [a](http://evil.test) {headline} {#gaps} **b**\n# h");
    sample.verdict.owner = owner;
    sample.verdict.summary = hostile;
    sample.verdict.missing = {{hostile, hostile}};
    sample.verdict.next_steps = {hostile};
    for (triage::Finding& finding : sample.verdict.findings) {
      finding.title = finding.says = hostile;
      for (triage::Place& place : finding.evidence) place.quote = hostile;
    }
    sample.evidence.facts[0].instance.name = hostile;
    sample.facts().erase("state.image");
    sample.set_fact("state.image", hostile);
    sample.evidence.remarks[0].subject = hostile;
    sample.request = {hostile, SafeText("critical"), hostile};
    for (const std::string_view path : {"SUMMARY.md", "support-request.md"}) {
      const std::string page = sample.document(path);
      const std::string prose = without_code_and_escapes(page);
      EXPECT_THAT(prose, Not(HasSubstr("<"))) << path;
      EXPECT_THAT(prose, Not(HasSubstr("`"))) << path;
      EXPECT_THAT(prose, Not(HasSubstr("](http"))) << path;
      EXPECT_THAT(prose, Not(HasSubstr("**b**"))) << path;
      EXPECT_THAT(page, Not(HasSubstr("\n# h"))) << path;
    }
  }
}

TEST(Pages, FillEveryTemplateForEveryOwner) {
  for (const triage::Owner owner : k_owners) {
    for (const bool plan : {true, false}) {
      for (const bool empty : {true, false}) {
        SampleReport sample;
        if (empty) {
          sample.verdict = triage::Verdict();
          sample.verdict.summary = SafeText("Nothing is known.");
          sample.evidence.facts.clear();
          sample.evidence.instances.clear();
        } else if (!plan) {
          sample.set_fact("support_plan", false, triage::FactOrigin::stated);
        }
        sample.verdict.owner = owner;
        for (const std::string_view path : {"SUMMARY.md", "support-request.md"}) {
          const std::string page = sample.document(path);
          EXPECT_THAT(page, Not(HasSubstr("could not be written"))) << page;
          EXPECT_THAT(page, Not(testing::ContainsRegex("[{][#/]?[a-z_]+[}]"))) << path;
          EXPECT_THAT(page, Not(HasSubstr("\n\n\n"))) << path << "\n" << page;
        }
      }
    }
  }
}

TEST(Summary, ShowsCausesOfDifferentOwnersAsSuch) {
  SampleReport sample;
  EXPECT_THAT(sample.document("SUMMARY.md"), Not(HasSubstr("Causes of different owners")));
  sample.verdict.conflicts = {sample.verdict.findings.back().rule};
  const std::string page = sample.document("SUMMARY.md");
  EXPECT_THAT(page, HasSubstr("## Causes of different owners\n"));
  EXPECT_THAT(page, HasSubstr("- the configuration endpoint's name does not resolve (customer) — edge-1\n"
                              "- 2.8.1 is outside the support window (unsupported-version)\n"));
}

TEST(Summary, ListsTheEffectsOfEffects) {
  SampleReport sample;
  triage::Finding restarts = sample.verdict.findings[1];
  restarts.caused_by = restarts.rule;
  restarts.rule = SafeName("restart-loop");
  restarts.title = SafeText("the container starts again and again");
  sample.verdict.findings.push_back(restarts);
  EXPECT_THAT(sample.document("SUMMARY.md"), HasSubstr("(started-without-configuration)\n- the container starts again "
                                                       "and again (restart-loop)\n"));
  sample.verdict.findings[1].instances = {SafeText("edge-1")};
  sample.verdict.findings.back().instances = {SafeText("edge-2")};
  EXPECT_THAT(sample.document("SUMMARY.md"), Not(HasSubstr("(restart-loop)")));
}

TEST(Summary, SaysOfEachFindingWhereItGoesAndWhatWouldChangeIt) {
  SampleReport sample;
  sample.verdict.findings[0].rule = SafeName("endpoint-dns");
  sample.verdict.findings[1].caused_by = SafeName("endpoint-dns");
  sample.verdict.primary = SafeName("endpoint-dns");
  const std::string page = sample.document("SUMMARY.md");
  EXPECT_THAT(page, HasSubstr("## What would change the verdict\n\n- "));
  EXPECT_THAT(page, HasSubstr("  - Seen: `gateways/edge-1/state.json /tag` `2.8.1`\n"));
  EXPECT_THAT(page, HasSubstr("  - Policy VER-WINDOW: "));
  EXPECT_THAT(page, HasSubstr("  - Where to: Update first"));
}

TEST(Summary, TellsTheWarningsOfTheRun) {
  SampleReport sample;
  EXPECT_THAT(sample.document("SUMMARY.md"), Not(HasSubstr("- Warning:")));
  sample.evidence.remarks.push_back({Remark::Kind::warning, SafeName("files"), "nothing of a log is wanted",
                                     SafeText("dns.log"), SafeText("1 line left out")});
  EXPECT_THAT(sample.document("SUMMARY.md"),
              HasSubstr("\n- Warning: nothing of a log is wanted: dns.log (1 line left out)\n\n## Again\n"));
}

TEST(Summary, HasARowForEachClusterWhereThereAreSeveral) {
  SampleReport sample;
  EXPECT_THAT(sample.document("SUMMARY.md"), Not(HasSubstr("## One by one")));
  triage::Verdict dead;
  dead.summary = SafeText("Nothing could be read of this cluster: refused.");
  dead.next_steps = {SafeText("Make the cluster answer.")};
  sample.verdict.clusters = {{SafeText("east|1"), {}, dead}, {SafeText("west"), {SafeText("edge-1")}, sample.verdict}};
  const std::string page = sample.document("SUMMARY.md");
  EXPECT_THAT(page, HasSubstr("## One by one\n"));
  EXPECT_THAT(page,
              HasSubstr("| east\\|1 | undetermined | low | 0 | Nothing could be read of this cluster: refused. |\n"));
  EXPECT_THAT(page, HasSubstr("| west | customer | high | 1 | the configuration endpoint's name does not resolve |\n"));
  EXPECT_THAT(page, HasSubstr("\n- west: Correct the name.\n"));
  EXPECT_LT(page.find("## One by one"), page.find("## Evidence"));
}

}  // namespace
}  // namespace sgw::report
