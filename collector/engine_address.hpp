#pragma once

#include "collector/http_client.hpp"

#include <sgw_diag/collector.hpp>

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sgw::collector {

// Reads the environment; nothing when a variable is unset or empty.
using EnvLookup = std::function<std::optional<std::string>(const char* name)>;
std::optional<std::string> process_environment(const char* name);

// A place where an engine may answer.
struct EnginePlace {
  std::string shown;             // as the operator would write it: "unix:///var/run/docker.sock"
  RawResult<HttpServer> server;  // or why the address cannot be used
  bool borrowed = false;         // the other engine's place: used when it is ours after all, silent when not
};

// unix:///path, /path, tcp://host[:port], http://…, https://…. TLS for tcp as Docker's own client decides: with
// DOCKER_TLS_VERIFY, and ca.pem, cert.pem, key.pem of DOCKER_CERT_PATH or ~/.docker.
RawResult<HttpServer> parse_engine_address(std::string_view address, const EnvLookup& env);

// In the order in which they are tried; each socket once.
std::vector<EnginePlace> docker_places(const Selection& selection, const EnvLookup& env);
std::vector<EnginePlace> podman_places(const Selection& selection, const EnvLookup& env);

// The host of a remote engine; empty for one on this host.
std::string remote_host(const HttpServer& server);

}  // namespace sgw::collector
