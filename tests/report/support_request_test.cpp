#include "tests/report/sample_report.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace sgw::report {
namespace {

using test::SampleReport;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

std::string request_for(SampleReport& sample, triage::Owner owner) {
  sample.verdict.owner = owner;
  return sample.document("support-request.md");
}

TEST(SupportRequest, FillsInThePortalsFields) {
  SampleReport sample;
  sample.request = {SafeText("All calls fail since this morning."), SafeText("critical"), SafeText("today 08:00")};
  const std::string page = request_for(sample, triage::Owner::microsoft);
  EXPECT_THAT(page, StartsWith("# Support request\n"));
  EXPECT_THAT(page, HasSubstr("| Issue type | Technical |\n"));
  EXPECT_THAT(page, HasSubstr("| Service | My services → API Management Service |\n"));
  EXPECT_THAT(page, HasSubstr("| Resource | contoso |\n"));
  EXPECT_THAT(page, HasSubstr("| Problem type | Self-Hosted Gateway |\n"));
  EXPECT_THAT(page, HasSubstr("| Problem started | today 08:00 |\n"));
  EXPECT_THAT(page, HasSubstr("| Severity | A - Critical impact |\n"));
  EXPECT_THAT(page, HasSubstr("All calls fail since this morning."));
  EXPECT_THAT(page, HasSubstr("  - Gateway id: edge\n"));
  EXPECT_THAT(page, HasSubstr("  - Authentication: token\n"));
  EXPECT_THAT(page, HasSubstr("  - Version: 2.8.1\n"));
}

TEST(SupportRequest, MapsEachSeverityAndAsksWithoutOne) {
  SampleReport sample;
  sample.request.severity = SafeText("moderate");
  EXPECT_THAT(request_for(sample, triage::Owner::microsoft), HasSubstr("| Severity | B - Moderate impact |"));
  sample.request.severity = SafeText("minimal");
  EXPECT_THAT(request_for(sample, triage::Owner::microsoft), HasSubstr("| Severity | C - Minimal impact |"));
  sample.request.severity = {};
  EXPECT_THAT(request_for(sample, triage::Owner::microsoft), HasSubstr("| Severity | please choose:"));
}

TEST(SupportRequest, TakesTheStartFromTheFirstErrorInTheLogs) {
  SampleReport sample;
  triage::EventCount late{SafeText("B"), SafeText("error"), 3, test::at("2026-11-23T12:00:00Z"), {}, {}, {}};
  triage::EventCount early{SafeText("A"), SafeText("fatal"), 1, test::at("2026-11-23T09:00:00Z"), {}, {}, {}};
  triage::EventCount noise{SafeText("N"), SafeText("error"), 9, test::at("2026-11-23T01:00:00Z"), {}, {}, {}};
  noise.benign = true;
  late.first_place.quote = SafeText("[Error] B happened");
  sample.evidence.facts[0].events = {noise, late, early};
  const std::string page = request_for(sample, triage::Owner::microsoft);
  EXPECT_THAT(page, HasSubstr("| Problem started | 2026-11-23T09:00:00Z (first error seen"));
  EXPECT_THAT(page, HasSubstr("- B, 3 times: `[Error] B happened`\n"));
  EXPECT_THAT(page, Not(HasSubstr("- N, 9 times")));
}

TEST(SupportRequest, OfACustomersProblemSaysWhereToGoInstead) {
  SampleReport sample;
  const std::string page = request_for(sample, triage::Owner::customer);
  EXPECT_THAT(page, StartsWith("# Where to take it\n"));
  EXPECT_THAT(page, HasSubstr("This is not a matter for a support request."));
  EXPECT_THAT(page, HasSubstr("The people who run the network"));
  EXPECT_THAT(page, Not(HasSubstr("The people who run the hosts")));
  EXPECT_THAT(page, Not(HasSubstr("| Issue type |")));
}

TEST(SupportRequest, OfACustomersProblemNamesMicrosoftsPartBesideIt) {
  SampleReport sample;
  EXPECT_THAT(request_for(sample, triage::Owner::customer), Not(HasSubstr("belongs to Microsoft")));
  sample.verdict.findings.back().owner = triage::Owner::microsoft;
  EXPECT_THAT(request_for(sample, triage::Owner::customer),
              HasSubstr("A further finding belongs to Microsoft, so that a request may be right for it alone: 2.8.1"));
}

TEST(SupportRequest, WithoutAnIncidentPointsToTheCommunity) {
  SampleReport sample;
  const std::string page = request_for(sample, triage::Owner::none);
  EXPECT_THAT(page, HasSubstr("CH-COMMUNITY"));
  EXPECT_THAT(page, Not(HasSubstr("| Issue type |")));
}

TEST(SupportRequest, OfAnUnsupportedVersionWantsTheUpdateFirst) {
  SampleReport sample;
  const std::string page = request_for(sample, triage::Owner::unsupported_version);
  EXPECT_THAT(page, HasSubstr("**Update first.**"));
  EXPECT_LT(page.find("Update first"), page.find("| Issue type |"));
}

TEST(SupportRequest, WithoutASupportPlanIsAPostForThePublic) {
  SampleReport sample;
  sample.set_fact("support_plan", false, triage::FactOrigin::stated);
  const std::string page = request_for(sample, triage::Owner::microsoft);
  EXPECT_THAT(page, StartsWith("# A post for the community\n"));
  EXPECT_THAT(page, HasSubstr("CH-GITHUB"));
  EXPECT_THAT(page, HasSubstr("never attach the bundle"));
  EXPECT_THAT(page, Not(HasSubstr("| Issue type |")));
}

TEST(SupportRequest, DoesNotTakeACustomHostNameForTheServicesName) {
  SampleReport sample;
  sample.facts().erase("settings.endpoint.host");
  sample.set_fact("settings.endpoint.host", SafeText("config.contoso.test"));
  EXPECT_THAT(request_for(sample, triage::Owner::microsoft),
              HasSubstr("| Resource | the API Management service of this gateway |\n"));
}

TEST(SupportRequest, KeepsWhatWasTypedWhereThereIsNoRequest) {
  SampleReport sample;
  EXPECT_THAT(request_for(sample, triage::Owner::customer), Not(HasSubstr("What you wrote")));
  sample.request = {SafeText("All calls fail."), SafeText("critical"), SafeText("2026-11-23T08:00:00Z")};
  for (const auto owner : {triage::Owner::customer, triage::Owner::none}) {
    EXPECT_THAT(request_for(sample, owner), HasSubstr("\n\n## What you wrote\n\nAll calls fail.\n\n"
                                                      "- Started: 2026-11-23T08:00:00Z\n- Severity: critical\n"));
  }
  EXPECT_THAT(request_for(sample, triage::Owner::microsoft), Not(HasSubstr("What you wrote")));
  sample.request = {{}, SafeText("minimal"), {}};
  EXPECT_THAT(request_for(sample, triage::Owner::customer), HasSubstr("## What you wrote\n\n- Severity: minimal\n"));
}

TEST(SupportRequest, TellsSymptomOnsetImpactAndWhatIsRuledOut) {
  SampleReport sample;
  sample.set_fact("state.oom_killed", false);
  const std::string page = request_for(sample, triage::Owner::microsoft);
  EXPECT_THAT(page, HasSubstr("| Summary (title) | Self-hosted gateway: the configuration endpoint's name"));
  EXPECT_THAT(page, HasSubstr("**Symptom**\n\n- the configuration endpoint's name does not resolve\n- the gateway runs "
                              "without a configuration\n"));
  EXPECT_THAT(page, HasSubstr("**Onset:** not seen in the logs\n"));
  EXPECT_THAT(page, HasSubstr("**Impact:** 1 of 1 gateway"));
  EXPECT_THAT(page, HasSubstr("- Memory: the engine reports no out-of-memory kill\n"));
  EXPECT_THAT(page, Not(HasSubstr("- Name resolution:")));
  EXPECT_THAT(page, HasSubstr("## Files in the bundle\n\n- `gateways/edge-1/gateway.log`\n"));
}

// Nothing in the evidence, and nothing that was typed, may tell whose gateway it is.
TEST(SupportRequest, NamesNoCustomerInThePublicText) {
  for (const triage::Owner owner :
       {triage::Owner::microsoft, triage::Owner::shared, triage::Owner::customer, triage::Owner::unsupported_version,
        triage::Owner::none, triage::Owner::undetermined}) {
    SampleReport sample;
    sample.set_fact("support_plan", false, triage::FactOrigin::stated);
    sample.request = {SafeText("contoso is down"), SafeText("critical"), SafeText("when contoso moved")};
    triage::EventCount own{SafeText("contosoEvent"), SafeText("error"), 3, {}, {}, {}, {}};
    triage::EventCount known{SafeText("ConfigInitialSyncFailed"), SafeText("error"), 7, {}, {}, {}, {}};
    known.known = true;
    sample.evidence.facts[0].events = {own, known};
    sample.verdict.findings[0].rule = SafeName("endpoint-dns");
    sample.verdict.primary = SafeName("endpoint-dns");
    const std::string page = request_for(sample, owner);
    const std::size_t at = page.find("## Ready text for a public channel");
    ASSERT_NE(at, std::string::npos) << to_literal(owner).view();
    const std::string text = page.substr(at);
    EXPECT_THAT(text, Not(HasSubstr("contoso")));
    EXPECT_THAT(text, Not(HasSubstr("edge")));
    EXPECT_THAT(text, HasSubstr("> - Log event ConfigInitialSyncFailed: 7 times\n"));
    EXPECT_THAT(text, HasSubstr("> - Endpoint, DNS: nxdomain\n"));
  }
}

TEST(SupportRequest, WithAPlanNeedsNoPublicTextForMicrosoft) {
  SampleReport sample;
  EXPECT_THAT(request_for(sample, triage::Owner::microsoft), Not(HasSubstr("public channel")));
}

}  // namespace
}  // namespace sgw::report
