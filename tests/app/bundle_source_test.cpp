#include "src/app/bundle_source.hpp"

#include "src/app/gather.hpp"
#include "src/app/session.hpp"
#include "tests/support/packing.hpp"
#include "tests/support/temp_dir.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <string>

// Bundles that somebody made up: what they name, and how much of it, is theirs to choose.

namespace sgw::app {
namespace {

using testing::HasSubstr;

class BundleSource : public testing::Test {
 protected:
  BundleSource() : session_(*Session::open({}, redaction::Profile::redacted)) {}

  // `entries` are the manifest's files, without the brackets.
  Gathered read(std::map<std::string, std::string> files, const std::string& entries) {
    files["root/manifest.json"] = R"({"schema":"sgw-diag/manifest/1","files":[)" + entries + "]}";
    const auto bundle = dir_.write("bundle.tar.gz", test::archive_of(files, "tar.gz"));
    const auto facts = read_bundle_facts(bundle, {});
    EXPECT_TRUE(facts && facts->readable);
    const auto plan = bundle_plan(bundle, facts->files);
    const GatherOptions options{Keep::nothing, Limits{}, Deadline::after(std::chrono::minutes(1)), UtcTime{}};
    NoProgress progress;
    return gather(*plan, session_.redactor(), session_.rules(), options, {}, progress);
  }
  static std::string gaps_of(const Gathered& gathered) {
    std::string all;
    for (const Remark& remark : gathered.evidence.remarks) {
      if (remark.kind == Remark::Kind::gap)
        all += std::string(remark.text.view()) + ": " + std::string(remark.detail.view()) + "\n";
    }
    return all;
  }
  static std::string entry(const std::string& path) { return R"({"path":")" + path + R"("})"; }

  test::TempDir dir_;
  Session session_;
};

TEST_F(BundleSource, ReadsNoMoreGatewaysThanItsLimit) {
  std::string entries;
  std::string named;
  for (std::size_t i = 0; i < k_max_gateways + 2; ++i) {
    const std::string folder = "g" + std::to_string(i);
    entries += entry("gateways/" + folder + "/state.json") + ",";
    // Half of them by each of two files: the limit is of all together.
    if (i == k_max_gateways / 2)
      entries += R"({"path":"probes/a.json","instances":[)" + std::exchange(named, "") + "]},";
    named += (named.empty() ? "\"" : ",\"") + folder + "\"";
  }
  entries += R"({"path":"probes/b.json","instances":[)" + named + "]},";
  // About gateways over the limit alone: of nobody, and not of all.
  entries += R"({"path":"probes/c.json","instances":["g)" + std::to_string(k_max_gateways + 1) + R"("]})";
  const std::string probe = R"({"purpose":"configuration-endpoint","first_broken":"tcp"})";
  const Gathered gathered = read({{"root/probes/a.json", probe},
                                  {"root/probes/b.json", probe},
                                  {"root/probes/c.json", R"({"purpose":"statsd","first_broken":"dns"})"}},
                                 entries);
  ASSERT_EQ(gathered.evidence.facts.size(), k_max_gateways);
  EXPECT_EQ(gathered.evidence.facts.back().facts.text("probe.first_broken")->view(), "tcp");
  EXPECT_EQ(gathered.evidence.facts.front().facts.text("probe_telemetry.first_broken"), std::nullopt);
  EXPECT_THAT(gaps_of(gathered), HasSubstr("gateways of the bundle were not read: it has more than 5000"));
}

TEST_F(BundleSource, ReadsAllOfAFleetAtItsLimit) {
  std::map<std::string, std::string> files;
  for (std::size_t i = 0; i < k_max_gateways; ++i)
    files["root/gateways/g" + std::to_string(i) + "/state.json"] = R"({"running":true})";
  const Gathered gathered = read(std::move(files), "");
  EXPECT_EQ(gathered.evidence.facts.size(), k_max_gateways);
  EXPECT_EQ(gaps_of(gathered), "");
}

TEST_F(BundleSource, ReadsNoMoreDocumentsThanItsLimit) {
  std::map<std::string, std::string> files;
  // Padding of 15 MiB packs to nothing.
  const std::string large = R"({"running":true)" + std::string(std::size_t{15} << 20, ' ') + "}";
  const std::size_t fit = k_max_documents / large.size();
  for (std::size_t i = 0; i < fit + 2; ++i)
    files["root/gateways/gw/probes/" + std::to_string(10 + i) + ".json"] = large;
  files["root/gateways/gw/state.json"] = R"({"running":true})";
  const Gathered gathered = read(std::move(files), "");
  EXPECT_EQ(gathered.artifacts.size(), fit + 1);  // the small one still fits
  EXPECT_THAT(gaps_of(gathered),
              HasSubstr("documents of the bundle were not read: all together have more than 256 MiB"));
}

}  // namespace
}  // namespace sgw::app
