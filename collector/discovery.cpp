#include "collector/discovery.hpp"

#include <algorithm>

namespace sgw::collector {

namespace {

constexpr std::string_view k_image_path = "azure-api-management/gateway";

bool is_gateway_image(std::string_view reference) {
  const std::string repository = parse_image(reference).repository;
  if (!repository.ends_with(k_image_path)) return false;
  return repository.size() == k_image_path.size() || repository[repository.size() - k_image_path.size() - 1] == '/';
}

bool has_port(const JsonReader& inspect, std::string_view port) {
  return inspect["Config"]["ExposedPorts"][port].exists() || inspect["NetworkSettings"]["Ports"][port].exists();
}

void add(DiscoveryScore& score, int points, const char* reason) {
  score.points += points;
  score.reasons.emplace_back(reason);
}

void add_settings(const GatewaySigns& signs, DiscoveryScore& score) {
  const auto& names = signs.settings;
  if (names.contains("config.service.endpoint") && names.contains("config.service.auth")) {
    add(score, 80, "settings config.service.endpoint and config.service.auth");
  } else if (names.contains("config.service.endpoint")) {
    add(score, 50, "setting config.service.endpoint");
  } else if (names.contains("config.service.auth")) {
    add(score, 50, "setting config.service.auth");
  }
  if (names.contains("runtime.deployment.mechanism") || names.contains("runtime.deployment.artifact.source")) {
    add(score, 30, "settings runtime.deployment");
  }
  if (names.contains("neighborhood.host")) {
    add(score, 40, "setting neighborhood.host");
  } else if (signs.backup_mount) {
    add(score, 40, "mount at /apim/config");
  }
}

}  // namespace

bool asks_for_status(std::string_view text) { return text.find("status-0123456789abcdef") != std::string_view::npos; }

DiscoveryScore score_signs(const GatewaySigns& signs) {
  DiscoveryScore score;
  if (std::any_of(signs.images.begin(), signs.images.end(), is_gateway_image)) {
    add(score, 100, "image azure-api-management/gateway");
  }
  add_settings(signs, score);
  if (signs.component_label) add(score, 60, "label app.kubernetes.io/component");
  if (signs.name == "azure-api-management-gateway") add(score, 50, "container name");
  if (signs.peer_ports) add(score, 40, "ports 4290 and 4291");
  if (signs.status_check) add(score, 40, "health check of the status endpoint");
  if (signs.web_ports) add(score, 5, "ports 8080 and 8081");
  return score;
}

ImageReference parse_image(std::string_view reference) {
  ImageReference image;
  if (const std::size_t at = reference.find('@'); at != std::string_view::npos) {
    image.digest = reference.substr(at + 1);
    reference = reference.substr(0, at);
  } else if (reference.starts_with("sha256:")) {
    image.digest = reference;
    return image;
  }
  // A colon before the last slash belongs to the registry's port.
  const std::size_t slash = reference.rfind('/');
  const std::size_t colon = reference.rfind(':');
  const bool tagged = colon != std::string_view::npos && (slash == std::string_view::npos || colon > slash);
  image.repository = reference.substr(0, tagged ? colon : std::string_view::npos);
  if (tagged) image.tag = reference.substr(colon + 1);
  return image;
}

DiscoveryScore score_container(const JsonReader& inspect) {
  GatewaySigns signs;
  signs.images = {inspect["Config"]["Image"].text_or(""), inspect["ImageName"].text_or("")};
  for (const JsonReader& line : inspect["Config"]["Env"].items()) {
    const std::string text = line.text_or("");
    signs.settings.insert(text.substr(0, text.find('=')));
  }
  signs.name = inspect["Name"].text_or("");
  if (signs.name.starts_with('/')) signs.name.erase(0, 1);
  signs.component_label = inspect["Config"]["Labels"][k_component_label].text_or("") == k_component;
  signs.peer_ports = has_port(inspect, "4290/udp") && has_port(inspect, "4291/udp");
  signs.web_ports = has_port(inspect, "8080/tcp") && has_port(inspect, "8081/tcp");
  for (const JsonReader& word : inspect["Config"]["Healthcheck"]["Test"].items()) {
    signs.status_check = signs.status_check || asks_for_status(word.text_or(""));
  }
  for (const JsonReader& mount : inspect["Mounts"].items()) {
    signs.backup_mount = signs.backup_mount || mount["Destination"].text_or("") == k_backup_folder;
  }
  return score_signs(signs);
}

}  // namespace sgw::collector
