#include "tests/end_to_end/program.hpp"
#include "tests/support/registry_server.hpp"
#include "tests/support/tinyproxy_server.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace sgw::test {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr const char* k_repository = "azure-api-management/gateway";
constexpr const char* k_crash =
    "2026-11-19T06:00:00.120Z version: 2.10.3291.0\n"
    "2026-11-19T06:04:40.120Z Unhandled exception. System.IO.InvalidDataException: The route table is not valid.\n";

std::string all_gaps(const JsonReader& document) {
  std::string gaps;
  for (const JsonReader& gap : document["gaps"].items()) gaps += gap.dump();
  return gaps;
}

class CheckRegistry : public testing::Test {
 protected:
  CheckRegistry() { log_ = folder_.write("gateway.log", k_crash); }

  ProcessResult run(std::vector<std::string> arguments, const std::string& registry,
                    const ProcessOptions& options = {}) const {
    arguments.insert(arguments.end(), {"--logs", log_.string(), "--json"});
    if (!registry.empty()) arguments.push_back("--check-registry=" + registry);
    return run_program(arguments, options);
  }

  TempDir folder_;
  std::filesystem::path log_;
};

TEST_F(CheckRegistry, JudgesByWhatARealRegistryHas) {
  if (!RegistryServer::available()) GTEST_SKIP() << "docker-registry or curl is not installed";
  RegistryServer registry;
  registry.push(k_repository, {"2.10.1", "2.12.3", "2.99.0", "3.0.0-preview-1", "latest"});
  const std::string where = registry.url() + "/" + k_repository;
  const TempDir bundles;
  const auto result = run({"collect", "-o", bundles.path().string()}, where);
  EXPECT_EQ(result.exit_code, 0) << result.err;
  const auto files = unpacked(only_bundle(bundles.path()), folder_);
  const JsonReader said = JsonReader::parse(files.at("environment/registry.json")).value();
  EXPECT_EQ(said["tags"].items().size(), 5U);
  EXPECT_TRUE(said["whole"].boolean_or(false));
  const JsonReader version = JsonReader::parse(files.at("gateways/gateway/version.json")).value();
  EXPECT_EQ(version["latest"].text_or(""), "2.99.0");
  EXPECT_THAT(version["judged_by"].text_or(""), HasSubstr("the registry 127.0.0.1:"));
  EXPECT_EQ(version["support"].text_or(""), "unsupported");
  EXPECT_THAT(files.at("verdict.json"), HasSubstr("asked on 20"));
  EXPECT_THAT(files.at("manifest.json"), HasSubstr("/v2/azure-api-management/gateway/tags/list"));

  // Read back, the bundle says the same without asking anybody.
  const auto again = run_program({"inspect", only_bundle(bundles.path()).string(), "--json"});
  EXPECT_THAT(again.out, HasSubstr("2.99.0")) << again.err;

  const auto without = run({"check"}, "");
  EXPECT_EQ(document_of(without)["verdict"]["owner"].text_or(""), "microsoft") << without.out;
  const auto with = run({"check"}, where);
  EXPECT_EQ(document_of(with)["verdict"]["owner"].text_or(""), "unsupported-version") << with.out;
}

TEST_F(CheckRegistry, GoesByTheProxyOfTheEnvironment) {
  if (!RegistryServer::available()) GTEST_SKIP() << "docker-registry or curl is not installed";
  if (!find_program("tinyproxy")) GTEST_SKIP() << "tinyproxy is not installed";
  RegistryServer registry;
  registry.push(k_repository, {"2.99.0"});
  const TinyproxyServer proxy({}, "walter", "pass-of-walter");
  ProcessOptions options;
  options.more_env = {"HTTP_PROXY=http://walter:pass-of-walter@127.0.0.1:" + std::to_string(proxy.port())};
  const TempDir bundles;
  const auto result = run({"collect", "-o", bundles.path().string()}, registry.url() + "/" + k_repository, options);
  EXPECT_EQ(result.exit_code, 0) << result.err;
  EXPECT_THAT(proxy.log(), HasSubstr("/v2/azure-api-management/gateway/tags/list"));
  const auto files = unpacked(only_bundle(bundles.path()), folder_);
  EXPECT_THAT(files.at("environment/registry.json"), HasSubstr("2.99.0"));
  for (const auto& [path, text] : files) EXPECT_THAT(text, Not(HasSubstr("pass-of-walter"))) << path;
}

TEST_F(CheckRegistry, ThatDoesNotAnswerIsAGapAndNoError) {
  const TempDir bundles;
  const auto result = run({"collect", "-o", bundles.path().string()}, "http://127.0.0.1:9/gateway");
  EXPECT_EQ(result.exit_code, 1) << result.err;
  EXPECT_THAT(all_gaps(document_of(result)), HasSubstr("registry.json"));
  const auto files = unpacked(only_bundle(bundles.path()), folder_);
  const JsonReader version = JsonReader::parse(files.at("gateways/gateway/version.json")).value();
  EXPECT_THAT(version["judged_by"].text_or(""), HasSubstr("the table of releases of"));
}

TEST_F(CheckRegistry, IsNotAskedUnlessToldTo) {
  const TempDir bundles;
  const auto result = run({"collect", "-o", bundles.path().string()}, "");
  EXPECT_EQ(result.exit_code, 0) << result.err;
  EXPECT_THAT(unpacked(only_bundle(bundles.path()), folder_).at("manifest.json"), Not(HasSubstr("registry")));
}

}  // namespace
}  // namespace sgw::test
