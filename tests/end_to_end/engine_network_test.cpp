#include "tests/end_to_end/ladder/table.hpp"
#include "tests/end_to_end/program.hpp"
#include "tests/support/nginx_server.hpp"
#include "tests/support/planned_calls.hpp"
#include "tests/support/tls_material.hpp"

#include <gtest/gtest.h>

#include <sstream>

// Containers of a real engine whose network is another than this host's: their endpoint is probed from both.

namespace sgw::test {
namespace {

const std::string k_engine = SGW_ENGINE_DIR;
const std::string k_host = "contoso.configuration.azure-api.net";
constexpr const char* k_image = "mcr.microsoft.com/azure-api-management/gateway:2.12.3";
constexpr const char* k_name = "networked";

// What a gateway says that cannot find its endpoint.
constexpr const char* k_offline = R"sh(now() { date -u +%FT%T.000; }
echo "version: 2.12.4011.0"
for i in 1 2 3; do
  echo "[Warn] $(now) [ConfigurationApiV2NotAvailable], message: The configuration V2 API is not reachable on https://contoso.configuration.azure-api.net/gateways/edge/events, exception: System.Net.Http.HttpRequestException: Try again (contoso.configuration.azure-api.net:443)"
done
exec sleep 100000)sh";

class EngineNetwork : public testing::Test {
 protected:
  void SetUp() override {
    if (!std::filesystem::exists(k_engine + "/docker.sock")) GTEST_SKIP() << "no container engine could be started";
    for (const char* program : {"nginx", "openssl", "unshare", "nsenter"}) {
      if (!find_program(program)) GTEST_SKIP() << "missing program: " << program;
    }
    docker({"rm", "-f", k_name});
    server_ = std::make_unique<NginxServer>(std::vector<NginxSite>{{.tls = tls_.leaf(k_host)}});
  }
  void TearDown() override {
    if (server_) docker({"rm", "-f", k_name});
  }

  static ProcessResult docker(Argv arguments) {
    arguments.insert(arguments.begin(), {"docker", "-H", "unix://" + k_engine + "/docker.sock"});
    return run(arguments);
  }

  void start(const Argv& flags, const std::string& script = k_offline) const {
    Argv arguments{"run",    "-d",
                   "--name", k_name,
                   "-e",     "config.service.endpoint=" + k_host + ":" + std::to_string(server_->port()),
                   "-e",     "config.service.auth=GatewayKey edge&203612010000&c2lnbmF0dXJlc2lnbmF0dXJlc2lnbmF0dXJl"};
    arguments.insert(arguments.end(), flags.begin(), flags.end());
    arguments.insert(arguments.end(), {k_image, "sh", "-c", script});
    const auto result = docker(arguments);
    ASSERT_EQ(result.exit_code, 0) << result.err;
    ASSERT_TRUE(wait_until([] { return docker({"logs", k_name}).out.find("version: ") != std::string::npos; }));
  }

  // On a host that knows the endpoint, reaches it and trusts it.
  ProcessResult on_this_host(Argv arguments) const {
    const auto hosts = scratch_.write("hosts", "127.0.0.1 localhost mcr.microsoft.com " + k_host + "\n");
    const auto resolver = scratch_.write("resolv.conf", "nameserver 127.0.0.1\n");
    Argv argv{"unshare",
              "--mount",
              "--propagation",
              "private",
              "sh",
              "-c",
              "mount --bind \"$1\" /etc/hosts && mount --bind \"$2\" /etc/resolv.conf && shift 2 && exec \"$@\"",
              "sh",
              hosts.string(),
              resolver.string(),
              program_path()};
    argv.insert(argv.end(), arguments.begin(), arguments.end());
    argv.insert(argv.end(),
                {"--from", "docker", "--docker-host", "unix://" + k_engine + "/docker.sock", "--container", k_name});
    ProcessOptions options;
    options.env = clean_environment();
    options.more_env = {"SSL_CERT_FILE=" + tls_.root().string()};
    return run(argv, options);
  }

