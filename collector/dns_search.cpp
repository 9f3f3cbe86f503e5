#include "collector/dns_search.hpp"

#include "collector/dns_name.hpp"

#include <algorithm>
#include <numeric>

namespace sgw::collector {

namespace {

constexpr std::size_t k_max_list = 256;  // bytes, with a blank between two and the end's zero

}  // namespace

std::vector<std::string> names_before(const std::string& host, const ResolvConf& settings) {
  const auto dots = static_cast<unsigned>(std::count(host.begin(), host.end(), '.'));
  const std::size_t bytes =
      std::accumulate(settings.search.begin(), settings.search.end(), std::size_t{0},
                      [](std::size_t sum, const std::string& domain) { return sum + domain.size() + 1; });
  std::vector<std::string> names;
  if (dots >= settings.ndots() || bytes > k_max_list) return names;
  for (const std::string& domain : settings.search) {
    std::string name = host;
    name.append(".").append(domain);
    name = normal_host(name);
    if (is_host_name(name)) names.push_back(std::move(name));
  }
  return names;
}

}  // namespace sgw::collector
