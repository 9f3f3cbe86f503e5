#include "collector/settings_report.hpp"

#include "collector/raw_artifact.hpp"
#include "collector/settings_catalogue.hpp"
#include "collector/settings_check.hpp"
#include "collector/settings_endpoint.hpp"
#include "collector/token_parser.hpp"

#include <sgw_diag/json_writer.hpp>

#include <algorithm>
#include <array>
#include <map>
#include <optional>

namespace sgw::collector {

namespace {

constexpr std::size_t k_max_value_bytes = 4096;
constexpr std::size_t k_max_names = 500;
constexpr std::size_t k_max_looked_at = 2000;  // finding the nearest name costs time

using Environment = std::map<std::string, std::string>;  // the last of a name wins, as it does for the engine

const std::string* find(const Environment& env, const std::string& name) {
  const auto found = env.find(name);
  return found == env.end() ? nullptr : &found->second;
}

// The upper-case form is documented; .NET takes the lower-case one too.
std::string either_case(const Environment& env, const std::string& upper, const std::string& small) {
  const std::string* value = find(env, upper);
  if (value == nullptr) value = find(env, small);
  return value == nullptr ? std::string() : *value;
}

ProxySettings proxy_of(const Environment& env) {
  return {either_case(env, "HTTP_PROXY", "http_proxy"), either_case(env, "HTTPS_PROXY", "https_proxy"),
          either_case(env, "NO_PROXY", "no_proxy")};
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
  const std::string* auth = find(env, "config.service.auth");
  const std::string* key = find(env, "config.service.auth.key");
  if (auth_mode(auth) == "token") return parse_token(*auth, TokenPrefix::required);
  if (key != nullptr) return parse_token(*key, TokenPrefix::optional);
  return std::nullopt;
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
  const std::string mode = auth_mode(find(env, "config.service.auth"));
  json.key("settings").begin_object();
  for (const SettingSpec& spec : SettingsCatalogue::shipped().all()) {
    const std::string* value = find(env, spec.name);
    if (value == nullptr) continue;
    const auto problems = check_value(spec, *value);
    const bool mode_word = std::find(spec.allowed.begin(), spec.allowed.end(), *value) != spec.allowed.end();
    const bool secret = (spec.secret && !mode_word) || looks_like_token(*value);
    json.key(spec.name).begin_object();
    json.member("known", true).member("secret", secret).member("source", "env");
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
  for (const auto& [name, value] : env) {
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

void write_endpoint(JsonWriter& json, const std::string* value) {
  json.key("endpoint").begin_object().member("present", value != nullptr);
  if (value != nullptr) {
    const EndpointFacts facts = parse_endpoint(*value);
    if (!facts.host.empty()) json.member("host", facts.host).member("port", static_cast<int>(facts.port));
    json.member("form", facts.form);
    write_strings(json.key("problems"), facts.problems);
  }
  json.end_object();
}

void write_token(JsonWriter& json, const std::optional<TokenFacts>& token) {
  json.key("token").begin_object().member("present", token.has_value());
  if (token) {
    json.member("well_formed", token->well_formed);
    if (!token->gateway_id.empty()) json.member("gateway_id", token->gateway_id);
    if (token->expires) json.member("expires", format_time(*token->expires));
    write_strings(json.key("faults"), token->faults);
  }
  json.end_object();
}

void write_proxy(JsonWriter& json, const ProxySettings& proxy) {
  const std::string& used = proxy.https.empty() ? proxy.http : proxy.https;
  json.key("proxy").begin_object();
  json.member("http", !proxy.http.empty()).member("https", !proxy.https.empty());
  json.member("no_proxy", !proxy.no_proxy.empty());
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
  json.member("auth_mode", auth_mode(find(env, "config.service.auth")));
  write_endpoint(json, find(env, "config.service.endpoint"));
  write_token(json, token_of(env));
  write_proxy(json, proxy_of(env));
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
                     Targets& targets, RawSink& sink) {
  learn_secrets(env, sink);
  Environment by_name;
  for (const EnvVariable& variable : env) by_name[variable.name] = variable.value;

  const auto entry = sink.open(raw_header(source, Role::settings, Format::json, instance, Literal("settings.json")));
  entry->write(RawBytes(settings_document(by_name)));
  entry->finish(RawOutcome::complete());

  const std::string* endpoint = find(by_name, "config.service.endpoint");
  if (!live || endpoint == nullptr) return;
  const EndpointFacts facts = parse_endpoint(*endpoint);
  if (!facts.usable) return;
  EndpointTarget target;
  target.host = facts.host;
  target.port = facts.port;
  target.instances = {instance};
  target.proxy = proxy_of(by_name);
  targets.add_endpoint(std::move(target));
}

}  // namespace sgw::collector
