#include "collector/targets.hpp"

#include "collector/dns_name.hpp"

#include <algorithm>
#include <tuple>

namespace sgw::collector {

namespace {

auto order(const StatusTarget& target) { return std::tie(target.instance, target.host, target.port); }

template <class Value>
void sort_unique(std::vector<Value>& values) {
  std::sort(values.begin(), values.end());
  values.erase(std::unique(values.begin(), values.end()), values.end());
}

}  // namespace

void Targets::merge(Destination& known, Destination destination) {
  if (known.token && destination.token && known.token->authorization != destination.token->authorization)
    known.tokens_differ = true;
  if (!known.token) known.token = std::move(destination.token);
  known.absolute = known.absolute && destination.absolute;
  known.from_flag = known.from_flag || destination.from_flag;
  // The first in the list asks for the most rungs.
  known.transport = std::min(known.transport, destination.transport);
  known.instances.insert(known.instances.end(), destination.instances.begin(), destination.instances.end());
  known.purposes.insert(known.purposes.end(), destination.purposes.begin(), destination.purposes.end());
}

void Targets::add_destination(Destination destination) {
  const std::lock_guard lock(mutex_);
  const ProxySettings& proxy = destination.proxy;
  const Way way{normal_host(destination.host), destination.port, proxy.http, proxy.https, proxy.no_proxy};
  auto place = destinations_.find(way);
  if (place == destinations_.end() && destination.instances.empty()) {
    place = std::find_if(destinations_.begin(), destinations_.end(), [&](const auto& known) {
      return std::get<0>(known.first) == std::get<0>(way) && std::get<1>(known.first) == std::get<1>(way);
    });
  }
  if (place == destinations_.end()) {
    place = destinations_.emplace(way, std::move(destination)).first;
  } else {
    merge(place->second, std::move(destination));
  }
  sort_unique(place->second.instances);
  sort_unique(place->second.purposes);
}

void Targets::add_status(StatusTarget target) {
  const std::lock_guard lock(mutex_);
  const auto place =
      std::lower_bound(statuses_.begin(), statuses_.end(), target,
                       [](const StatusTarget& left, const StatusTarget& right) { return order(left) < order(right); });
  if (place != statuses_.end() && order(*place) == order(target)) return;
  statuses_.insert(place, std::move(target));
}

void Targets::add_container(ContainerTarget target) {
  const std::lock_guard lock(mutex_);
  containers_.insert_or_assign(target.instance, std::move(target));
}

void Targets::add_registry(RegistryTarget target) {
  const std::lock_guard lock(mutex_);
  registries_.insert_or_assign(target.instance, std::move(target));
}

std::vector<Destination> Targets::destinations() const {
  const std::lock_guard lock(mutex_);
  std::vector<Destination> all;
  for (const auto& [way, destination] : destinations_) all.push_back(destination);
  return all;
}

std::vector<StatusTarget> Targets::statuses() const {
  const std::lock_guard lock(mutex_);
  return statuses_;
}

std::vector<ContainerTarget> Targets::containers() const {
  const std::lock_guard lock(mutex_);
  std::vector<ContainerTarget> all;
  for (const auto& [instance, target] : containers_) all.push_back(target);
  return all;
}

std::vector<InstanceId> Targets::users_of_registry(std::string_view host, std::uint16_t port) const {
  const std::lock_guard lock(mutex_);
  std::vector<InstanceId> users;
  for (const auto& [instance, target] : registries_) {
    if (target.host == host && target.port == port) users.push_back(instance);
  }
  return users;
}

}  // namespace sgw::collector
