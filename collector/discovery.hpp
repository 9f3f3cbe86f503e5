#pragma once

#include <sgw_diag/json_reader.hpp>

#include <string>
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
