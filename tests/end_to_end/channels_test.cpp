#include "tests/end_to_end/program.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace sgw::test {
namespace {

// Where a verdict sends its reader: chosen from the owner, and from what the operator says of a support plan.
struct Way {
  const char* name;
  const char* from;  // what is collected
  const char* facts;
  std::vector<std::string> named;  // channels that the summary page names
  std::vector<std::string> not_named;
};

class Channels : public testing::TestWithParam<Way> {};

TEST_P(Channels, FollowFromOwnerAndSupportPlan) {
  const Way& way = GetParam();
  const TempDir scratch;
  const auto facts = scratch.write("facts.json", way.facts);
  const auto bundle = scratch / "sgw-diag-channels.tar.gz";
  const auto result =
      run_program({"collect", "--from", way.from, "--facts", facts.string(), "-o", bundle.string(), "--no-probes"});
  ASSERT_TRUE(result.exit_code == 0 || result.exit_code == 1) << result.err;
  const auto files = unpacked(bundle, scratch);
  const std::string& page = files.at("SUMMARY.md");
  const std::string& request = files.at("support-request.md");
  for (const std::string& channel : way.named) {
    EXPECT_NE(page.find(channel), std::string::npos) << channel << "\n" << page;
    EXPECT_NE(request.find(channel), std::string::npos) << channel << "\n" << request;
  }
  for (const std::string& channel : way.not_named) {
    EXPECT_EQ(page.find(channel), std::string::npos) << channel << "\n" << page;
  }
}

INSTANTIATE_TEST_SUITE_P(
    Every, Channels,
    testing::Values(Way{"Microsoft", "sample:image-crash", "{}", {"CH-REQUEST"}, {"CH-QA", "CH-GITHUB"}},
                    Way{"MicrosoftWithoutAPlan",
                        "sample:image-crash",
                        R"({"support_plan": false})",
                        {"CH-QA", "CH-GITHUB"},
                        {"CH-REQUEST"}},
                    Way{"Shared", "sample:expired-token", "{}", {"CH-REQUEST"}, {"CH-GITHUB"}},
                    Way{"UnsupportedVersion", "sample:unsupported-version", "{}", {"CH-REQUEST"}, {"CH-GITHUB"}},
                    Way{"Customer", "sample:dns-failure", "{}", {"CH-QA"}, {"CH-REQUEST"}},
                    Way{"HowTo", "files", R"({"request": "how-to"})", {"CH-STACKOVERFLOW", "CH-QA"}, {"CH-REQUEST"}},
                    Way{"Wish", "files", R"({"request": "feature-request"})", {"CH-GITHUB"}, {"CH-REQUEST"}},
                    Way{"Healthy", "sample:healthy", "{}", {"CH-COMMUNITY"}, {"CH-REQUEST"}}),
    [](const testing::TestParamInfo<Way>& row) { return std::string(row.param.name); });

}  // namespace
}  // namespace sgw::test
