#include "tests/end_to_end/program.hpp"
#include "tests/support/fake_http_server.hpp"
#include "tests/support/free_port.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

// A bundle of several gateways tells whose destinations were probed, also when it is read back.

namespace sgw::test {
namespace {

using testing::ElementsAre;

class InspectSeveral : public testing::Test {
 protected:
  InspectSeveral() : engine_(scratch_.path() / "engine.sock") {
    engine_.on("/_ping", HttpAnswer::text("OK").header("Api-Version", "1.41").header("Server", "Docker/27.0 (linux)"));
    engine_.on("/v1.41/version", HttpAnswer::json(R"({"Version":"27.0","ApiVersion":"1.41"})"));
    engine_.on("/v1.41/info", HttpAnswer::json(R"({"NCPU":2})"));
    engine_.on("/v1.41/events", HttpAnswer::text(""));
    engine_.on("/v1.41/containers/json", HttpAnswer::json("[" + row('1', "east") + "," + row('2', "west") + "]"));
    const std::string nobody = "127.0.0.1:" + std::to_string(free_port());
    add('1', "east", R"("logs.applicationinsights.endpoint=https://)" + nobody + R"(")");
    add('2', "west", "");
  }

  static std::string id(char number) { return std::string(63, 'a') + number; }
  static std::string row(char number, const std::string& name) {
    return R"({"Id":")" + id(number) + R"(","Names":["/)" + name + R"("]})";
  }
  void add(char number, const std::string& name, const std::string& variable) {
    engine_.on("/v1.41/containers/" + id(number) + "/json",
               HttpAnswer::json(R"({"Id":")" + id(number) + R"(","Name":"/)" + name +
                                R"(","State":{"Status":"exited","Running":false},"Config":{"Env":[)" + variable +
                                R"(],"Image":"127.0.0.1:9/azure-api-management/gateway:2.12.3"}})"));
    engine_.on("/v1.41/containers/" + id(number) + "/logs", HttpAnswer::text(""));
  }

  // The gateways that "telemetry-unreachable" is said of.
  static std::vector<std::string> blocked(const JsonReader& verdict) {
    std::vector<std::string> names;
    for (const JsonReader& finding : verdict["findings"].items()) {
      if (finding["rule"].text_or("") != "telemetry-unreachable") continue;
      for (const JsonReader& name : finding["instances"].items()) names.push_back(name.text_or(""));
    }
    return names;
  }

  TempDir scratch_;
  TempDir out_;
  FakeHttpServer engine_;
};

TEST_F(InspectSeveral, KnowsWhoseDestinationWasProbed) {
  const auto run = run_program({"collect", "--from", "docker", "--docker-host", engine_.address(), "--json", "-o",
                                out_.path().string(), "--probe-count", "1"});
  const JsonReader collected = document_of(run);
  EXPECT_THAT(blocked(collected["verdict"]), ElementsAre("east")) << run.out << run.err;
  const auto bundle = only_bundle(out_.path());
  const auto files = unpacked(bundle, scratch_);
  const JsonReader manifest = JsonReader::parse(files.at("manifest.json")).value();
  std::size_t told = 0;
  for (const JsonReader& file : manifest["files"].items()) {
    const std::string path = file["path"].text_or("");
    if (!path.starts_with("probes/")) {
      EXPECT_FALSE(file["instances"].exists()) << path;
      continue;
    }
    ++told;
    // Both come of the same registry.
    EXPECT_EQ(file["instances"].items().size(), path == "probes/127.0.0.1-9.json" ? 2U : 1U) << path;
  }
  EXPECT_EQ(told, 2U);
  const auto again = run_program({"inspect", bundle.string(), "--json"});
  EXPECT_THAT(blocked(document_of(again)["verdict"]), ElementsAre("east")) << again.out << again.err;
}

}  // namespace
}  // namespace sgw::test
