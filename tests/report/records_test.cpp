#include "src/report/records.hpp"

#include "tests/report/sample_report.hpp"

#include <sgw_diag/json_reader.hpp>

#include <gtest/gtest.h>

namespace sgw::report {
namespace {

using test::SampleReport;

JsonReader parsed(const std::string& text) {
  const auto json = JsonReader::parse(text);
  EXPECT_TRUE(json) << text;
  return json.value_or(JsonReader());
}

TEST(RedactionRecord, CountsByFileClassAndRule) {
  SampleReport sample;
  sample.evidence.artifacts[0].outcome.withheld_pieces = 1;
  sample.evidence.artifacts[0].outcome.withheld_bytes = 77;
  const JsonReader root = parsed(sample.document("redaction.json"));
  EXPECT_EQ(root["profile"].text_or(""), "support");
  ASSERT_EQ(root["masked"].items().size(), 3U);
  EXPECT_EQ(root["masked"].at(0)["file"].text_or(""), "gateways/edge-1/gateway.log");
  EXPECT_EQ(root["masked"].at(0)["class"].text_or(""), "gateway-token");
  EXPECT_EQ(root["masked"].at(0)["rule"].text_or(""), "gateway-key");
  EXPECT_EQ(root["masked"].at(0)["count"].integer_or(0), 2);
  ASSERT_EQ(root["withheld"].items().size(), 1U);
  EXPECT_EQ(root["withheld"].at(0)["bytes"].integer_or(0), 77);
}

TEST(VersionRecord, SaysWhatIsKnownAndLeavesOutWhatIsNot) {
  const JsonReader root = parsed(SampleReport().document("gateways/edge-1/version.json"));
  EXPECT_EQ(root["tag"].text_or(""), "2.8.1");
  EXPECT_EQ(root["support"].text_or(""), "unsupported");
  EXPECT_EQ(root["reason"].text_or(""), "VER-WINDOW");
  EXPECT_FALSE(root["table_date"].text_or("").empty());
  EXPECT_FALSE(root["banner"].exists());
}

TEST(ToolRecord, NamesTheRulesThatWereUsed) {
  const JsonReader root = parsed(SampleReport().document("sgw-diag/tool.json"));
  EXPECT_EQ(root["version"].text_or(""), "0.1.0");
  EXPECT_EQ(root["data_files"].at(0)["name"].text_or(""), "redaction/packs/core.json");
  EXPECT_EQ(root["data_files"].at(0)["sha256"].text_or(""), "abc");
}

TEST(RunLog, HasALineForEachRemark) {
  SampleReport sample;
  sample.evidence.remarks.push_back({Remark::Kind::taken, SafeName("docker"), "container", SafeText("edge-1\nx"),
                                     SafeText("its image is the gateway's")});
  EXPECT_EQ(sample.document("sgw-diag/run.log"),
            "2026-11-23T16:00:00Z started\n"
            "gap docker: no log: edge-0 — log driver none\n"
            "taken docker: container: edge-1 x — its image is the gateway's\n"
            "2026-11-23T16:00:07Z finished\n");
}

}  // namespace
}  // namespace sgw::report
