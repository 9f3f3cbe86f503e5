#include "collector/settings_environment.hpp"

#include "collector/settings_check.hpp"

namespace sgw::collector {

namespace {

std::string either_case(const Environment& env, std::string_view upper, std::string_view small) {
  const std::string* value = env.value(upper);
  if (value == nullptr) value = env.value(small);
  return value == nullptr ? std::string() : *value;
}

}  // namespace

Environment::Environment(const std::vector<EnvVariable>& all, EnvExtent how_much) : extent(how_much) {
  for (const EnvVariable& variable : all) variables[variable.name] = variable;
}

const EnvVariable* Environment::find(std::string_view name) const {
  const auto found = variables.find(name);
  return found == variables.end() ? nullptr : &found->second;
}

std::optional<bool> Environment::has(std::string_view name) const {
  if (find(name) != nullptr) return true;
  return extent == EnvExtent::whole ? std::optional(false) : std::nullopt;
}

const std::string* Environment::value(std::string_view name) const {
  const EnvVariable* variable = find(name);
  return variable != nullptr && variable->told() ? &variable->value : nullptr;
}

// What is kept in a Secret is a token: the other modes are words.
std::optional<std::string> auth_mode_of(const Environment& env) {
  const EnvVariable* variable = env.find("config.service.auth");
  if (variable == nullptr) {
    return env.extent == EnvExtent::whole ? std::optional(auth_mode(nullptr)) : std::nullopt;
  }
  if (variable->origin == EnvOrigin::secret) return "token";
  return variable->told() ? std::optional(auth_mode(&variable->value)) : std::nullopt;
}

ProxySettings proxy_of(const Environment& env) {
  return {either_case(env, "HTTP_PROXY", "http_proxy"), either_case(env, "HTTPS_PROXY", "https_proxy"),
          either_case(env, "NO_PROXY", "no_proxy")};
}

}  // namespace sgw::collector
