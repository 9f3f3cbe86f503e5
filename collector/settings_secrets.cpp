#include "collector/settings_catalogue.hpp"
#include "collector/settings_endpoint.hpp"
#include "collector/settings_report.hpp"
#include "collector/text.hpp"
#include "collector/token_parser.hpp"

#include <algorithm>
#include <array>
#include <set>

namespace sgw::collector {

namespace {

// Parts of names whose values are taken for secrets. Better one value too many masked than one shown.
constexpr std::array<std::string_view, 13> k_secret_words{
    "password",   "passwd",     "passphrase", "pwd",       "secret",     "token", "apikey",
    "credential", "connection", "connstr",    "signature", "privatekey", "sas"};
// Parts of values that only connection strings and signed addresses have.
constexpr std::array<std::string_view, 8> k_secret_marks{
    "accountkey=", "sharedaccesskey=", "password=", "pwd=", "sharedsecretvalue=", "sig=", "apikey=", "secret="};

bool key_word(std::string_view name) {
  return name == "key" || name.ends_with("_key") || name.ends_with(".key") || name.ends_with("-key") ||
         name.find("_key_") != std::string_view::npos || name.find(".keys.") != std::string_view::npos ||
         name.ends_with(".enc");
}

bool secret_name(std::string_view name) {
  const std::string small = lower(name);
  return key_word(small) || std::any_of(k_secret_words.begin(), k_secret_words.end(), [&small](std::string_view word) {
           return small.find(word) != std::string::npos;
         });
}

bool secret_value(std::string_view value) {
  const std::string small = lower(value.substr(0, 8192));
  return std::any_of(k_secret_marks.begin(), k_secret_marks.end(),
                     [&small](std::string_view mark) { return small.find(mark) != std::string::npos; });
}

// Values that name or switch something, whatever the variable's name says: "/var/run/secrets/token", "true".
bool harmless(std::string_view value) {
  const bool path = value.starts_with('/') && value.size() < 256 && value.find("==") == std::string_view::npos;
  return path || value == "true" || value == "false";
}

// Each value once: teaching costs the gate a new search table.
class Teacher {
 public:
  explicit Teacher(RawSink& sink) : sink_(sink) {}

  void teach(std::string_view value, Literal what) {
    std::vector<std::string> ignored;
    const std::string inside(unwrap_value(value, ignored));
    if (!inside.empty() && taught_.insert(inside).second) sink_.learn(RawText(inside), what);
    if (inside != value && taught_.insert(std::string(value)).second) sink_.learn(RawText(value), what);
  }

  void teach_url(std::string_view url, Literal what) {
    const std::string_view pair = url_credentials(url);
    if (pair.empty()) return;
    teach(pair, what);
    const std::size_t colon = pair.find(':');
    if (colon == std::string_view::npos) return;
    teach(pair.substr(colon + 1), what);
    teach(percent_decoded(pair.substr(colon + 1)), what);
  }

 private:
  RawSink& sink_;
  std::set<std::string, std::less<>> taught_;
};

bool proxy_name(std::string_view name) {
  const std::string small = lower(name);
  return small == "http_proxy" || small == "https_proxy" || small == "all_proxy";
}

// "contoso-apim" of "contoso-apim.configuration.azure-api.net"; nothing of a custom name, which does not tell.
std::string service_name(std::string_view endpoint) {
  const std::string host = parse_endpoint(endpoint).host;
  const std::size_t dot = host.find('.');
  return dot != std::string::npos && host.find(".azure-api.", dot) != std::string::npos ? host.substr(0, dot) : "";
}

void learn_one(const EnvVariable& variable, Teacher& teacher) {
  const SettingSpec* spec = SettingsCatalogue::shipped().find(variable.name);
  if (spec != nullptr && spec->kind == SettingKind::endpoint) {
    teacher.teach(service_name(variable.value), k_service_name);
  }
  teacher.teach_url(variable.value,
                    proxy_name(variable.name) ? Literal("proxy-credentials") : Literal("url-credentials"));
  if (looks_like_token(variable.value)) {
    teacher.teach(variable.value, "gateway-token");
    teacher.teach(token_signature(variable.value), "gateway-token");
    return;
  }
  if (spec != nullptr && spec->secret) {
    const bool mode_word = std::find(spec->allowed.begin(), spec->allowed.end(), variable.value) != spec->allowed.end();
    if (mode_word) return;
    const bool client = spec->kind == SettingKind::client_secret;
    teacher.teach(variable.value, client ? Literal("client-secret") : Literal("gateway-secret"));
    return;
  }
  const bool named_so = spec == nullptr && secret_name(variable.name) && !harmless(variable.value);
  if (named_so || secret_value(variable.value)) teacher.teach(variable.value, "env-secret");
}

}  // namespace

void learn_secrets(const std::vector<EnvVariable>& env, RawSink& sink) {
  Teacher teacher(sink);
  for (const EnvVariable& variable : env) learn_one(variable, teacher);
}

}  // namespace sgw::collector
