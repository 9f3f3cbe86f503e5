#include "collector/engine_address.hpp"

#include "collector/dns_name.hpp"
#include "collector/settings_endpoint.hpp"

#include <unistd.h>
#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <system_error>

namespace sgw::collector {

namespace {

constexpr std::size_t k_max_socket_path = 107;  // sockaddr_un

RawResult<HttpServer> unix_server(std::string_view path) {
  if (path.empty() || path.front() != '/') {
    return raw_fail(ErrorKind::bad_usage, "the path of a socket must be absolute", RawText(path));
  }
  if (path.size() > k_max_socket_path) {
    return raw_fail(ErrorKind::bad_usage, "the path of the socket is too long", RawText(path));
  }
  HttpServer server;
  server.base = "http://localhost";
  server.unix_socket = path;
  return server;
}

void add_certificates(HttpServer& server, const EnvLookup& env) {
  std::string folder = env("DOCKER_CERT_PATH").value_or("");
  if (folder.empty()) folder = env("HOME").value_or("") + "/.docker";
  const auto file = [&folder](const char* name) {
    std::error_code unknown;
    std::string path = folder + "/" + name;
    // One that may not be looked at is named all the same: the refusal is then said where it is used.
    const bool absent = std::filesystem::status(path, unknown).type() == std::filesystem::file_type::not_found;
    return absent ? std::string() : path;
  };
  server.ca_file = file("ca.pem");
  server.cert_file = file("cert.pem");
  server.key_file = file("key.pem");
}

// A path below it would be part of each request and is no use to an engine.
std::string without_path(std::string_view rest) { return std::string(rest.substr(0, rest.find('/'))); }

bool has_port(std::string_view authority) {
  authority.remove_prefix(authority.rfind('@') + 1);  // npos + 1 is 0
  const std::size_t bracket = authority.rfind(']');
  return authority.find(':', bracket == std::string_view::npos ? 0 : bracket) != std::string_view::npos;
}

RawResult<HttpServer> network_server(std::string_view scheme, std::string_view rest, const EnvLookup& env) {
  const std::string authority = without_path(rest);
  if (url_host(authority).empty())
    return raw_fail(ErrorKind::bad_usage, "the engine's address has no host", RawText(rest));
  const bool tls = scheme == "https" || (scheme == "tcp" && env("DOCKER_TLS_VERIFY").has_value());
  HttpServer server;
  server.base = (tls ? "https://" : "http://") + authority;
  if (scheme == "tcp" && !has_port(authority)) server.base += tls ? ":2376" : ":2375";
  if (tls) add_certificates(server, env);
  return server;
}

// Two names of one socket file (/var/run is a link to /run) are one place.
std::string identity(const EnginePlace& place) {
  if (!place.server || place.server->unix_socket.empty()) return place.shown;
  std::error_code error;
  const auto real = std::filesystem::weakly_canonical(place.server->unix_socket, error);
  return error ? place.server->unix_socket : real.string();
}

class Places {
 public:
  explicit Places(const EnvLookup& env) : env_(env) {}

  void add(const std::string& address, bool borrowed = false) {
    EnginePlace place{address, parse_engine_address(address, env_), borrowed};
    std::string name = identity(place);
    if (std::find(seen_.begin(), seen_.end(), name) != seen_.end()) return;
    seen_.push_back(std::move(name));
    places_.push_back(std::move(place));
  }
  std::vector<EnginePlace> take() { return std::move(places_); }

 private:
  const EnvLookup& env_;
  std::vector<std::string> seen_;
  std::vector<EnginePlace> places_;
};

std::vector<std::string> docker_addresses(const Selection& selection, const EnvLookup& env) {
  if (selection.docker_host && !selection.docker_host->empty()) return {*selection.docker_host};
  if (const auto host = env("DOCKER_HOST")) return {*host};
  std::vector<std::string> addresses{"unix:///var/run/docker.sock"};
  if (const auto runtime = env("XDG_RUNTIME_DIR")) addresses.push_back("unix://" + *runtime + "/docker.sock");
  return addresses;
}

std::vector<std::string> podman_addresses(const EnvLookup& env) {
  if (const auto host = env("CONTAINER_HOST")) return {*host};
  std::vector<std::string> addresses{"unix:///run/podman/podman.sock"};
  if (const auto runtime = env("XDG_RUNTIME_DIR")) addresses.push_back("unix://" + *runtime + "/podman/podman.sock");
  if (const uid_t user = geteuid(); user != 0) {
    addresses.push_back("unix:///run/user/" + std::to_string(user) + "/podman/podman.sock");
  }
  return addresses;
}

}  // namespace

std::optional<std::string> process_environment(const char* name) {
  const char* value = std::getenv(name);
  if (value == nullptr || *value == '\0') return std::nullopt;
  return std::string(value);
}

RawResult<HttpServer> parse_engine_address(std::string_view address, const EnvLookup& env) {
  if (address.starts_with('/')) return unix_server(address);
  const std::size_t mark = address.find("://");
  const std::string_view scheme = mark == std::string_view::npos ? "" : address.substr(0, mark);
  if (scheme == "unix") return unix_server(address.substr(mark + 3));
  if (scheme == "tcp" || scheme == "http" || scheme == "https") {
    return network_server(scheme, address.substr(mark + 3), env);
  }
  return raw_fail(ErrorKind::bad_usage, "only unix, tcp, http and https addresses of an engine can be used",
                  RawText(address));
}

std::vector<EnginePlace> docker_places(const Selection& selection, const EnvLookup& env) {
  Places places(env);
  for (const std::string& address : docker_addresses(selection, env)) places.add(address);
  return places.take();
}

std::vector<EnginePlace> podman_places(const Selection& selection, const EnvLookup& env) {
  Places places(env);
  for (const std::string& address : podman_addresses(env)) places.add(address);
  for (const std::string& address : docker_addresses(selection, env)) places.add(address, true);
  return places.take();
}

std::string remote_host(const HttpServer& server) {
  if (!server.unix_socket.empty()) return {};
  const std::string host = url_host(server.base);
  return host == "localhost" || is_loopback(host) ? std::string() : host;
}

}  // namespace sgw::collector