  void collect() {
    const TempDir output;
    const auto result = on_this_host({"collect", "--json", "-v", "-o", output.path().string()});
    ASSERT_LE(result.exit_code, 1) << result.out << result.err;
    said_ = result.err;
    verdict_ = document_of(result)["verdict"];
    files_ = unpacked(only_bundle(output.path()), scratch_);
  }
  std::string file_name() const { return k_host + "-" + std::to_string(server_->port()) + ".json"; }
  JsonReader from_host() const { return JsonReader::parse(files_.at("probes/" + file_name())).value(); }
  JsonReader from_inside() const {
    const auto found = files_.find(std::string("gateways/") + k_name + "/probes/" + file_name());
    return found == files_.end() ? JsonReader() : JsonReader::parse(found->second).value();
  }
  // The verdict's findings by rule.
  std::string rules() const {
    std::string names;
    for (const JsonReader& finding : verdict_["findings"].items()) names += finding["rule"].text_or("") + " ";
    return names;
  }
  // Its line in the table of the ladder's scenarios, after those that need no engine.
  void leave_row_of(std::size_t order, const std::string& scenario) const {
    constexpr std::size_t k_first = 500;
    const std::string rung = from_inside()["first_broken"].text_or("unknown");
    leave_row(k_first + order, {scenario, rung + " (inside)", from_inside()[rung]["status"].text_or(""),
                                verdict_["owner"].text_or(""), clauses_of(verdict_), HasFailure() ? "NO" : "yes"});
  }
  // The engine's own network: its address, as containers reach it.
  static std::string engines_address() {
    std::string address = docker({"network", "inspect", "-f", "{{(index .IPAM.Config 0).Gateway}}", "bridge"}).out;
    if (const auto end = address.find('\n'); end != std::string::npos) address.erase(end);
    return address.empty() ? "172.17.0.1" : address;
  }

