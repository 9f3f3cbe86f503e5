#include "collector/discovery.hpp"

#include <gtest/gtest.h>
#include <string>

namespace sgw::collector {
namespace {

DiscoveryScore score(const std::string& json) {
  const auto inspect = JsonReader::parse(json);
  EXPECT_TRUE(inspect) << json;
  return score_container(inspect.value_or(JsonReader()));
}

TEST(Discovery, TakesTheImageAlsoFromAMirrorAndByDigest) {
  for (const char* image : {"mcr.microsoft.com/azure-api-management/gateway:2.12.3", "azure-api-management/gateway",
                            "registry.contoso.example:5000/mirror/azure-api-management/gateway@sha256:00ff"}) {
    EXPECT_TRUE(score(std::string(R"({"Config":{"Image":")") + image + R"("}})").gateway()) << image;
  }
}

TEST(Discovery, LeavesImagesThatOnlySoundAlike) {
  for (const char* image :
       {"nginx:1", "my-azure-api-management/gateway-ui:1", "notazure-api-management/gateway", "sha256:0011"}) {
    EXPECT_EQ(score(std::string(R"({"Config":{"Image":")") + image + R"("}})").points, 0) << image;
  }
}

TEST(Discovery, TakesAnyImageWithBothSettings) {
  const DiscoveryScore found =
      score(R"({"Config":{"Image":"x","Env":["config.service.endpoint=a","config.service.auth=b"]}})");
  EXPECT_TRUE(found.gateway());
  ASSERT_EQ(found.reasons.size(), 1U);
  EXPECT_EQ(found.reasons[0], "settings config.service.endpoint and config.service.auth");
}

TEST(Discovery, CallsOneSettingACandidate) {
  const DiscoveryScore found = score(R"({"Config":{"Env":["config.service.endpoint=a"]}})");
  EXPECT_FALSE(found.gateway());
  EXPECT_TRUE(found.candidate());
}

TEST(Discovery, AddsUpWeakSigns) {
  const DiscoveryScore found =
      score(R"({"Config":{"Healthcheck":{"Test":["CMD","wget","http://localhost:8080/status-0123456789abcdef"]},
    "ExposedPorts":{"8080/tcp":{},"8081/tcp":{}}},"Mounts":[{"Destination":"/apim/config"}]})");
  EXPECT_EQ(found.points, 85);
  EXPECT_TRUE(found.gateway());
}

TEST(Discovery, SurvivesAnyShape) {
  for (const char* json :
       {"{}", "[]", "null", "3", R"({"Config":[]})", R"({"Config":{"Env":[1,null,{}]},"Mounts":{}})"}) {
    EXPECT_EQ(score(json).points, 0) << json;
  }
}

TEST(ParseImage, KnowsPortTagAndDigest) {
  const ImageReference full = parse_image("host:5000/a/b:1.2@sha256:ab");
  EXPECT_EQ(full.repository, "host:5000/a/b");
  EXPECT_EQ(full.tag, "1.2");
  EXPECT_EQ(full.digest, "sha256:ab");
  EXPECT_EQ(parse_image("host:5000/a/b").tag, "");
  EXPECT_EQ(parse_image("sha256:0011").digest, "sha256:0011");
  EXPECT_EQ(parse_image("sha256:0011").repository, "");
}

}  // namespace
}  // namespace sgw::collector
