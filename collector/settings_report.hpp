#pragma once

#include "collector/targets.hpp"

#include <sgw_diag/source.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace sgw::collector {

struct EnvVariable {
  std::string name;
  std::string value;
};

// "NAME=VALUE" as an engine lists it; without '=' the value is empty.
EnvVariable split_env(std::string_view line);

// The lines of an env file as `docker run --env-file` reads them: the rest of the line is the value, quotes and
// trailing blanks included; blank lines and lines that start with '#' are skipped; a '\r' before the newline stays.
std::vector<EnvVariable> parse_env_file(std::string_view text);

// Teaches `sink` every secret value in `env`: gateway tokens (whole and signature), client secrets, values of
// secret-looking names, connection strings, proxy credentials; and the service's name. Call it before anything about
// the instance is written.
void learn_secrets(const std::vector<EnvVariable>& env, RawSink& sink);

// Writes `settings.json` of the instance (ARCHITECTURE.md, "Facts") and, when `live`, registers the configuration
// endpoint for the probes. Learns the secrets first.
void report_settings(const std::vector<EnvVariable>& env, InstanceId instance, const SafeName& source, bool live,
                     Targets& targets, RawSink& sink);

}  // namespace sgw::collector
