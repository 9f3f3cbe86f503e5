#pragma once

#include "collector/targets.hpp"

#include <string>
#include <string_view>

namespace sgw::collector {

// Where an image is pulled from, and how whoever pulls it gets there.
struct ImageOrigin {
  std::string reference;  // of the image, as the engine or the cluster reports it
  ProxySettings proxy;    // of the engine; not of the container, which pulls nothing
  bool from_here = true;  // the engine is on this host: its way is one that a probe from here can take
};

// Registers the registry of the instance's image: to be probed where the pull is this host's, by the proxy that the
// engine would take (engine_no_proxy.hpp), else as one that the operator may name. Nothing for an image that names
// none, and where the engine signs in at its proxy: it does not tell how.
void report_registry(const ImageOrigin& origin, InstanceId instance, Targets& targets);

}  // namespace sgw::collector
