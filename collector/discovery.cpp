#include "collector/discovery.hpp"

#include <algorithm>
#include <set>

namespace sgw::collector {

namespace {

constexpr std::string_view k_image_path = "azure-api-management/gateway";

std::set<std::string> env_names(const JsonReader& inspect) {
  std::set<std::string> names;
  for (const JsonReader& line : inspect["Config"]["Env"].items()) {
    const std::string text = line.text_or("");
    names.insert(text.substr(0, text.find('=')));
  }
  return names;
}

bool is_gateway_image(std::string_view reference) {
  const std::string repository = parse_image(reference).repository;
  if (!repository.ends_with(k_image_path)) return false;
  return repository.size() == k_image_path.size() || repository[repository.size() - k_image_path.size() - 1] == '/';
}

bool has_port(const JsonReader& inspect, std::string_view port) {
  return inspect["Config"]["ExposedPorts"][port].exists() || inspect["NetworkSettings"]["Ports"][port].exists();
}

bool has_mount(const JsonReader& inspect, std::string_view destination) {
  const auto mounts = inspect["Mounts"].items();
  return std::any_of(mounts.begin(), mounts.end(), [destination](const JsonReader& mount) {
    return mount["Destination"].text_or("") == destination;
  });
}

bool has_status_check(const JsonReader& inspect) {
  const auto words = inspect["Config"]["Healthcheck"]["Test"].items();
  return std::any_of(words.begin(), words.end(), [](const JsonReader& word) {
    return word.text_or("").find("status-0123456789abcdef") != std::string::npos;
  });
}

std::string plain_name(const JsonReader& inspect) {
  std::string name = inspect["Name"].text_or("");
  if (name.starts_with('/')) name.erase(0, 1);
  return name;
}

void add(DiscoveryScore& score, int points, const char* reason) {
  score.points += points;
  score.reasons.emplace_back(reason);
}

void add_environment(const JsonReader& inspect, DiscoveryScore& score) {
  const auto names = env_names(inspect);
  if (names.contains("config.service.endpoint") && names.contains("config.service.auth")) {
    add(score, 80, "settings config.service.endpoint and config.service.auth");
  } else if (names.contains("config.service.endpoint")) {
    add(score, 50, "setting config.service.endpoint");
  }
  if (names.contains("runtime.deployment.mechanism") || names.contains("runtime.deployment.artifact.source")) {
    add(score, 30, "settings runtime.deployment");
  }
  if (names.contains("neighborhood.host")) {
    add(score, 40, "setting neighborhood.host");
  } else if (has_mount(inspect, "/apim/config")) {
    add(score, 40, "mount at /apim/config");
  }
}

}  // namespace

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
  DiscoveryScore score;
  const bool by_name =
      is_gateway_image(inspect["Config"]["Image"].text_or("")) || is_gateway_image(inspect["ImageName"].text_or(""));
  if (by_name) add(score, 100, "image azure-api-management/gateway");
  add_environment(inspect, score);
  if (inspect["Config"]["Labels"]["app.kubernetes.io/component"].text_or("") == "self-hosted-gateway") {
    add(score, 60, "label app.kubernetes.io/component");
  }
  if (plain_name(inspect) == "azure-api-management-gateway") add(score, 50, "container name");
  if (has_port(inspect, "4290/udp") && has_port(inspect, "4291/udp")) add(score, 40, "ports 4290 and 4291");
  if (has_status_check(inspect)) add(score, 40, "health check of the status endpoint");
  if (has_port(inspect, "8080/tcp") && has_port(inspect, "8081/tcp")) add(score, 5, "ports 8080 and 8081");
  return score;
}

}  // namespace sgw::collector
