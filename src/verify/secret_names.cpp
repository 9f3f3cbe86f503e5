#include "src/verify/secret_names.hpp"

#include "src/verify/characters.hpp"
#include "src/verify/plain_text.hpp"
#include "src/verify/randomness.hpp"

#include <algorithm>
#include <array>

namespace sgw::verify {

namespace {

constexpr std::size_t k_least_rest = 10;  // beside a placeholder

constexpr TellingName password(std::string_view ending) { return {ending, 6, true, true}; }
constexpr TellingName key(std::string_view ending) { return {ending, 8, true, true}; }
constexpr TellingName random(std::string_view ending, std::size_t least) { return {ending, least, false, false}; }

constexpr std::array k_telling = {
    password("password"),
    password("passwd"),
    password("pwd"),
    password("passphrase"),
    password("passcode"),
    password("requirepass"),
    password("masterauth"),
    password("storepass"),
    password("keypass"),
    key("secretkey"),
    key("clientsecret"),
    key("appsecret"),
    key("accountkey"),
    key("accesskey"),
    key("apikey"),
    key("subscriptionkey"),
    key("functionskey"),
    key("saskey"),
    key("sharedkey"),
    key("masterkey"),
    key("gatewaykey"),
    key("authkey"),
    key("adminkey"),
    key("signingkey"),
    key("encryptionkey"),
    TellingName{"secret", 16, true, false},
    TellingName{"secretid", 16, true, false},
    TellingName{"privatekey", 16, true, false},
    TellingName{"primarykey", 16, true, false},
    TellingName{"secondarykey", 16, true, false},
    TellingName{"presharedkey", 16, true, false},
    TellingName{"machinekey", 16, true, false},
    TellingName{"integrationkey", 16, true, false},
    TellingName{"routingkey", 16, true, false},
    TellingName{"eventgridkey", 16, true, false},
    TellingName{"topickey", 16, true, false},
    TellingName{"instrumentationkey", 16, true, false},
    TellingName{"credential", 16, true, false},
    TellingName{"credentials", 16, true, false},
    TellingName{"identityheader", 16, true, false},
    random("clientkeydata", 32),
    random("token", 20),
    random("registryauth", 16),
    random("sessionid", 20),
    random("phpsessid", 20),
    random("connectsid", 20),
    random("arraffinity", 20),
    random("arraffinitysamesite", 20),
    random("appserviceauthsession", 20),
    random("laravelsession", 20),
    random("estsauth", 20),
    random("estsauthpersistent", 20),
    random("xzumoauth", 20),
    random("xmsclientprincipal", 20),
    random("sig", 24),
    random("signature", 40),
    random("hmac", 40),
    random("clientassertion", 40),
};
constexpr std::array<std::string_view, 2> k_whole = {"pass", "pw"};  // and not the end of "bypass"
constexpr TellingName k_pass = password("pass");
constexpr std::array<std::string_view, 6> k_harmless = {"publickeytoken", "cancellationtoken", "continuationtoken",
                                                        "cancelledtoken", "stoptoken",         "synctoken"};
// Names that named_values.cpp treats on its own.
constexpr std::array<std::string_view, 15> k_special = {"authorization", "cookie", "value",  "key",   "sn",
                                                        "auth",          "code",   "bearer", "basic", "negotiate",
                                                        "ntlm",          "ssws",   "splunk", "plain", "geniekey"};

// Undone, it is judged in the next layer; as it is, it looks more random than it is.
bool is_escaped(std::string_view value) {
  for (std::size_t at = value.find_first_of("%\\"); at < value.size(); at = value.find_first_of("%\\", at + 1)) {
    const std::string_view rest = value.substr(at + 1);
    if (value[at] == '%' && span_of(rest.substr(0, 2), 0, is_hex) == 2) return true;
    if (value[at] == '\\' && rest.starts_with('u') && span_of(rest.substr(0, 5), 1, is_hex) == 4) return true;
  }
  return false;
}

}  // namespace

constinit const LastLetters k_last_letters(k_telling, k_whole, k_special);

const TellingName* telling(std::string_view name) {
  if (name.size() < 2) return nullptr;
  for (const auto harmless : k_harmless) {
    if (name.ends_with(harmless)) return nullptr;
  }
  if (std::find(k_whole.begin(), k_whole.end(), name) != k_whole.end()) return &k_pass;
  const TellingName* best = nullptr;
  for (const auto& candidate : k_telling) {
    const bool fits = name.back() == candidate.ending.back() && name.ends_with(candidate.ending);
    if (fits && (best == nullptr || candidate.ending.size() > best->ending.size())) best = &candidate;
  }
  return best;
}

std::string without_joints(std::string_view name) {
  std::string bare;
  for (const char c : name) {
    if (is_alnum(c)) bare += to_lower(c);
  }
  return bare;
}

bool has_rest_beside_placeholder(std::string_view value) {
  const std::size_t first = value.find(k_masked);
  if (first == std::string_view::npos) return false;
  // Not an escape, which is undone in the next layer, nor the next setting.
  const auto is_glued = [](char c) { return is_base64(c) || c == '_' || c == '-' || c == '~' || c == '!' || c == '#'; };
  const std::string_view front = value.substr(0, first);
  if (!is_escaped(front) && looks_random(front, k_least_rest)) return true;
  for (std::size_t at = first; at != std::string_view::npos; at = value.find(k_masked, at + 1)) {
    if (looks_random(value.substr(at + 1, span_of(value, at + 1, is_glued)), k_least_rest)) return true;
  }
  return false;
}

bool is_random_value(std::string_view value, std::size_t least) {
  if (value.find(k_masked) != std::string_view::npos) return has_rest_beside_placeholder(value);
  return !is_escaped(value) && looks_random(value, least);
}

bool is_secret_value(const TellingName& name, std::string_view value) {
  if (value.find(k_masked) != std::string_view::npos) return has_rest_beside_placeholder(value);
  if (is_guid(value)) return name.guid_counts;
  if (is_escaped(value)) return false;
  return looks_random(value, std::max<std::size_t>(name.least, 12)) ||
         (name.password && looks_typed(value, name.least));
}

}  // namespace sgw::verify
