#pragma once

#include "collector/targets.hpp"

#include <sgw_diag/json_reader.hpp>
#include <sgw_diag/source.hpp>

#include <string>
#include <vector>

namespace sgw::collector {

// What is known of a container besides its inspect document. Absent documents are empty readers.
struct ContainerContext {
  SafeName source;                   // "docker", "podman", "files", "sample"
  std::vector<std::string> reasons;  // why it was taken for a gateway
  JsonReader image;                  // GET /images/<id>/json
  JsonReader stats;                  // GET /containers/<id>/stats?stream=false
  bool live = true;                  // registers status and endpoint targets for the probes; false for records
  std::string engine_host;           // where published ports answer, when the engine is not on this host
  bool engine_is_local = false;      // it answers at a socket of this machine's file system
  ProxySettings engine_proxy;        // that the engine pulls images by
};

// The container's name as the engine shows it, without the leading slash; a short id when it has none.
std::string container_name(const JsonReader& inspect);

// Teaches `sink` every secret of the container's environment and labels.
void learn_container_secrets(const JsonReader& inspect, RawSink& sink);

// Announces the instance and writes what its inspect document (GET /containers/<id>/json, or a record of it) says:
// state.json and settings.json of ARCHITECTURE.md, "Facts". First teaches `sink` every secret in it: tokens, client
// secrets, values of secret-looking names, proxy credentials. Works from JSON alone; logs are the caller's.
InstanceId report_container(const JsonReader& inspect, const ContainerContext& context, Targets& targets,
                            RawSink& sink);

}  // namespace sgw::collector
