#include "collector/targets.hpp"

#include "collector/dns_name.hpp"

#include <algorithm>
#include <tuple>

namespace sgw::collector {

namespace {

auto order(const StatusTarget& target) { return std::tie(target.instance, target.host, target.port); }

void sort_unique(std::vector<InstanceId>& instances) {
  std::sort(instances.begin(), instances.end());
  instances.erase(std::unique(instances.begin(), instances.end()), instances.end());
}

}  // namespace

void Targets::add_endpoint(EndpointTarget target) {
  const std::lock_guard lock(mutex_);
  const auto [place, is_new] = endpoints_.try_emplace({normal_host(target.host), target.port}, EndpointTarget{});
  EndpointTarget& known = place->second;
  if (is_new) {
    known = std::move(target);
  } else {
    // The proxy of the lowest instance wins, whatever the order of arrival.
    const bool lower = !target.instances.empty() &&
                       (known.instances.empty() ||
                        *std::min_element(target.instances.begin(), target.instances.end()) < known.instances.front());
    if (known.proxy.empty() || (lower && !target.proxy.empty())) known.proxy = std::move(target.proxy);
    known.from_flag = known.from_flag || target.from_flag;
    known.plain = known.plain && target.plain;
    known.instances.insert(known.instances.end(), target.instances.begin(), target.instances.end());
  }
  sort_unique(known.instances);
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

std::vector<EndpointTarget> Targets::endpoints() const {
  const std::lock_guard lock(mutex_);
  std::vector<EndpointTarget> all;
  for (const auto& [key, target] : endpoints_) all.push_back(target);
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

}  // namespace sgw::collector
