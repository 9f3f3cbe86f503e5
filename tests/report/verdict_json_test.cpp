#include "tests/report/sample_report.hpp"

#include <sgw_diag/json_reader.hpp>

#include "tests/support/temp_dir.hpp"

#include <gtest/gtest.h>

namespace sgw::report {
namespace {

using test::SampleReport;

TEST(VerdictJson, IsTheDocumentThatToolsRead) {
  EXPECT_EQ(SampleReport().document("verdict.json"), test::test_data("report/verdict.json"));
}

TEST(VerdictJson, LeavesOutTheLineThatWasCutAway) {
  SampleReport sample;
  sample.packed_line = [](const BundlePath&, std::uint64_t) { return std::optional<std::uint64_t>(); };
  const auto root = JsonReader::parse(sample.document("verdict.json"));
  ASSERT_TRUE(root);
  const JsonReader place = (*root)["findings"].at(0)["evidence"].at(0);
  EXPECT_EQ(place["file"].text_or(""), "gateways/edge-1/gateway.log");
  EXPECT_FALSE(place["line"].exists());
  EXPECT_FALSE(place["text"].text_or("").empty());
}

TEST(VerdictJson, HasEveryKeyAlsoWhenNothingWasFound) {
  SampleReport sample;
  sample.verdict = triage::Verdict();
  sample.verdict.missing = {{SafeText("probe.dns.status"), SafeText("run without --no-probes")}};
  const auto root = JsonReader::parse(sample.document("verdict.json"));
  ASSERT_TRUE(root);
  EXPECT_EQ((*root)["owner"].text_or(""), "undetermined");
  EXPECT_TRUE((*root)["primary"].exists());
  EXPECT_TRUE((*root)["primary"].is_null());
  EXPECT_TRUE((*root)["findings"].is_array());
  EXPECT_EQ((*root)["missing"].at(0)["fact"].text_or(""), "probe.dns.status");
}

TEST(VerdictJson, HasAVerdictOfEachClusterWhereThereAreSeveral) {
  SampleReport sample;
  EXPECT_EQ(sample.document("verdict.json").find("\"clusters\""), std::string::npos);
  triage::Verdict west = sample.verdict;
  west.findings.resize(1);
  triage::Verdict dead;
  dead.summary = SafeText("Nothing could be read of this cluster: the connection was refused.");
  sample.verdict.clusters = {{SafeText("east"), {}, dead}, {SafeText("west"), {SafeText("edge-1")}, west}};
  const auto root = JsonReader::parse(sample.document("verdict.json"));
  ASSERT_TRUE(root);
  EXPECT_EQ((*root)["schema"].text_or(""), "sgw-diag/verdict/1");
  const JsonReader clusters = (*root)["clusters"];
  ASSERT_EQ(clusters.items().size(), 2U);
  EXPECT_EQ(clusters.at(0)["context"].text_or(""), "east");
  EXPECT_EQ(clusters.at(0)["owner"].text_or(""), "undetermined");
  EXPECT_TRUE(clusters.at(0)["primary"].is_null());
  EXPECT_TRUE(clusters.at(0)["instances"].items().empty());
  EXPECT_EQ(clusters.at(1)["owner"].text_or(""), "customer");
  EXPECT_EQ(clusters.at(1)["confidence"].text_or(""), "high");
  EXPECT_EQ(clusters.at(1)["instances"].at(0).text_or(""), "edge-1");
  EXPECT_EQ(clusters.at(1)["findings"].items().size(), 1U);
  EXPECT_EQ(clusters.at(1)["findings"].at(0).text_or(""), (*root)["primary"].text_or("-"));
}

}  // namespace
}  // namespace sgw::report
