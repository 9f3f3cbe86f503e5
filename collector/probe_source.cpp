#include "collector/probe_source.hpp"

#include "collector/container_probe.hpp"
#include "collector/dns_name.hpp"
#include "collector/endpoint_address.hpp"
#include "collector/endpoint_probe.hpp"
#include "collector/proxy_settings.hpp"
#include "collector/status_source.hpp"

#include <algorithm>
#include <map>
#include <utility>

namespace sgw::collector {

namespace {

constexpr std::size_t k_max_destinations = 64;

// What was typed before an '@', by host.
using Userinfo = std::map<std::string, std::vector<std::string>, std::less<>>;

void add_typed(const std::string& typed, ProbePurpose purpose, Targets& targets, Userinfo& userinfo) {
  EndpointAddress address = parse_endpoint_address(typed);
  if (!address.userinfo.empty()) userinfo[address.host].push_back(std::move(address.userinfo));
  Destination destination;
  destination.host = std::move(address.host);
  destination.absolute = address.absolute;
  destination.port = address.port;
  destination.transport = address.plain ? Transport::http : Transport::https;
  destination.purposes = {purpose};
  destination.from_flag = true;
  // Of a cluster's registry nobody but the operator says that it is to be probed from here.
  if (auto users = targets.users_of_registry(normal_host(destination.host), destination.port); !users.empty()) {
    destination.purposes.push_back(ProbePurpose::registry);
    destination.instances = std::move(users);
    destination.proxy = proxy_settings_of_environment();
  }
  targets.add_destination(std::move(destination));
}

bool is_mostly(ProbePurpose purpose, const Destination& destination) {
  return !destination.purposes.empty() && destination.purposes.front() == purpose;
}

bool names_configuration_endpoint(const Targets& targets) {
  const std::vector<Destination> all = targets.destinations();
  return std::any_of(all.begin(), all.end(), [](const Destination& destination) {
    return is_mostly(ProbePurpose::configuration_endpoint, destination);
  });
}

// Says what was not probed, and why.
class Unprobed : public Source {
 public:
  Unprobed(Literal what, std::string subject, std::string why)
      : what_(what), subject_(std::move(subject)), why_(std::move(why)) {}

  SafeName name() const override { return SafeName("probe"); }
  void collect(const CollectContext& /*context*/, RawSink& sink) override {
    sink.remark({Remark::Kind::gap, name(), what_, RawText(subject_), RawText(why_)});
  }

 private:
  Literal what_;
  std::string subject_;
  std::string why_;
};

// One for each container whose gateway has a destination. Its image is pulled by the engine, from the engine's network.
std::vector<std::unique_ptr<Source>> container_probes(const Targets& targets, std::size_t count) {
  std::vector<std::unique_ptr<Source>> sources;
  for (auto& container : targets.containers()) {
    std::vector<Destination> own;
    for (auto& destination : targets.destinations()) {
      const auto& users = destination.instances;
      const bool uses = std::find(users.begin(), users.end(), container.instance) != users.end();
      if (uses && !is_mostly(ProbePurpose::registry, destination)) own.push_back(std::move(destination));
    }
    std::stable_sort(own.begin(), own.end(),
                     [](const Destination& left, const Destination& right) { return left.purposes < right.purposes; });
    if (!own.empty()) {
      sources.push_back(make_container_probe(std::move(container), std::move(own),
                                             {.helper = ContainerProbeOptions().helper, .count = count, .limits = {}}));
    }
  }
  return sources;
}

}  // namespace

std::vector<std::unique_ptr<Source>> make_probe_sources(const Selection& selection, std::shared_ptr<Targets> targets) {
  if (!selection.probes) return {};
  if (!targets) targets = std::make_shared<Targets>();
  Userinfo userinfo;
  if (selection.endpoint) {
    // Where no setting names a configuration endpoint, the one that the operator names is taken for it.
    const bool extra = names_configuration_endpoint(*targets);
    add_typed(*selection.endpoint, extra ? ProbePurpose::operator_named : ProbePurpose::configuration_endpoint,
              *targets, userinfo);
  }
  for (const std::string& typed : selection.probe) add_typed(typed, ProbePurpose::operator_named, *targets, userinfo);

  std::vector<Destination> destinations = targets->destinations();
  // What weighs most is probed first, and what the operator asked for whatever it is.
  std::stable_sort(destinations.begin(), destinations.end(), [](const Destination& left, const Destination& right) {
    return left.from_flag != right.from_flag ? left.from_flag : left.purposes < right.purposes;
  });
  const std::size_t left_out = destinations.size() - std::min(destinations.size(), k_max_destinations);
  destinations.resize(destinations.size() - left_out);

  std::vector<std::unique_ptr<Source>> sources = container_probes(*targets, selection.probe_count);
  for (Destination& destination : destinations) {
    ProbeOrders orders;
    orders.count = selection.probe_count;
    if (const auto typed = userinfo.find(normal_host(destination.host)); typed != userinfo.end())
      orders.typed_userinfo = typed->second;
    if (selection.probe_auth && destination.tokens_differ) {
      sources.push_back(std::make_unique<Unprobed>(
          Literal("--probe-auth sent no token"), destination.host,
          "several gateways have tokens of their own for it: one answer would not hold for all; collect one of them by "
          "--container"));
    } else if (selection.probe_auth && destination.token) {
      orders.options.auth =
          AuthRequest{destination.host, destination.port, destination.token->gateway, destination.token->authorization};
    }
    sources.push_back(make_endpoint_probe(std::move(destination), std::move(orders)));
  }
  if (left_out > 0) {
    sources.push_back(
        std::make_unique<Unprobed>(Literal("more destinations than 64: the rest was not probed"), std::string(),
                                   std::to_string(left_out) + " left out; --probe HOST:PORT probes one of them"));
  }
  for (auto& target : targets->statuses()) sources.push_back(make_status_source(std::move(target)));
  return sources;
}

}  // namespace sgw::collector
