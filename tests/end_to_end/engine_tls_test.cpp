#include "tests/end_to_end/program.hpp"

#include <gtest/gtest.h>

// The engine of engine/up.sh on its TCP port, which wants TLS and a client certificate.

namespace sgw::test {
namespace {

const std::string k_engine = SGW_ENGINE_DIR;

class EngineTls : public testing::Test {
 protected:
  void SetUp() override {
    if (!std::filesystem::exists(k_engine + "/docker.sock")) GTEST_SKIP() << "no container engine could be started";
  }

  // In the engine's network namespace, with DOCKER_HOST and the certificates of that folder; no TLS without a folder.
  static ProcessResult collect(const std::string& host, const std::string& certificates, const TempDir& output) {
    std::string name = read_file(k_engine + "/namespace");
    name.erase(name.find_last_not_of('\n') + 1);
    ProcessOptions options;
    options.more_env = {"DOCKER_HOST=" + host, certificates.empty() ? "DOCKER_TLS_VERIFY=" : "DOCKER_TLS_VERIFY=1",
                        "DOCKER_CERT_PATH=" + k_engine + "/tls/" + certificates};
    return run({"nsenter", "--net=/run/netns/" + name, program_path(), "collect", "--from", "docker", "--container",
                "healthy", "--no-probes", "--json", "-o", output.path().string()},
               options);
  }
};

TEST_F(EngineTls, CollectsWithTheRightCertificates) {
  const TempDir output;
  const auto result = collect("tcp://127.0.0.1:2376", "client", output);
  EXPECT_EQ(result.exit_code, 0) << result.out << result.err;
  const auto files = unpacked(only_bundle(output.path()), output);
  EXPECT_NE(files.at("gateways/healthy/logs/stdout.log").find("ConfigurationLoaded"), std::string::npos);
}

TEST_F(EngineTls, TakesTheUsualPortOfAnEngineWithTls) {
  const TempDir output;
  const auto result = collect("tcp://127.0.0.1", "client", output);
  EXPECT_EQ(result.exit_code, 0) << result.out << result.err;
}

TEST_F(EngineTls, SaysWhyAnEngineRefusesOrCannotBeTrusted) {
  struct Case {
    const char* host;
    const char* certificates;
    const char* says;
  };
  // The engine's own words about the client's certificate come as an alert, which a reset may overtake.
  const std::vector<Case> table = {
      {"tcp://127.0.0.1:2376", "no-client", "a client certificate"},
      {"tcp://127.0.0.1:2376", "stranger", "accept the client certificate"},
      {"tcp://127.0.0.1:2376", "foreign-ca", "TLS: the server's certificate is not trusted"},
      {"tcp://127.0.0.1:2376", "locked", "TLS: the client certificate or its key cannot be used"},
      {"tcp://localhost:2376", "client", "TLS: the server's certificate is for another host"},
      {"tcp://127.0.0.1:2376", "", "the engine speaks TLS"},
  };
  for (const Case& row : table) {
    SCOPED_TRACE(std::string(row.host) + " with " + row.certificates);
    const TempDir output;
    const auto result = collect(row.host, row.certificates, output);
    EXPECT_EQ(result.exit_code, 3) << result.out;
    EXPECT_NE(result.err.find(row.says), std::string::npos) << result.err;
    EXPECT_TRUE(std::filesystem::is_empty(output.path()));
  }
}

}  // namespace
}  // namespace sgw::test
