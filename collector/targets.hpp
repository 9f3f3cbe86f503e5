#pragma once

#include "collector/destination.hpp"

#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

namespace sgw::collector {

// Where an instance's own web server answers.
struct StatusTarget {
  InstanceId instance{};
  std::string host;
  std::uint16_t port = 0;
};

// What the first round found for the second one to probe. All functions may be called from any thread.
class Targets {
 public:
  // A destination of the same host (letter case and a final dot aside) and port is merged into the known one.
  void add_destination(Destination destination);
  // A second address of an instance is kept only if it differs.
  void add_status(StatusTarget target);

  // By host, then port: independent of the order in which sources finished.
  std::vector<Destination> destinations() const;
  // By instance, then host, then port.
  std::vector<StatusTarget> statuses() const;

 private:
  mutable std::mutex mutex_;
  std::map<std::pair<std::string, std::uint16_t>, Destination> destinations_;
  std::vector<StatusTarget> statuses_;
};

}  // namespace sgw::collector
