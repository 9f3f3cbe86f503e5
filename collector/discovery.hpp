#pragma once

#include <sgw_diag/json_reader.hpp>

#include <functional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace sgw::collector {

inline constexpr int k_gateway_score = 60;    // from here on it is a gateway
inline constexpr int k_candidate_score = 30;  // from here on it may be one: shown, not taken

struct DiscoveryScore {
  int points = 0;
  std::vector<std::string> reasons;  // in words of ours: no foreign text

  bool gateway() const { return points >= k_gateway_score; }
  bool candidate() const { return !gateway() && points >= k_candidate_score; }
};

// What a container shows of itself, whoever describes it: an engine or a cluster.
struct GatewaySigns {
  std::vector<std::string> images;              // references; one that is the gateway's is enough
  std::set<std::string, std::less<>> settings;  // names of environment variables
  std::string name;                             // the container's
  bool component_label = false;                 // app.kubernetes.io/component=self-hosted-gateway
  bool peer_ports = false;                      // UDP, of rate limit and heartbeat
  bool web_ports = false;                       // 8080 and 8081
  bool status_check = false;                    // a probe of the status endpoint
  bool backup_mount = false;                    // at /apim/config
};
DiscoveryScore score_signs(const GatewaySigns& signs);

inline constexpr std::string_view k_component_label = "app.kubernetes.io/component";
inline constexpr std::string_view k_component = "self-hosted-gateway";
inline constexpr std::string_view k_backup_folder = "/apim/config";
// A path of the status endpoint, the older internal one included.
bool asks_for_status(std::string_view text);

// How much a container's inspect document (Docker's or Podman's) looks like a self-hosted gateway.
DiscoveryScore score_container(const JsonReader& inspect);

// "mcr.microsoft.com/azure-api-management/gateway:2.12.3" → its parts. No tag in a reference by digest.
struct ImageReference {
  std::string repository;
  std::string tag;     // empty when the reference has none
  std::string digest;  // "sha256:…" or empty
};
ImageReference parse_image(std::string_view reference);

}  // namespace sgw::collector
