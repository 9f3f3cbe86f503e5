#include "tests/end_to_end/ladder/world.hpp"
#include "tests/end_to_end/program.hpp"
#include "tests/support/kube_replay.hpp"
#include "tests/support/own_network.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <unistd.h>

#include <algorithm>
#include <optional>

// What the Job of deploy/ does in its pod, by its own arguments, against an API server and an endpoint of the tests'
// own.

namespace sgw::test {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::Not;

constexpr const char* k_endpoint = "contoso-apim.configuration.azure-api.net";

// As in its file, for another namespace and another folder.
std::vector<std::string> arguments_of_job(const std::string& ns, const std::string& folder) {
  const std::string job = read_file(std::string(SGW_PROJECT_ROOT) + "/deploy/kubernetes/namespace/job-volume.yaml");
  const std::size_t begin = job.find("args: ") + std::string("args: ").size();
  const JsonReader typed = JsonReader::parse(job.substr(begin, job.find('\n', begin) - begin)).value();
  std::vector<std::string> arguments;
  for (const JsonReader& argument : typed.items()) {
    const std::string text = argument.text_or("");
    arguments.push_back(text == "apim" ? ns : text == "/bundles" ? folder : text);
  }
  return arguments;
}

class Job : public testing::Test {
 protected:
  void SetUp() override {
    if (geteuid() != 0) GTEST_SKIP() << "only root makes networks";
    for (const char* program : {"ip", "openssl", "nginx", "dnsmasq"}) {
      if (!find_program(program)) GTEST_SKIP() << "missing program: " << program;
    }
  }

  enum class From { pod, desk };

  // The pod's cable leads to the endpoint; `set_up` may cut it.
  void run_job(std::chrono::seconds server_ahead, const std::function<void(World&)>& set_up, From from = From::pod) {
    const auto why = in_own_network([&] {
      World world;
      world.name_server_of({std::string(k_endpoint) + "," + World::k_far});
      world.serve(world.tls().leaf(k_endpoint), "location / { return 401; }");
      set_up(world);
      KubeReplay server({.tls = true, .ahead = server_ahead});
      server.deny("pods/proxy");  // deploy/'s roles do not have it
      World::service_account("sgw-healthy", KubeReplay::token(KubeIdentity::admin), server.ca_pem());
      ProcessOptions options;
      const std::string port = server.url().substr(server.url().rfind(':') + 1);
      options.more_env = {"KUBERNETES_SERVICE_HOST=127.0.0.1", "KUBERNETES_SERVICE_PORT=" + port,
                          "SSL_CERT_FILE=" + world.trusted().string()};
      const TempDir bundles;
      std::vector<std::string> arguments = arguments_of_job("sgw-healthy", bundles.path().string());
      if (from == From::desk) arguments.insert(arguments.end(), {"--kubeconfig", server.kubeconfig().string()});
      result_ = run_program(arguments, options);
      arguments.front() = "plan";
      arguments.erase(std::find(arguments.begin(), arguments.end(), "-o"),
                      std::find(arguments.begin(), arguments.end(), bundles.path().string()) + 1);
      plan_ = run_program(arguments, options).out;
      const TempDir scratch;
      files_ = unpacked(only_bundle(bundles.path()), scratch);
      calls_ = server.calls();
    });
    if (why) GTEST_SKIP() << *why;
  }

  JsonReader document(const std::string& ending) const {
    for (const auto& [path, bytes] : files_) {
      if (path.ends_with(ending)) return JsonReader::parse(bytes).value_or(JsonReader());
    }
    ADD_FAILURE() << "no file " << ending << "\n" << result_.err;
    return {};
  }
  std::vector<std::string> rules() const {
    std::vector<std::string> found;
    for (const JsonReader& finding : document("verdict.json")["findings"].items())
      found.push_back(finding["rule"].text_or(""));
    return found;
  }

  ProcessResult result_;
  std::string plan_;  // by the same flags
  std::map<std::string, std::string> files_;
  std::vector<std::string> calls_;
};

TEST_F(Job, ProbesTheConfigurationEndpointFromItsPod) {
  run_job({}, [](World&) {});
  if (IsSkipped()) return;
  EXPECT_EQ(result_.exit_code, 0) << result_.err;
  EXPECT_TRUE(document("/cluster.json")["in_cluster"].boolean_or(false));
  const JsonReader probe = document("probes/" + std::string(k_endpoint) + ".json");
  EXPECT_EQ(probe["purpose"].text_or(""), "configuration-endpoint");
  EXPECT_EQ(probe["from"].text_or(""), "host");
  EXPECT_EQ(probe["first_broken"].text_or(""), "none") << probe.dump();
  EXPECT_EQ(probe["http"]["code"].integer_or(0), 401);
  EXPECT_EQ(probe["statistics"]["whole"].integer_or(0), 3);
  EXPECT_THAT(files_.at("SUMMARY.md"), HasSubstr(std::string(k_endpoint) + ":443: DNS ✓"));
  // It has no right to the pods' own ports, and does not try.
  EXPECT_THAT(calls_, Not(Contains(HasSubstr("/proxy"))));
  EXPECT_THAT(rules(), Not(Contains("cluster-clock")));
  EXPECT_THAT(plan_, HasSubstr("each destination that a gateway's settings"));
}

// The same cluster by a kubeconfig: the way from there is nobody's but the operator's.
TEST_F(Job, ProbesNothingFromADesk) {
  run_job(
      {}, [](World&) {}, From::desk);
  if (IsSkipped()) return;
  EXPECT_EQ(result_.exit_code, 0) << result_.err;
  EXPECT_FALSE(document("/cluster.json")["in_cluster"].boolean_or(true));
  for (const auto& [path, bytes] : files_) EXPECT_FALSE(path.starts_with("probes/")) << path;
  EXPECT_THAT(plan_, HasSubstr("/api/v1/namespaces/sgw-healthy/pods"));
  EXPECT_THAT(plan_, Not(HasSubstr("each destination that a gateway's settings")));
}

TEST_F(Job, NamesTheRungThatIsBrokenForItsPod) {
  run_job({}, [](World&) { configure_network("ip link set near0 down"); });
  if (IsSkipped()) return;
  const JsonReader probe = document("probes/" + std::string(k_endpoint) + ".json");
  EXPECT_EQ(probe["first_broken"].text_or(""), "tcp") << probe.dump();
  EXPECT_EQ(probe["tcp"]["status"].text_or(""), "unreachable");
}

TEST_F(Job, SaysThatTheApiServersClockIsAnother) {
  run_job(-std::chrono::minutes(15), [](World&) {});
  if (IsSkipped()) return;
  const auto skew = document("/cluster.json")["clock_skew_seconds"].integer_or(0);
  EXPECT_NEAR(static_cast<double>(skew), 900, 60);
  EXPECT_THAT(rules(), Contains("cluster-clock"));
}

}  // namespace
}  // namespace sgw::test
