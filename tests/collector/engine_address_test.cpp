#include "collector/engine_address.hpp"

#include "tests/support/temp_dir.hpp"

#include <gtest/gtest.h>
#include <map>
#include <string>
#include <vector>

namespace sgw::collector {
namespace {

EnvLookup env(std::map<std::string, std::string> values) {
  return [values = std::move(values)](const char* name) -> std::optional<std::string> {
    const auto found = values.find(name);
    return found == values.end() ? std::nullopt : std::optional(found->second);
  };
}

std::vector<std::string> shown(const std::vector<EnginePlace>& places) {
  std::vector<std::string> texts;
  texts.reserve(places.size());
  for (const EnginePlace& place : places) texts.push_back(place.shown + (place.borrowed ? " (borrowed)" : ""));
  return texts;
}

TEST(EngineAddress, TakesSocketsAndNetworkAddresses) {
  EXPECT_EQ(parse_engine_address("unix:///run/x.sock", env({}))->unix_socket, "/run/x.sock");
  EXPECT_EQ(parse_engine_address("/run/x.sock", env({}))->unix_socket, "/run/x.sock");
  EXPECT_EQ(parse_engine_address("tcp://host", env({}))->base, "http://host:2375");
  EXPECT_EQ(parse_engine_address("tcp://[::1]", env({}))->base, "http://[::1]:2375");
  EXPECT_EQ(parse_engine_address("tcp://host:1234/path", env({}))->base, "http://host:1234");
  EXPECT_EQ(parse_engine_address("http://host:80", env({}))->base, "http://host:80");
  EXPECT_EQ(parse_engine_address("https://host", env({}))->base, "https://host");
}

TEST(EngineAddress, TakesDockersTlsSettings) {
  const test::TempDir folder;
  folder.write("ca.pem", "");
  folder.write("key.pem", "");
  const auto server = parse_engine_address(
      "tcp://host", env({{"DOCKER_TLS_VERIFY", "1"}, {"DOCKER_CERT_PATH", folder.path().string()}}));
  ASSERT_TRUE(server);
  EXPECT_EQ(server->base, "https://host:2376");
  EXPECT_EQ(server->ca_file, (folder / "ca.pem").string());
  EXPECT_EQ(server->key_file, (folder / "key.pem").string());
  EXPECT_EQ(server->cert_file, "");
}

TEST(EngineAddress, NamesACertificateFileThatItMayNotLookAt) {
  const test::TempDir folder;
  // Root is kept out of no folder, but not even root gets to the end of a circle.
  std::filesystem::create_symlink("loop", folder / "loop");
  const auto server = parse_engine_address(
      "tcp://host", env({{"DOCKER_TLS_VERIFY", "1"}, {"DOCKER_CERT_PATH", (folder / "loop").string()}}));
  ASSERT_TRUE(server);
  EXPECT_EQ(server->cert_file, (folder / "loop" / "cert.pem").string());
}

TEST(EngineAddress, AddsTheUsualPortBehindCredentials) {
  EXPECT_EQ(parse_engine_address("tcp://ops:pw@host", env({}))->base, "http://ops:pw@host:2375");
  EXPECT_EQ(parse_engine_address("tcp://ops:pw@host:1", env({}))->base, "http://ops:pw@host:1");
}

TEST(EngineAddress, TellsAnEngineElsewhere) {
  HttpServer server;
  for (const char* base : {"http://localhost:1", "http://127.0.0.1:1", "http://127.8.0.1:1", "http://[::1]:1"}) {
    server.base = base;
    EXPECT_EQ(remote_host(server), "") << base;
  }
  server.base = "http://engine.example:1";
  EXPECT_EQ(remote_host(server), "engine.example");
  server.unix_socket = "/x";
  EXPECT_EQ(remote_host(server), "");
}

TEST(EngineAddress, RefusesWhatItCannotUse) {
  for (const char* address :
       {"ssh://host", "npipe:////./pipe/x", "nonsense", "", "unix://relative", "tcp://", "http://"}) {
    const auto server = parse_engine_address(address, env({}));
    ASSERT_FALSE(server) << address;
    EXPECT_EQ(server.error().kind, ErrorKind::bad_usage) << address;
  }
  EXPECT_FALSE(parse_engine_address("unix:///" + std::string(200, 'x'), env({})));
}

TEST(EngineAddress, PrefersTheFlagToTheEnvironmentToTheDefaults) {
  Selection selection;
  EXPECT_EQ(shown(docker_places(selection, env({}))), (std::vector<std::string>{"unix:///var/run/docker.sock"}));
  EXPECT_EQ(shown(docker_places(selection, env({{"XDG_RUNTIME_DIR", "/run/user/7"}}))),
            (std::vector<std::string>{"unix:///var/run/docker.sock", "unix:///run/user/7/docker.sock"}));
  EXPECT_EQ(shown(docker_places(selection, env({{"DOCKER_HOST", "tcp://a"}}))), (std::vector<std::string>{"tcp://a"}));
  selection.docker_host = "tcp://b";
  EXPECT_EQ(shown(docker_places(selection, env({{"DOCKER_HOST", "tcp://a"}}))), (std::vector<std::string>{"tcp://b"}));
}

TEST(EngineAddress, LooksForPodmanAlsoBehindDockersAddress) {
  EXPECT_EQ(shown(podman_places({}, env({{"CONTAINER_HOST", "unix:///p.sock"}, {"DOCKER_HOST", "unix:///d.sock"}}))),
            (std::vector<std::string>{"unix:///p.sock", "unix:///d.sock (borrowed)"}));
}

TEST(EngineAddress, NamesASocketWithTwoNamesOnce) {
  const test::TempDir folder;
  folder.write("real.sock", "");
  std::filesystem::create_symlink(folder / "real.sock", folder / "link.sock");
  const auto places = podman_places({}, env({{"CONTAINER_HOST", "unix://" + (folder / "real.sock").string()},
                                             {"DOCKER_HOST", "unix://" + (folder / "link.sock").string()}}));
  EXPECT_EQ(places.size(), 1U);
}

TEST(RemoteHost, IsEmptyForThisHost) {
  const auto host = [](const char* address) { return remote_host(*parse_engine_address(address, env({}))); };
  EXPECT_EQ(host("unix:///x.sock"), "");
  EXPECT_EQ(host("tcp://127.0.0.1:2375"), "");
  EXPECT_EQ(host("tcp://engine.contoso.example:2375"), "engine.contoso.example");
}

}  // namespace
}  // namespace sgw::collector
