#include "redaction/secret_names.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

namespace sgw::redaction {

namespace {

using namespace std::string_view_literals;

// A name with one of these words holds a secret, unless its last word says otherwise.
constexpr std::array k_secret_words{
    "password"sv,  "passwords"sv,        "passwd"sv,          "passphrase"sv, "passcode"sv,   "pwd"sv,
    "secret"sv,    "secrets"sv,          "token"sv,           "tokens"sv,     "credential"sv, "credentials"sv,
    "apikey"sv,    "authkey"sv,          "accesskey"sv,       "accountkey"sv, "sharedkey"sv,  "privatekey"sv,
    "secretkey"sv, "masterkey"sv,        "subscriptionkey"sv, "cookie"sv,     "cookies"sv,    "jwt"sv,
    "pfx"sv,       "connectionstring"sv,
};

// "… key" is a secret behind one of these; "partition key" and "cache key" are not.
constexpr std::array k_key_owners{
    "api"sv,         "access"sv,     "account"sv,   "auth"sv,         "client"sv, "encryption"sv,
    "function"sv,    "functions"sv,  "gateway"sv,   "host"sv,         "master"sv, "primary"sv,
    "secondary"sv,   "private"sv,    "secret"sv,    "service"sv,      "shared"sv, "signing"sv,
    "storage"sv,     "sas"sv,        "symmetric"sv, "subscription"sv, "admin"sv,  "instrumentation"sv,
    "validation"sv,  "management"sv, "license"sv,   "decryption"sv,   "hmac"sv,   "webhook"sv,
    "functionapp"sv,
};

// A name that ends so is about a secret.
constexpr std::array k_harmless_ends{
    "type"sv,        "types"sv,     "name"sv,       "names"sv,      "id"sv,        "ids"sv,     "ref"sv,
    "refs"sv,        "reference"sv, "audience"sv,   "audiences"sv,  "expiry"sv,    "expires"sv, "expired"sv,
    "expiration"sv,  "on"sv,        "at"sv,         "in"sv,         "count"sv,     "length"sv,  "size"sv,
    "url"sv,         "uri"sv,       "endpoint"sv,   "path"sv,       "file"sv,      "format"sv,  "version"sv,
    "kind"sv,        "algorithm"sv, "lifetime"sv,   "validity"sv,   "policy"sv,    "status"sv,  "state"sv,
    "provider"sv,    "scheme"sv,    "source"sv,     "issuer"sv,     "scope"sv,     "present"sv, "header"sv,
    "rotation"sv,    "required"sv,  "enabled"sv,    "disabled"sv,   "valid"sv,     "error"sv,   "faults"sv,
    "problems"sv,    "store"sv,     "manager"sv,    "thumbprint"sv, "limit"sv,     "usage"sv,   "mode"sv,
    "permissions"sv, "exists"sv,    "date"sv,       "days"sv,       "left"sv,      "hint"sv,    "time"sv,
    "check"sv,       "location"sv,  "parts"sv,      "formed"sv,     "malformed"sv, "missing"sv, "mount"sv,
    "mounts"sv,      "rule"sv,      "class"sv,      "field"sv,      "service"sv,   "handler"sv, "validator"sv,
    "cache"sv,       "index"sv,     "attributes"sv, "ms"sv,         "seconds"sv,   "age"sv,     "well"sv,
};

// Tokens of programs and protocols that open nothing.
constexpr std::array k_harmless_tokens{"cancellation"sv, "publickey"sv, "continuation"sv, "sync"sv,       "next"sv,
                                       "page"sv,         "metadata"sv,  "change"sv,       "stopping"sv,   "max"sv,
                                       "total"sv,        "syntax"sv,    "prompt"sv,       "completion"sv, "has"sv,
                                       "is"sv,           "num"sv};

constexpr std::array k_password_words{"password"sv, "passwords"sv, "passwd"sv, "passphrase"sv, "passcode"sv, "pwd"sv};

template <class Words>
bool one_of(const Words& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

// "clientSecret2" -> client, secret; "HTTPToken" -> http, token; "API_KEY" -> api, key.
std::vector<std::string> words_of(std::string_view name) {
  std::vector<std::string> words;
  std::string word;
  const auto end_word = [&] {
    if (!word.empty()) words.push_back(std::move(word));
    word.clear();
  };
  for (std::size_t i = 0; i < name.size(); ++i) {
    const char c = name[i];
    if (!is_upper(c) && !is_lower(c)) {
      end_word();
      continue;
    }
    const bool hump = is_upper(c) && i > 0 && is_lower(name[i - 1]);
    const bool acronym_end =
        is_upper(c) && i > 0 && is_upper(name[i - 1]) && i + 1 < name.size() && is_lower(name[i + 1]);
    if (hump || acronym_end) end_word();
    word += is_upper(c) ? static_cast<char>(c | 0x20) : c;
  }
  end_word();
  return words;
}

// Glued names have no word borders: "dbpassword", "PGPASSWORD", "authtoken".
bool ends_like_a_secret(std::string_view word) {
  for (const auto end : {"password"sv, "passwd"sv, "passphrase"sv, "secret"sv, "token"sv, "apikey"sv, "accesskey"sv,
                         "accountkey"sv, "authkey"sv, "pwd"sv, "privatekey"sv, "connectionstring"sv}) {
    if (word.size() > end.size() && word.ends_with(end)) return true;
  }
  return false;
}

bool is_secret_word(const std::vector<std::string>& words, std::size_t i) {
  const std::string& word = words[i];
  const bool last = i + 1 == words.size();
  if (word == "key" || word == "keys") return last && i > 0 && one_of(k_key_owners, words[i - 1]);
  if (word == "string") return last && i > 0 && (words[i - 1] == "connection" || words[i - 1] == "conn");
  if (word == "auth")
    return last && i > 0 && (words[i - 1] == "service" || words[i - 1] == "basic" || words[i - 1] == "proxy");
  if (word == "assertion") return last && i > 0 && words[i - 1] == "client";
  if (word.starts_with("token") || word.ends_with("token") || word.ends_with("tokens")) {
    for (std::size_t k = 0; k < i; ++k) {
      if (one_of(k_harmless_tokens, words[k]) || (words[k] == "key" && k > 0 && words[k - 1] == "public")) return false;
    }
    for (const auto harmless : k_harmless_tokens) {
      if (word.size() > harmless.size() && harmless.size() > 3 && word.starts_with(harmless)) return false;
    }
  }
  return one_of(k_secret_words, word) || ends_like_a_secret(word);
}

}  // namespace

bool is_secret_name(std::string_view name) {
  if (name.size() > 256) name = name.substr(name.size() - 256);
  const auto words = words_of(name);
  if (words.empty()) return false;
  if (words.back() == "authorization") return true;
  if (one_of(k_harmless_ends, words.back())) return false;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (is_secret_word(words, i)) return true;
  }
  return false;
}

bool is_password_name(std::string_view name) {
  const auto words = words_of(name.size() > 256 ? name.substr(name.size() - 256) : name);
  return std::any_of(words.begin(), words.end(), [](const std::string& word) {
    return one_of(k_password_words, word) || word.ends_with("password") || word.ends_with("pwd");
  });
}

bool is_harmless_value(std::string_view value) {
  constexpr std::array k_words{"true"sv,   "false"sv,    "null"sv,         "nil"sv,     "none"sv,    "undefined"sv,
                               "yes"sv,    "no"sv,       "present"sv,      "missing"sv, "expired"sv, "invalid"sv,
                               "valid"sv,  "empty"sv,    "redacted"sv,     "unset"sv,   "set"sv,     "masked"sv,
                               "hidden"sv, "required"sv, "system.string"sv};
  constexpr std::string_view k_edges = " \t\r\n\"'[](){}<>.,;:";
  const std::size_t begin = value.find_first_not_of(k_edges);
  if (begin == std::string_view::npos) return true;
  const std::string_view core = value.substr(begin, value.find_last_not_of(k_edges) - begin + 1);
  if (core.find_first_not_of("*xX.") == std::string_view::npos) return true;
  // A name in place of a value: $(TOKEN), ${TOKEN}, $TOKEN_1, {{token}}, {token}.
  const std::string_view opened = value.substr(value.find_first_not_of(" \t\r\n\"'"));
  const bool reference =
      opened.starts_with("$(") || opened.starts_with("${") || opened.starts_with("{{") || opened.starts_with("{");
  const auto is_name_char = [](char c) {
    return is_upper(c) || is_lower(c) || is_digit(c) || c == '_' || c == '-' || c == '.' || c == ' ';
  };
  if (reference && core.size() < 64) {
    const std::string_view inner = core.substr(core.find_first_not_of("$({"));
    if (!inner.empty() && std::all_of(inner.begin(), inner.end(), is_name_char)) return true;
  }
  std::string lower(core);
  std::transform(lower.begin(), lower.end(), lower.begin(),
                 [](char c) { return is_upper(c) ? static_cast<char>(c | 0x20) : c; });
  return one_of(k_words, lower);
}

std::vector<std::string> secret_word_literals() {
  return {"passw", "passphrase", "passcode", "pwd", "secret", "token",  "credential", "key",
          "auth",  "cookie",     "jwt",      "pfx", "string", "assertion"};
}

std::string secret_word_pattern() {
  std::string pattern;
  for (const std::string& word : secret_word_literals()) pattern.append(pattern.empty() ? "(?:" : "|").append(word);
  return pattern.append(")");
}

}  // namespace sgw::redaction
