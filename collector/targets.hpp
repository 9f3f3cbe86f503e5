#pragma once

#include <sgw_diag/artifact.hpp>

#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

namespace sgw::collector {

// Proxy settings as they were found: URLs or host:port, possibly with credentials. Raw: only for the gate and the
// probe.
struct ProxySettings {
  std::string http;
  std::string https;
  std::string no_proxy;

  bool empty() const { return http.empty() && https.empty() && no_proxy.empty(); }
};

// A configuration endpoint to probe.
struct EndpointTarget {
  std::string host;  // a name or a literal address; may be empty or nonsense, which is then the finding
  std::uint16_t port = 443;
  bool from_flag = false;             // named by --endpoint; purpose "operator" unless an instance names it as well
  std::vector<InstanceId> instances;  // whose settings name it, ascending, each once
  ProxySettings proxy;                // of the first instance that has any
  bool plain = false;                 // http://: there is no TLS to probe
};

// Where an instance's own web server answers.
struct StatusTarget {
  InstanceId instance{};
  std::string host;
  std::uint16_t port = 0;
};

// An instance in a container, whose network may be another than this host's.
struct ContainerTarget {
  InstanceId instance{};
  std::string engine;            // "docker", "podman"
  std::string name;              // as its engine shows it
  std::string id;                // the engine's, 64 hex digits
  std::string status;            // "running", "paused", "exited", …
  std::int64_t process = 0;      // its first, as the engine counts; 0 when it does not run
  std::string network_mode;      // "bridge", "host", …
  std::string trust_file;        // SSL_CERT_FILE of its environment; empty without
  bool engine_is_local = false;  // the engine answers at a socket of this machine's file system
};

// What the first round found for the second one to probe. All functions may be called from any thread.
class Targets {
 public:
  // An endpoint of the same host (letter case and a final dot aside) and port is merged into the known one.
  void add_endpoint(EndpointTarget target);
  // A second address of an instance is kept only if it differs.
  void add_status(StatusTarget target);
  void add_container(ContainerTarget target);

  // By host, then port: independent of the order in which sources finished.
  std::vector<EndpointTarget> endpoints() const;
  // By instance, then host, then port.
  std::vector<StatusTarget> statuses() const;
  // By instance.
  std::vector<ContainerTarget> containers() const;

 private:
  mutable std::mutex mutex_;
  std::map<std::pair<std::string, std::uint16_t>, EndpointTarget> endpoints_;
  std::vector<StatusTarget> statuses_;
  std::map<InstanceId, ContainerTarget> containers_;
};

}  // namespace sgw::collector
