#include "tests/end_to_end/ladder/world.hpp"

#include "tests/support/dnsmasq_server.hpp"
#include "tests/support/fake_http_server.hpp"
#include "tests/support/own_network.hpp"

#include <sgw_diag/json_writer.hpp>
#include <sgw_diag/utc_time.hpp>

#include <sched.h>
#include <sys/mount.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <stdexcept>

namespace sgw::test {

namespace {

void must(int result, const char* what) {
  if (result != 0) throw std::runtime_error(std::string(what) + ": " + std::strerror(errno));
}

std::string time_text(std::chrono::seconds from_now) {
  return format_time(
      std::chrono::time_point_cast<std::chrono::milliseconds>(std::chrono::system_clock::now() + from_now));
}

}  // namespace

World::World()
    : settings_{
          {"config.service.endpoint", k_host},
          {"config.service.auth",
           "GatewayKey "
           "edge&203612010000&c2lnbmF0dXJlc2lnbmF0dXJlc2lnbmF0dXJlc2lnbmF0dXJlc2lnbmF0dXJlc2lnbmF0dXJlc2lnbmF0dQ=="}} {
  must(unshare(CLONE_NEWNS), "no mounts of its own");
  must(mount(nullptr, "/", nullptr, MS_REC | MS_PRIVATE, nullptr), "mounts stay shared");
  for (const char* name : {"resolv.conf", "hosts"}) {
    const auto file = files_.write(name, "");
    must(mount(file.c_str(), (std::string("/etc/") + name).c_str(), nullptr, MS_BIND, nullptr), name);
  }
  resolv_conf("nameserver 127.0.0.1\n");
  hosts_file("127.0.0.1 localhost\n");
  far_.plug("near0", "far0");
  configure_network(std::string("ip addr add ") + k_near + "/24 dev near0");
  configure_network("ip addr add 2001:db8::1/64 dev near0 nodad");
  on_far_side([] {
    for (const char* address : {k_far, k_far_too})
      configure_network(std::string("ip addr add ") + address + "/24 dev far0");
    configure_network(std::string("ip addr add ") + k_far_six + "/64 dev far0 nodad");
  });
}

TlsMaterial& World::tls() {
  if (!tls_) {
    tls_ = std::make_unique<TlsMaterial>(
        TlsAuthorities{.root = "/O=DigiCert Inc/CN=DigiCert Global Root G2",
                       .issuing = "/O=Microsoft Corporation/CN=Microsoft Azure RSA TLS Issuing CA 04",
                       .corp = "/O=Contoso/CN=Corp Proxy CA"});
  }
  return *tls_;
}

void World::name_server_of(const std::vector<std::string>& records) {
  Argv lines;
  for (const std::string& record : records) lines.push_back("host-record=" + record);
  keep<DnsmasqServer>("127.0.0.1", lines);
}

void World::serve(const std::optional<TlsFiles>& tls, const std::string& directives) {
  on_far_side([&] {
    keep<NginxServer>(std::vector<NginxSite>{
        {.tls = tls, .directives = directives, .listen_options = "ipv6only=off", .address = "[::]", .port = 443}});
  });
}

void World::endpoint(const std::string& directives) {
  name_server();
  serve(tls().leaf(k_host), directives);
}

void World::set(const std::string& name, const std::string& value) {
  const auto known =
      std::find_if(settings_.begin(), settings_.end(), [&](const auto& one) { return one.first == name; });
  if (known != settings_.end()) {
    known->second = value;
  } else {
    settings_.emplace_back(name, value);
  }
}

void World::gateway_says(const std::string& event) {
  const std::string now = time_text({});
  const std::string line = now + " " + event.substr(0, event.find(' ')) + " " + now.substr(0, now.size() - 1) +
                           event.substr(event.find(' ')) + "\n";
  const auto size = static_cast<std::uint32_t>(line.size());
  log_ += std::string{1, 0, 0, 0, 0, 0, static_cast<char>(size >> 8U), static_cast<char>(size & 0xffU)} + line;
}

void World::gateway_is_well() { gateway_says("[Info] [ConfigInitialSyncCompleted]"); }

void World::gateway_fails() {
  for (int i = 0; i < 3; ++i) {
    gateway_says(
        "[Warn] [ConfigurationApiV2NotAvailable], message: The configuration V2 API is not reachable on "
        "https://contoso.configuration.azure-api.net/gateways/edge/events, exception: "
        "System.Net.Http.HttpRequestException: An error occurred while sending the request.");
  }
}

void World::service_account(const std::string& ns, const std::string& token, const std::string& authority) {
  must(mount("tmpfs", "/run", "tmpfs", 0, nullptr), "/run");
  const std::filesystem::path folder = "/run/secrets/kubernetes.io/serviceaccount";
  std::filesystem::create_directories(folder);
  for (const auto& [name, text] :
       {std::pair("namespace", ns), std::pair("token", token), std::pair("ca.crt", authority)})
    std::ofstream(folder / name) << text;
}

void World::trust(const std::filesystem::path& authority) { trusted_ += read_file(authority); }

std::string World::engine() {
  const std::string id(64, 'a');
  JsonWriter json;
  json.begin_object().member("Id", id).member("Name", "/edge");
  json.key("State").begin_object().member("Status", "running").member("Running", true).end_object();
  json.key("Config").begin_object().member("Image", "mcr.microsoft.com/azure-api-management/gateway:2.12.3");
  json.key("Env").begin_array();
  for (const auto& [name, value] : settings_) json.value(std::string(name).append("=").append(value));
  json.end_array().end_object().end_object();

  auto& engine = keep<FakeHttpServer>(files_ / "engine.sock");
  engine.on("/_ping", HttpAnswer::text("OK").header("Api-Version", "1.41").header("Server", "Docker/27.0 (linux)"));
  engine.on("/v1.41/version", HttpAnswer::json(R"({"Version":"27.0","ApiVersion":"1.41"})"));
  engine.on("/v1.41/info", HttpAnswer::json(R"({"NCPU":2,"SystemTime":")" + time_text(engine_ahead_) + R"("})"));
  engine.on("/v1.41/events", HttpAnswer::text(""));
  engine.on("/v1.41/containers/json", HttpAnswer::json(R"([{"Id":")" + id + R"(","Names":["/edge"]}])"));
  engine.on("/v1.41/containers/" + id + "/json", HttpAnswer::json(json.take()));
  engine.on("/v1.41/containers/" + id + "/logs", HttpAnswer::text(log_));
  return engine.address();
}

std::filesystem::path World::trusted() const {
  return files_.write("trusted.pem", (tls_ ? read_file(tls_->root()) : std::string()) + trusted_);
}

}  // namespace sgw::test
