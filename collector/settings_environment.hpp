#pragma once

#include "collector/destination.hpp"
#include "collector/settings_report.hpp"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sgw::collector {

// A container's environment, by name.
struct Environment {
  std::map<std::string, EnvVariable, std::less<>> variables;  // the last of a name wins, as it does for the engine
  EnvExtent extent = EnvExtent::whole;

  Environment(const std::vector<EnvVariable>& all, EnvExtent how_much);

  const EnvVariable* find(std::string_view name) const;
  // Nothing: it cannot be told whether there is one.
  std::optional<bool> has(std::string_view name) const;
  // The value, or nullptr when there is none or it cannot be told.
  const std::string* value(std::string_view name) const;
};

// token, key, azureAdApp, workloadIdentity, missing, invalid; nothing when it cannot be told.
std::optional<std::string> auth_mode_of(const Environment& env);

// HTTP_PROXY and the like, in upper or lower case: the former is documented, .NET takes the latter too.
ProxySettings proxy_of(const Environment& env);

}  // namespace sgw::collector
