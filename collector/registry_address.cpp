#include "collector/registry_address.hpp"

#include "collector/discovery.hpp"
#include "collector/dns_name.hpp"

#include <algorithm>
#include <charconv>

namespace sgw::collector {

namespace {

constexpr std::string_view k_host = "mcr.microsoft.com";
constexpr std::string_view k_repository = "azure-api-management/gateway";
constexpr std::size_t k_max_repository = 255;

bool is_letter_or_digit(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); }

// As registries have it: words of lower-case letters and digits, with single '.', '_' and '-' inside, between slashes.
bool is_repository(std::string_view text) {
  if (text.empty() || text.size() > k_max_repository) return false;
  bool word = false;  // the character before belongs to a word
  for (const char c : text) {
    if (is_letter_or_digit(c)) {
      word = true;
    } else if (word && (c == '/' || c == '.' || c == '_' || c == '-')) {
      word = false;
    } else {
      return false;
    }
  }
  return word;
}

std::optional<std::uint16_t> port_in(std::string_view text) {
  std::uint16_t port = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), port);
  if (error != std::errc() || end != text.data() + text.size() || port == 0) return std::nullopt;
  return port;
}

// Splits "host", "host:port", "[::1]:port".
bool read_authority(std::string_view text, RegistryAddress& address) {
  const std::size_t bracket = text.rfind(']');
  const std::size_t colon = text.find(':', bracket == std::string_view::npos ? 0 : bracket);
  if (colon != std::string_view::npos) {
    const auto port = port_in(text.substr(colon + 1));
    if (!port) return false;
    address.port = *port;
  }
  address.host = normal_host(text.substr(0, colon));
  return is_address(address.host) || is_host_name(address.host);
}

}  // namespace

std::string RegistryAddress::base() const {
  return (plain ? "http://" : "https://") + host_and_port(host, port, plain ? 80 : 443);
}

std::string RegistryAddress::shown() const { return host_and_port(host, port, plain ? 80 : 443) + "/" + repository; }

std::optional<RegistryAddress> parse_registry(std::string_view text) {
  RegistryAddress address;
  if (text.starts_with("http://")) {
    address.plain = true;
    address.port = 80;
    text.remove_prefix(7);
  } else if (text.starts_with("https://")) {
    text.remove_prefix(8);
  } else if (text.empty()) {
    text = k_host;
  }
  const std::size_t slash = text.find('/');
  address.repository = slash == std::string_view::npos ? k_repository : text.substr(slash + 1);
  if (!is_repository(address.repository) || !read_authority(text.substr(0, slash), address)) return std::nullopt;
  return address;
}

std::optional<RegistryAddress> registry_of_image(std::string_view reference) {
  const std::string repository = parse_image(reference).repository;
  const std::string host = repository.substr(0, repository.find('/'));
  // Podman calls what was built here "localhost/…".
  const bool names_one = host.size() < repository.size() && host.find_first_of(".:") != std::string::npos &&
                         repository.find("://") == std::string::npos;
  auto address = names_one ? parse_registry(repository) : std::nullopt;
  if (address && (address->host == "docker.io" || address->host == "index.docker.io"))
    address->host = "registry-1.docker.io";
  return address;
}

}  // namespace sgw::collector
