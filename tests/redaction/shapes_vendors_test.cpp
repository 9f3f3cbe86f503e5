#include "tests/redaction/redactor_fixture.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace sgw::test {
namespace {

using testing::HasSubstr;
using testing::Not;

// Made here, so that no scanner of repositories takes a test for a leak.
std::string repeated(std::string_view pattern, std::size_t size) {
  std::string text;
  while (text.size() < size) text += pattern;
  return text.substr(0, size);
}

const std::string k_mixed = repeated("aB3dE6gH9jK2mN5pQ8", 200);
const std::string k_hex = repeated("0a1b2c3d4e5f6789", 160);
const std::string k_upper = repeated("AB3DE6GH", 80);
const std::string k_base32 = repeated("ab3de6gh7jk2mn5p", 52);

struct Token {
  const char* name;
  std::string head;  // may stay
  std::string secret;
};

class VendorToken : public testing::TestWithParam<Token> {};

TEST_P(VendorToken, IsFoundWithoutANameBesideIt) {
  const auto& [name, head, secret] = GetParam();
  for (const std::string& line : {head + secret, "x=\"" + head + secret + "\",", "sent " + head + secret + " to it",
                                  "{\"message\":\"" + head + secret + "\"}", "<a>" + head + secret + "</a>"}) {
    const std::string out = masked(line);
    EXPECT_THAT(out, Not(HasSubstr(secret.substr(secret.size() - 12)))) << name << ": " << line;
    EXPECT_THAT(out, HasSubstr("<redacted:")) << name;
    EXPECT_EQ(masked(out), out) << name;
  }
}

INSTANTIATE_TEST_SUITE_P(
    Forms, VendorToken,
    testing::Values(
        Token{"GitHub", "", "ghp_" + k_mixed.substr(0, 36)}, Token{"GitLab", "", "glrt-" + k_mixed.substr(0, 20)},
        Token{"Bitbucket", "", "ATBB" + k_mixed.substr(0, 32)},
        Token{"Atlassian", "", "ATATT3x" + k_mixed.substr(0, 180)}, Token{"npm", "", "npm_" + k_mixed.substr(0, 36)},
        Token{"PyPI", "", "pypi-AgEI" + k_mixed.substr(0, 150)},
        Token{"RubyGems", "", "rubygems_" + k_hex.substr(0, 48)}, Token{"crates.io", "", "cio" + k_mixed.substr(0, 32)},
        Token{"NuGet", "", "oy2" + k_base32.substr(0, 43)}, Token{"JFrog", "", "AKCp8" + k_mixed.substr(0, 68)},
        Token{"Azure DevOps", "", k_base32}, Token{"AWS, temporary", "", "ASIA" + k_upper.substr(0, 16)},
        Token{"AWS session", "", "IQoJb3JpZ2luX2Vj" + k_mixed.substr(0, 180)},
        Token{"Google", "", "GOCSPX-" + k_mixed.substr(0, 28)},
        Token{"Slack", "", "xapp-1-A0-123-" + k_hex.substr(0, 64)},
        Token{"Discord", "", "MTk4" + k_mixed.substr(0, 20) + "." + k_mixed.substr(0, 6) + "." + k_mixed.substr(0, 38)},
        Token{"Discord webhook", "https://discord.com/api/webhooks/284607610552264047/", k_mixed.substr(0, 68)},
        Token{"Telegram", "", "1234567890:AA" + k_mixed.substr(0, 33)}, Token{"Twilio", "", "SK" + k_hex.substr(0, 32)},
        Token{"Mailchimp", "", k_hex.substr(0, 32) + "-us12"}, Token{"Mailgun", "", "key-" + k_hex.substr(0, 32)},
        Token{"Stripe", "", "whsec_" + k_mixed.substr(0, 32)}, Token{"Shopify", "", "shpat_" + k_hex.substr(0, 32)},
        Token{"LaunchDarkly", "", "sdk-d3275cb2-51dd-4a80-ae48-33b05583c8ff"},
        Token{"Databricks", "", "dapi" + k_hex.substr(0, 32)}, Token{"Supabase", "", "sbp_" + k_hex.substr(0, 40)},
        Token{"Grafana", "", "glsa_" + k_mixed.substr(0, 32) + "_" + k_hex.substr(0, 8)},
        Token{"New Relic", "", k_hex.substr(0, 36) + "NRAL"},
        Token{"Dynatrace", "", "dt0c01." + k_upper.substr(0, 24) + "." + k_upper.substr(0, 64)},
        Token{"Splunk", "Splunk ", "d425b393-6eac-4d85-8f1b-793e3c3e3c20"},
        Token{"Okta", "", "00" + k_mixed.substr(0, 40)}, Token{"OpenAI", "", "sk-proj-" + k_mixed.substr(0, 100)},
        Token{"Hugging Face", "", "hf_" + k_mixed.substr(0, 34)}, Token{"Vault, old", "", "s." + k_mixed.substr(0, 24)},
        Token{"Terraform", "", k_mixed.substr(0, 14) + ".atlasv1." + k_mixed.substr(0, 67)},
        Token{"Airtable", "", "pat" + k_mixed.substr(0, 14) + "." + k_hex.substr(0, 64)},
        Token{"Postman", "", "PMAK-" + k_hex.substr(0, 24) + "-" + k_hex.substr(0, 34)},
        Token{"age", "", "AGE-SECRET-KEY-1" + k_upper.substr(0, 58)}));

class NoToken : public testing::TestWithParam<std::string> {};

TEST_P(NoToken, StaysAsItIs) { EXPECT_EQ(masked(GetParam()), GetParam()); }

INSTANTIATE_TEST_SUITE_P(LookAlikes, NoToken,
                         testing::Values("trace 00-" + k_hex.substr(0, 32) + "-" + k_hex.substr(0, 16) + "-01",
                                         "commit " + k_hex.substr(0, 40), "image@sha256:" + k_hex.substr(0, 64),
                                         "SHA512=" + k_mixed.substr(0, 86) + "==",
                                         "/disk_test_configuration1234/task-scheduler-configuration-of-the-gateway",
                                         "class sk-spinner-fading-circle-container-large-one",
                                         "southeastasia and en-us1", "API-VERSION api-version=2024-05-01",
                                         "args." + k_mixed.substr(0, 24), "s/([^/]*)(/lib)/$1$2/_template/",
                                         "Private-Lines is a number"));

}  // namespace
}  // namespace sgw::test
