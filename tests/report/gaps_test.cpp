#include "tests/report/sample_report.hpp"

#include <gtest/gtest.h>

namespace sgw::report {
namespace {

using test::SampleReport;

TEST(Gaps, AreWhatIsNotCompleteAndWhatARemarkSays) {
  SampleReport sample;
  sample.evidence.artifacts[1].outcome = {
      Completeness::partial, Error{ErrorKind::timeout, "the engine fell silent", SafeText("edge-1")}, 0, 0};
  const std::vector<Gap> found = gaps(sample.evidence);
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[0].what.view(), "gateways/edge-1/state.json");
  EXPECT_EQ(found[0].reason.view(), "partial: the engine fell silent: edge-1");
  EXPECT_EQ(found[1].what.view(), "no log: edge-0");
  EXPECT_EQ(found[1].reason.view(), "log driver none");
}

TEST(Gaps, NameWhatWasWithheldEvenFromACompleteFile) {
  SampleReport sample;
  sample.evidence.remarks.clear();
  sample.evidence.artifacts[0].outcome.withheld_pieces = 2;
  sample.evidence.artifacts[0].outcome.withheld_bytes = 4096;
  const std::vector<Gap> found = gaps(sample.evidence);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].reason.view(), "2 pieces (4.0 KiB) could not be cleaned and were left out");
}

TEST(Gaps, SayNoSizeOfWhatWasWithheldWhenItIsNotKnown) {
  SampleReport sample;
  sample.evidence.remarks.clear();
  sample.evidence.artifacts[0].outcome.withheld_pieces = 1;
  EXPECT_EQ(gaps(sample.evidence).front().reason.view(), "1 piece could not be cleaned and was left out");
}

TEST(Gaps, AreNoneWhenEverythingIsThere) {
  SampleReport sample;
  sample.evidence.remarks = {{Remark::Kind::warning, SafeName("docker"), "old engine", {}, {}}};
  EXPECT_TRUE(gaps(sample.evidence).empty());
}

}  // namespace
}  // namespace sgw::report
