#include "collector/settings_report.hpp"

#include "collector/raw_artifact.hpp"
#include "collector/settings_catalogue.hpp"
#include "collector/settings_check.hpp"
#include "collector/settings_destinations.hpp"
#include "collector/settings_endpoint.hpp"
#include "collector/settings_environment.hpp"
#include "collector/token_parser.hpp"

#include <sgw_diag/json_writer.hpp>

#include <algorithm>
#include <array>
#include <optional>

namespace sgw::collector {

namespace {

constexpr std::size_t k_max_value_bytes = 4096;
constexpr std::size_t k_max_names = 500;
constexpr std::size_t k_max_looked_at = 2000;  // finding the nearest name costs time

const char* to_word(EnvOrigin origin) {
  switch (origin) {
    case EnvOrigin::env:
      return "env";
    case EnvOrigin::config_map:
      return "configmap";
    case EnvOrigin::secret:
      return "secret";
    case EnvOrigin::hidden:
      break;
  }
  return "unknown";
}

void put_known(JsonWriter& json, std::string_view key, std::optional<bool> flag) {
  if (flag) json.member(key, *flag);
}

bool is_proxy_name(std::string_view name) {
  constexpr std::array<std::string_view, 6> k_names{"HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY",
                                                    "http_proxy", "https_proxy", "no_proxy"};
  return std::find(k_names.begin(), k_names.end(), name) != k_names.end();
}

void write_strings(JsonWriter& json, const std::vector<std::string>& texts) {
  json.begin_array();
  for (const std::string& text : texts) json.value(text);
  json.end_array();
}

std::optional<TokenFacts> token_of(const Environment& env) {
  const std::string* auth = env.value("config.service.auth");
  const std::string* key = env.value("config.service.auth.key");
  if (auth_mode(auth) == "token") return parse_token(*auth, TokenPrefix::required);
  if (key != nullptr) return parse_token(*key, TokenPrefix::optional);
  return std::nullopt;
}

// As the gateway sends it. A damaged one would only prove itself.
std::optional<GatewayToken> token_to_send(const Environment& env) {
  const auto facts = token_of(env);
  if (!facts || !facts->well_formed) return std::nullopt;
  const std::string* value = env.value("config.service.auth");
  if (auth_mode(value) != "token") value = env.value("config.service.auth.key");
  if (value == nullptr) return std::nullopt;
  constexpr std::string_view k_word = "GatewayKey ";
  return GatewayToken{facts->gateway_id, value->starts_with(k_word) ? *value : std::string(k_word) + *value};
}

bool valid_value(const SettingSpec& spec, const std::vector<std::string>& problems,
                 const std::optional<TokenFacts>& token, const std::string& mode) {
  const bool holds_token = spec.kind == SettingKind::token || (spec.kind == SettingKind::auth && mode == "token");
  if (holds_token) return token && token->well_formed;
  if (spec.kind == SettingKind::auth) return mode != "invalid" && mode != "missing";
  return std::none_of(problems.begin(), problems.end(), breaks_setting);
}

void write_known(JsonWriter& json, const Environment& env) {
  const auto token = token_of(env);
  const std::string mode = auth_mode(env.value("config.service.auth"));
  json.key("settings").begin_object();
  for (const SettingSpec& spec : SettingsCatalogue::shipped().all()) {
    const EnvVariable* variable = env.find(spec.name);
    if (variable == nullptr) continue;
    json.key(spec.name).begin_object().member("known", true);
    if (!variable->told()) {
      json.member("secret", spec.secret || variable->origin == EnvOrigin::secret);
      json.member("source", to_word(variable->origin)).end_object();
      continue;
    }
    const std::string* value = &variable->value;
    const auto problems = check_value(spec, *value);
    const bool mode_word = std::find(spec.allowed.begin(), spec.allowed.end(), *value) != spec.allowed.end();
    const bool secret = (spec.secret && !mode_word) || looks_like_token(*value);
    json.member("secret", secret).member("source", to_word(variable->origin));
    json.member("valid", valid_value(spec, problems, token, mode));
    // A longer one is left out whole: its first part could end in half a secret.
    if (!secret && value->size() <= k_max_value_bytes) json.member("value", *value);
    write_strings(json.key("problems"), problems);
    json.end_object();
  }
  json.end_object();
}

// Returns the names that are neither known nor in the manner of settings.
std::vector<std::string> write_unknown(JsonWriter& json, const Environment& env) {
  const SettingsCatalogue& catalogue = SettingsCatalogue::shipped();
  std::vector<std::string> others;
  std::int64_t count = 0;
  std::size_t looked_at = 0;
  json.key("unknown").begin_array();
  for (const auto& [name, variable] : env.variables) {
    if (catalogue.find(name) != nullptr || is_proxy_name(name)) continue;
    if (++looked_at > k_max_looked_at) break;
    if (!catalogue.looks_like_setting(name)) {
      others.push_back(name);
      continue;
    }
    if (++count > static_cast<std::int64_t>(k_max_names)) continue;
    const std::string nearest = catalogue.nearest(name);
    json.begin_object().member("name", name);
    if (!nearest.empty()) json.member("nearest", nearest);
    json.member("problem", catalogue.name_problem(name)).end_object();
  }
  json.end_array();
  json.member("unknown_count", count);
  return others;
}

void write_endpoint(JsonWriter& json, const Environment& env) {
  json.key("endpoint").begin_object();
  put_known(json, "present", env.has("config.service.endpoint"));
  if (const std::string* value = env.value("config.service.endpoint")) {
    const EndpointFacts facts = parse_endpoint(*value);
    if (!facts.host.empty()) json.member("host", facts.host).member("port", static_cast<int>(facts.port));
    json.member("form", facts.form);
    write_strings(json.key("problems"), facts.problems);
  }
  json.end_object();
}

// Whether there is one, of those whose text is in a Secret or unknown as well.
std::optional<bool> has_token(const Environment& env) {
  const auto mode = auth_mode_of(env);
  if (!mode) return std::nullopt;
  return *mode == "token" ? std::optional(true) : env.has("config.service.auth.key");
}

void write_token(JsonWriter& json, const Environment& env) {
  const auto token = token_of(env);
  json.key("token").begin_object();
  put_known(json, "present", token ? std::optional(true) : has_token(env));
  if (token) {
    json.member("well_formed", token->well_formed);
    if (!token->gateway_id.empty()) json.member("gateway_id", token->gateway_id);
    if (token->expires) json.member("expires", format_time(*token->expires));
    write_strings(json.key("faults"), token->faults);
  }
  json.end_object();
}

// Of the two spellings, whether one is set to something.
std::optional<bool> is_set(const Environment& env, std::string_view upper, std::string_view small) {
  const EnvVariable* variable = env.find(upper);
  if (variable == nullptr) variable = env.find(small);
  if (variable == nullptr) return env.has(upper);
  return !variable->told() || !variable->value.empty();
}

void write_proxy(JsonWriter& json, const Environment& env) {
  const ProxySettings proxy = proxy_of(env);
  const std::string& used = proxy.https.empty() ? proxy.http : proxy.https;
  json.key("proxy").begin_object();
  put_known(json, "http", is_set(env, "HTTP_PROXY", "http_proxy"));
  put_known(json, "https", is_set(env, "HTTPS_PROXY", "https_proxy"));
  put_known(json, "no_proxy", is_set(env, "NO_PROXY", "no_proxy"));
  if (!used.empty()) {
    json.member("host", url_host(used));
    json.member("has_credentials", !url_credentials(used).empty());
  }
  json.end_object();
}

std::string settings_document(const Environment& env) {
  JsonWriter json;
  json.begin_object();
  write_known(json, env);
  std::vector<std::string> others = write_unknown(json, env);
  if (const auto mode = auth_mode_of(env)) json.member("auth_mode", *mode);
  write_endpoint(json, env);
  write_token(json, env);
  write_proxy(json, env);
  if (others.size() > k_max_names) others.resize(k_max_names);
  write_strings(json.key("other_names"), others);
  json.end_object();
  return json.take();
}

}  // namespace

EnvVariable split_env(std::string_view line) {
  const std::size_t mark = line.find('=');
  if (mark == std::string_view::npos) return {std::string(line), {}};
  return {std::string(line.substr(0, mark)), std::string(line.substr(mark + 1))};
}

std::vector<EnvVariable> parse_env_file(std::string_view text) {
  std::vector<EnvVariable> env;
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    while (!line.empty() && (line.front() == ' ' || line.front() == '\t')) line.remove_prefix(1);
    if (line.empty() || line == "\r" || line.front() == '#') continue;
    env.push_back(split_env(line));
  }
  return env;
}

void report_settings(const std::vector<EnvVariable>& env, InstanceId instance, const SafeName& source, bool live,
                     Targets& targets, RawSink& sink, EnvExtent extent) {
  learn_secrets(env, sink);
  const Environment by_name(env, extent);
  const auto entry = sink.open(raw_header(source, Role::settings, Format::json, instance, Literal("settings.json")));
  entry->write(RawBytes(settings_document(by_name)));
  entry->finish(RawOutcome::complete());

  if (!live) return;
  for (Destination& destination : destinations_of(by_name)) {
    destination.instances = {instance};
    destination.proxy = proxy_of(by_name);
    if (destination.purposes.front() == ProbePurpose::configuration_endpoint)
      destination.token = token_to_send(by_name);
    targets.add_destination(std::move(destination));
  }
}

}  // namespace sgw::collector
