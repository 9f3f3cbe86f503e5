#pragma once

#include "collector/targets.hpp"

#include <sgw_diag/source.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace sgw::collector {

// Where a variable's value comes from, and whether it can be told.
enum class EnvOrigin {
  env,         // it stands there
  config_map,  // read from a ConfigMap
  secret,      // it is in a Secret, which is not asked for
  hidden,      // elsewhere: unknown
};

struct EnvVariable {
  std::string name;
  std::string value;
  EnvOrigin origin = EnvOrigin::env;

  bool told() const { return origin == EnvOrigin::env || origin == EnvOrigin::config_map; }
};

// Whether an environment's variables are all known by name. In part of one, the lack of a setting tells nothing.
enum class EnvExtent { whole, part };

// "NAME=VALUE" as an engine lists it; without '=' the value is empty.
EnvVariable split_env(std::string_view line);

// The lines of an env file as `docker run --env-file` reads them: the rest of the line is the value, quotes and
// trailing blanks included; blank lines and lines that start with '#' are skipped; a '\r' before the newline stays.
std::vector<EnvVariable> parse_env_file(std::string_view text);

// Teaches `sink` every secret value in `env`: gateway tokens (whole and signature), client secrets, values of
// secret-looking names, connection strings, proxy credentials; and the service's name. Call it before anything about
// the instance is written.
void learn_secrets(const std::vector<EnvVariable>& env, RawSink& sink);

// Writes `settings.json` of the instance (ARCHITECTURE.md, "Facts") and, when `live`, registers what the gateway has to
// reach for the probes. Learns the secrets first.
void report_settings(const std::vector<EnvVariable>& env, InstanceId instance, const SafeName& source, bool live,
                     Targets& targets, RawSink& sink, EnvExtent extent = EnvExtent::whole);

}  // namespace sgw::collector