  TempDir scratch_;
  TlsMaterial tls_;
  std::unique_ptr<NginxServer> server_;
  std::string said_;
  JsonReader verdict_;
  std::map<std::string, std::string> files_;
};

TEST_F(EngineNetwork, IsTheCustomersWhenTheHostReachesTheEndpointAndTheContainerDoesNot) {
  start({"--dns", "192.0.2.53"});
  collect();
  EXPECT_EQ(from_host()["first_broken"].text_or(""), "none") << from_host().dump();
  EXPECT_EQ(from_inside()["first_broken"].text_or(""), "dns") << from_inside().dump() << said_;
  EXPECT_EQ(from_inside()["from"].text_or(""), "container");
  EXPECT_EQ(verdict_["owner"].text_or(""), "customer") << verdict_.dump();
  EXPECT_EQ(verdict_["confidence"].text_or(""), "high");
  EXPECT_NE(rules().find("container-network"), std::string::npos) << rules();
  EXPECT_NE(clauses_of(verdict_).find("RESP-CU-NETWORK"), std::string::npos);
  EXPECT_NE(clauses_of(verdict_).find("NOSUP-NETWORK"), std::string::npos);
  EXPECT_NE(files_.at("SUMMARY.md").find("from inside networked"), std::string::npos) << files_.at("SUMMARY.md");
  leave_row_of(0, "ContainersNameServerIsSilentAndTheHostsIsFine");
}

TEST_F(EngineNetwork, MakesNoCallInsideThatThePlanDoesNotAnnounce) {
  start({"--dns", "192.0.2.53"});
  collect();
  const auto plan = document_of(on_this_host({"plan", "--json"}));
  const JsonReader manifest = JsonReader::parse(files_.at("manifest.json")).value();
  EXPECT_NE(manifest.dump().find("container-probe"), std::string::npos);
  EXPECT_EQ(unannounced_calls(plan, manifest), std::vector<std::string>{});
}

TEST_F(EngineNetwork, TellsTheRungThatBreaksInsideOnly) {
  start({"--add-host", k_host + ":" + engines_address()});
  collect();
  EXPECT_EQ(from_host()["first_broken"].text_or(""), "none");
  EXPECT_EQ(from_inside()["first_broken"].text_or(""), "tcp") << from_inside().dump() << said_;
  EXPECT_EQ(from_inside()["tcp"]["status"].text_or(""), "refused");
  EXPECT_EQ(from_inside()["dns"]["origin"].text_or(""), "hosts-file");
  EXPECT_NE(rules().find("container-network"), std::string::npos) << rules();
  EXPECT_EQ(verdict_["owner"].text_or(""), "customer");
  EXPECT_EQ(clauses_of(verdict_), "RESP-CU-NETWORK NOSUP-NETWORK");
  leave_row_of(1, "ContainerIsRefusedAndTheHostIsNot");
}

TEST_F(EngineNetwork, SaysNothingOfANetworkThatIsFine) {
  std::string network = read_file(k_engine + "/namespace");
  network.erase(network.find_last_not_of('\n') + 1);
  const TlsFiles files = tls_.leaf(k_host);
  const std::string address = engines_address() + ":" + std::to_string(server_->port());
  ChildProcess server(
      {"nsenter", "--net=/run/netns/" + network, "openssl", "s_server", "-accept", address, "-cert_chain",
       files.chain.string(), "-cert", files.chain.string(), "-key", files.key.string(), "-www", "-quiet"},
      scratch_.path());
  const auto trust = scratch_.write("trust.pem", read_file(tls_.root()));
  std::filesystem::permissions(trust, std::filesystem::perms::others_read, std::filesystem::perm_options::add);
  start({"--add-host", k_host + ":" + engines_address(), "-v",
         trust.string() + ":/etc/ssl/certs/ca-certificates.crt:ro"});
  collect();
  EXPECT_EQ(from_inside()["first_broken"].text_or(""), "none") << from_inside().dump() << said_ << server.err();
  EXPECT_EQ(from_inside()["trust_store"].text_or(""), "container");
  EXPECT_EQ(rules().find("container-network"), std::string::npos) << rules();
}

TEST_F(EngineNetwork, SaysThatThereIsNothingToEnterInAPausedContainer) {
  start({});
  ASSERT_EQ(docker({"pause", k_name}).exit_code, 0);
  collect();
  docker({"unpause", k_name});
  EXPECT_FALSE(from_inside().exists());
  EXPECT_NE(said_.find("it is paused: there is nothing to enter"), std::string::npos) << said_;
}

TEST_F(EngineNetwork, IsLeftAloneWithoutProbes) {
  start({});
  const TempDir output;
  const auto result = on_this_host({"collect", "--no-probes", "-o", output.path().string()});
  ASSERT_LE(result.exit_code, 1) << result.err;
  for (const auto& [name, bytes] : unpacked(only_bundle(output.path()), scratch_)) {
    EXPECT_EQ(name.find("probes/"), std::string::npos) << name;
    EXPECT_EQ(bytes.find("container-probe"), std::string::npos) << name;
  }
}

TEST(PodmanNetwork, IsProbedFromInsideToo) {
  const std::string socket = std::string(SGW_PODMAN_DIR) + "/podman.sock";
  if (!std::filesystem::exists(socket)) GTEST_SKIP() << "no Podman service could be started";
  const TempDir scratch;
  ProcessOptions options;
  options.more_env = {"CONTAINER_HOST=unix://" + socket};
  const auto result = run_program({"collect", "--from", "podman", "-v", "-o", scratch.path().string()}, options);
  ASSERT_LE(result.exit_code, 1) << result.err;
  const auto files = unpacked(only_bundle(scratch.path()), scratch);
  const auto found = files.find("gateways/pod-gw/probes/" + k_host + ".json");
  ASSERT_NE(found, files.end()) << result.err;
  const JsonReader inside = JsonReader::parse(found->second).value();
  EXPECT_EQ(inside["from"].text_or(""), "container");
  EXPECT_EQ(inside["first_broken"].text_or(""), "dns") << "it was started without a network";
}

}  // namespace
}  // namespace sgw::test
