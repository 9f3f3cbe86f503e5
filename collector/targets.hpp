#pragma once

#include "collector/destination.hpp"

#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

namespace sgw::collector {

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

// The registry of an instance's image, where somebody pulls it whose way is not this host's: a node of a cluster.
struct RegistryTarget {
  InstanceId instance{};
  std::string host;
  std::uint16_t port = 0;
};

// What the first round found for the second one to probe. All functions may be called from any thread.
class Targets {
 public:
  // A destination of the same host (letter case and a final dot aside), port and proxy is merged into the known one;
  // one without instances, which has no proxy of its own, into any of the same host and port.
  void add_destination(Destination destination);
  // A second address of an instance is kept only if it differs.
  void add_status(StatusTarget target);
  void add_container(ContainerTarget target);
  void add_registry(RegistryTarget target);

  // By host, then port: independent of the order in which sources finished.
  std::vector<Destination> destinations() const;
  // By instance, then host, then port.
  std::vector<StatusTarget> statuses() const;
  // By instance.
  std::vector<ContainerTarget> containers() const;
  // Ascending: whose image is of that registry.
  std::vector<InstanceId> users_of_registry(std::string_view host, std::uint16_t port) const;

 private:
  mutable std::mutex mutex_;
  // Host, port, and the proxy's settings.
  using Way = std::tuple<std::string, std::uint16_t, std::string, std::string, std::string>;

  static void merge(Destination& known, Destination destination);

  std::map<Way, Destination> destinations_;
  std::vector<StatusTarget> statuses_;
  std::map<InstanceId, ContainerTarget> containers_;
  std::map<InstanceId, RegistryTarget> registries_;
};

}  // namespace sgw::collector
