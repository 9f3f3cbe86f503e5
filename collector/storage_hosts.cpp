#include "collector/storage_hosts.hpp"

#include "collector/text.hpp"

#include <algorithm>
#include <array>
#include <set>

namespace sgw::collector {

namespace {

constexpr std::size_t k_max_hosts = 8;
constexpr std::size_t k_max_value_bytes = 4096;
constexpr std::size_t k_min_account = 3;  // learn.microsoft.com, "Storage account overview": 3 to 24 of these
constexpr std::size_t k_max_account = 24;
constexpr std::string_view k_account_letters = "abcdefghijklmnopqrstuvwxyz0123456789";
constexpr std::array<std::string_view, 3> k_clouds{"core.windows.net", "core.usgovcloudapi.net",
                                                   "core.chinacloudapi.cn"};
constexpr std::array<std::string_view, 2> k_kinds{".blob.", ".table."};

bool is_account(std::string_view name) {
  return name.size() >= k_min_account && name.size() <= k_max_account &&
         name.find_first_not_of(k_account_letters) == std::string_view::npos;
}

// Each "<account>.<kind>.<cloud>" in the text.
void add_named(std::string_view text, std::string_view tail, std::set<std::string>& hosts) {
  for (std::size_t at = text.find(tail); at != std::string_view::npos; at = text.find(tail, at + 1)) {
    std::size_t begin = at;
    while (begin > 0 && k_account_letters.find(text[begin - 1]) != std::string_view::npos) --begin;
    const std::string_view account = text.substr(begin, at - begin);
    if (is_account(account)) hosts.insert(std::string(account) + std::string(tail));
  }
}

// The part "<name>=…" of a connection string, names in lower case.
std::string_view part(std::string_view text, std::string_view name) {
  std::size_t at = text.find(name);
  while (at != std::string_view::npos && at != 0 && text[at - 1] != ';') at = text.find(name, at + 1);
  if (at == std::string_view::npos) return {};
  const std::string_view value = text.substr(at + name.size());
  return value.substr(0, value.find(';'));
}

void add_account(const std::string& name, std::string_view text, std::set<std::string>& hosts) {
  const std::string_view account = part(text, "accountname=");
  if (!is_account(account)) return;
  const std::string_view said = part(text, "endpointsuffix=");
  if (!said.empty() && std::find(k_clouds.begin(), k_clouds.end(), said) == k_clouds.end()) return;
  const std::string_view cloud = said.empty() ? k_clouds.front() : said;
  const std::string_view kind = name.find("table") != std::string::npos ? ".table." : ".blob.";
  hosts.insert(std::string(account) + std::string(kind) + std::string(cloud));
}

}  // namespace

std::vector<std::string> storage_hosts(const Environment& env) {
  std::set<std::string> hosts;
  for (const auto& [name, variable] : env.variables) {
    if (!variable.told() || variable.value.size() > k_max_value_bytes) continue;
    const std::string text = lower(variable.value);
    for (const std::string_view kind : k_kinds) {
      for (const std::string_view cloud : k_clouds) add_named(text, std::string(kind) + std::string(cloud), hosts);
    }
    add_account(lower(name), text, hosts);
  }
  std::vector<std::string> all(hosts.begin(), hosts.end());
  if (all.size() > k_max_hosts) all.resize(k_max_hosts);
  return all;
}

}  // namespace sgw::collector
