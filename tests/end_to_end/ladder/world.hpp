#pragma once

#include "tests/support/nginx_server.hpp"
#include "tests/support/other_network.hpp"
#include "tests/support/temp_dir.hpp"
#include "tests/support/tls_material.hpp"

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace sgw::test {

// Where a gateway stands: a machine of its own (network, resolv.conf, hosts file), whose cable leads to the machine of
// the configuration endpoint. Made and used on a thread of in_own_network(); nothing is up but the cable.
class World {
 public:
  static constexpr const char* k_host = "contoso.configuration.azure-api.net";
  // On both ends of the cable. The far machine has two more that a scenario may take away.
  static constexpr const char* k_near = "198.51.100.1";
  static constexpr const char* k_far = "198.51.100.2";
  static constexpr const char* k_far_too = "198.51.100.3";
  static constexpr const char* k_far_six = "2001:db8::2";
  static constexpr const char* k_nobody = "203.0.113.9";  // no way leads there

  World();  // throws when the machine cannot be made
  World(const World&) = delete;
  World& operator=(const World&) = delete;

  // The endpoint's own authorities: public ones by name.
  TlsMaterial& tls();
  void on_far_side(const std::function<void()>& body) const { far_.inside(body); }

  // A name server on 127.0.0.1 that knows the endpoint at these addresses: "A", or "A,AAAA".
  void name_server(const std::string& addresses = k_far) { name_server_of({std::string(k_host) + "," + addresses}); }
  void name_server_of(const std::vector<std::string>& records);
  // nginx on port 443 of all addresses of the far machine.
  void serve(const std::optional<TlsFiles>& tls, const std::string& directives);
  // The name server and an endpoint that answers as Microsoft's does without a token, or as told.
  void endpoint(const std::string& directives = "location / { return 401; }");

  // Keeps a server until the end of the scenario.
  template <class Server, class... Arguments>
  Server& keep(Arguments&&... arguments) {
    auto server = std::make_shared<Server>(std::forward<Arguments>(arguments)...);
    kept_.push_back(server);
    return *server;
  }

  // One more of the gateway's settings (environment variables), or another value for a known one.
  void set(const std::string& name, const std::string& value);
  void configured(const std::string& endpoint) { set("config.service.endpoint", endpoint); }
  void resolv_conf(const std::string& text) const { files_.write("resolv.conf", text); }
  void hosts_file(const std::string& text) const { files_.write("hosts", text); }
  // What its log says: that it has its configuration, or that it cannot get it, but not why.
  void gateway_is_well();
  void gateway_fails();
  // Certificate authorities that this machine trusts besides those of tls().
  void trust(const std::filesystem::path& authority);

  // The service account of a pod here: what lies in its folder.
  static void service_account(const std::string& ns, const std::string& token, const std::string& authority);
  // The clock of the engine, before this host's.
  void engine_clock(std::chrono::seconds ahead) { engine_ahead_ = ahead; }

  // What is left of it for the program: the address of an engine that has the gateway as its only container, and the
  // trusted authorities.
  std::string engine();
  std::filesystem::path trusted() const;

 private:
  void gateway_says(const std::string& event);

  TempDir files_;
  OtherNetwork far_;
  std::unique_ptr<TlsMaterial> tls_;
  std::vector<std::pair<std::string, std::string>> settings_;
  std::string trusted_;
  std::chrono::seconds engine_ahead_{0};
  std::string log_;                          // as the engine hands it out
  std::vector<std::shared_ptr<void>> kept_;  // last: they end before the machines do
};

}  // namespace sgw::test
