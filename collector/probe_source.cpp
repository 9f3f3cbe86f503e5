#include "collector/probe_source.hpp"

#include "collector/container_probe.hpp"
#include "collector/dns_name.hpp"
#include "collector/endpoint_address.hpp"
#include "collector/endpoint_probe.hpp"
#include "collector/status_source.hpp"

#include <algorithm>
#include <utility>

namespace sgw::collector {

namespace {

// One for each container that has an endpoint.
std::vector<std::unique_ptr<Source>> container_probes(const Targets& targets) {
  std::vector<std::unique_ptr<Source>> sources;
  for (auto& container : targets.containers()) {
    std::vector<EndpointTarget> own;
    for (auto& endpoint : targets.endpoints()) {
      const auto& users = endpoint.instances;
      if (std::find(users.begin(), users.end(), container.instance) != users.end()) own.push_back(std::move(endpoint));
    }
    if (!own.empty()) sources.push_back(make_container_probe(std::move(container), std::move(own)));
  }
  return sources;
}

}  // namespace

std::vector<std::unique_ptr<Source>> make_probe_sources(const Selection& selection, std::shared_ptr<Targets> targets) {
  if (!selection.probes) return {};
  if (!targets) targets = std::make_shared<Targets>();
  const bool settings_name_one = !targets->endpoints().empty();
  std::string userinfo;
  if (selection.endpoint) {
    EndpointAddress address = parse_endpoint_address(*selection.endpoint);
    userinfo = std::move(address.userinfo);
    EndpointTarget target;
    target.host = std::move(address.host);
    target.port = address.port;
    target.from_flag = true;
    target.plain = address.plain;
    targets->add_endpoint(std::move(target));
  }

  std::vector<std::unique_ptr<Source>> sources = container_probes(*targets);
  for (auto& target : targets->endpoints()) {
    // Where no setting names a configuration endpoint, the one that the operator names is taken for it.
    const bool extra = target.instances.empty() && settings_name_one;
    const bool flagged = target.from_flag;
    sources.push_back(make_endpoint_probe(std::move(target),
                                          extra ? ProbePurpose::operator_named : ProbePurpose::configuration_endpoint,
                                          flagged ? userinfo : std::string()));
  }
  for (auto& target : targets->statuses()) sources.push_back(make_status_source(std::move(target)));
  return sources;
}

}  // namespace sgw::collector
