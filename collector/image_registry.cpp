#include "collector/image_registry.hpp"

#include "collector/dns_name.hpp"
#include "collector/engine_no_proxy.hpp"
#include "collector/registry_address.hpp"

#include <utility>

namespace sgw::collector {

namespace {

// What engines show instead of a user and a password.
bool is_masked(const std::string& proxy) { return proxy.find("xxxxx:xxxxx@") != std::string::npos; }

}  // namespace

void report_registry(const ImageOrigin& origin, InstanceId instance, Targets& targets) {
  auto registry = registry_of_image(origin.reference);
  if (!registry) return;
  if (!origin.from_here) {
    targets.add_registry({instance, std::move(registry->host), registry->port});
    return;
  }
  ProxySettings proxy = origin.proxy;
  if (engine_goes_past_proxy(proxy.no_proxy, registry->host, registry->port)) proxy = {};
  proxy.no_proxy.clear();
  if (is_masked(proxy.https)) return;
  Destination destination;
  // Engines speak to a registry on their own machine in clear as well as over TLS.
  destination.transport =
      is_loopback(registry->host) || registry->host == "localhost" ? Transport::tcp : Transport::https;
  destination.host = std::move(registry->host);
  destination.port = registry->port;
  destination.purposes = {ProbePurpose::registry};
  destination.instances = {instance};
  destination.proxy = std::move(proxy);
  targets.add_destination(std::move(destination));
}

}  // namespace sgw::collector
