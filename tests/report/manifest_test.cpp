#include "tests/report/sample_report.hpp"

#include <sgw_diag/json_reader.hpp>

#include <gtest/gtest.h>

#include <algorithm>

namespace sgw::report {
namespace {

using test::SampleReport;

std::vector<ManifestFile> two_files() {
  return {{BundlePath() / "b.json", 12, SafeText("bb"), SafeText("docker"), SafeText("complete"), {}},
          {BundlePath() / "a.log",
           34,
           SafeText("aa"),
           SafeText("docker"),
           SafeText("truncated: over its limit"),
           {{SafeName("ip"), SafeName("ipv4"), 2},
            {SafeName("ip"), SafeName("ipv6"), 3},
            {SafeName("cookie"), SafeName("cookie"), 1}}}};
}

JsonReader parsed(const std::string& text) {
  const auto json = JsonReader::parse(text);
  EXPECT_TRUE(json) << text;
  return json.value_or(JsonReader());
}

TEST(Manifest, ListsEveryFileByPathWithItsDigestAndWhatWasMasked) {
  const JsonReader root = parsed(SampleReport().manifest(two_files()));
  EXPECT_EQ(root["schema"].text_or(""), "sgw-diag/manifest/1");
  EXPECT_EQ(root["tool"]["name"].text_or(""), "sgw-diag");
  EXPECT_EQ(root["tool"]["version"].text_or(""), "0.1.0");
  EXPECT_EQ(root["started"].text_or(""), "2026-11-23T16:00:00Z");
  EXPECT_EQ(root["finished"].text_or(""), "2026-11-23T16:00:07Z");
  ASSERT_EQ(root["files"].items().size(), 2U);
  const JsonReader log = root["files"].at(0);
  EXPECT_EQ(log["path"].text_or(""), "a.log");
  EXPECT_EQ(log["bytes"].integer_or(0), 34);
  EXPECT_EQ(log["sha256"].text_or(""), "aa");
  EXPECT_EQ(log["outcome"].text_or(""), "truncated: over its limit");
  EXPECT_EQ(log["redacted"]["ip"].integer_or(0), 5);
  EXPECT_EQ(log["redacted"]["cookie"].integer_or(0), 1);
  EXPECT_TRUE(root["files"].at(1)["redacted"].members().empty());
}

TEST(Manifest, NamesGapsAndKeepsThemOutOfTheRemarks) {
  SampleReport sample;
  sample.evidence.remarks.push_back(
      {Remark::Kind::left, SafeName("docker"), "container", SafeText("redis"), SafeText("no gateway setting")});
  const JsonReader root = parsed(sample.manifest({}));
  ASSERT_EQ(root["gaps"].items().size(), 1U);
  EXPECT_EQ(root["gaps"].at(0)["what"].text_or(""), "no log: edge-0");
  EXPECT_EQ(root["gaps"].at(0)["reason"].text_or(""), "log driver none");
  ASSERT_EQ(root["remarks"].items().size(), 1U);
  EXPECT_EQ(root["remarks"].at(0)["kind"].text_or(""), "left");
  EXPECT_EQ(root["remarks"].at(0)["subject"].text_or(""), "redis");
  EXPECT_EQ(root["remarks"].at(0)["reason"].text_or(""), "no gateway setting");
}

TEST(Manifest, ListsEveryCall) {
  SampleReport sample;
  sample.evidence.calls = {
      {SafeName("docker"), "GET", SafeText("/v1.41/info"), 200, std::chrono::milliseconds(7)},
      {SafeName("probe"), "connect", SafeText("contoso:443"), 0, std::chrono::milliseconds(3)},
  };
  const JsonReader calls = parsed(sample.manifest({}))["calls"];
  ASSERT_EQ(calls.items().size(), 2U);
  EXPECT_EQ(calls.at(0)["verb"].text_or(""), "GET");
  EXPECT_EQ(calls.at(0)["target"].text_or(""), "/v1.41/info");
  EXPECT_EQ(calls.at(0)["status"].integer_or(0), 200);
  EXPECT_EQ(calls.at(0)["ms"].integer_or(0), 7);
  EXPECT_FALSE(calls.at(1)["status"].exists());
}

TEST(Manifest, IsTheSameWhateverOrderTheSourcesFinishedIn) {
  SampleReport sample;
  sample.evidence.calls = {{SafeName("host"), "read", SafeText("/etc/os-release"), 0, std::chrono::milliseconds(9)},
                           {SafeName("files"), "read", SafeText("a.log"), 0, std::chrono::milliseconds(1)}};
  sample.evidence.remarks = {{Remark::Kind::info, SafeName("host"), "one", {}, {}},
                             {Remark::Kind::info, SafeName("files"), "two", {}, {}}};
  const std::string first = sample.manifest(two_files());
  std::reverse(sample.evidence.calls.begin(), sample.evidence.calls.end());
  std::reverse(sample.evidence.remarks.begin(), sample.evidence.remarks.end());
  sample.evidence.calls[0].took = std::chrono::milliseconds(5);  // of a file of this host: not repeatable
  std::vector<ManifestFile> files = two_files();
  std::reverse(files.begin(), files.end());
  EXPECT_EQ(sample.manifest(files), first);
}

}  // namespace
}  // namespace sgw::report
