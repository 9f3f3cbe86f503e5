#include "redaction/secret_names.hpp"

#include "redaction/characters.hpp"
#include "redaction/escapes.hpp"
#include "redaction/name_words.hpp"
#include "redaction/secret_values.hpp"
#include "redaction/word_set.hpp"

#include <algorithm>
#include <array>

namespace sgw::redaction {

namespace {

using namespace std::string_view_literals;

// A name with one of these words holds a secret, unless its last word says otherwise.
constexpr WordSet k_secret_words(std::array{
    "secret"sv,
    "secrets"sv,
    "token"sv,
    "tokens"sv,
    "credential"sv,
    "credentials"sv,
    "cred"sv,
    "creds"sv,
    "cookie"sv,
    "cookies"sv,
    "jwt"sv,
    "pfx"sv,
    "otp"sv,
    "totp"sv,
    "psk"sv,
    "connstr"sv,
    "clientsecret"sv,
    "connectionstring"sv,
    "connectionstrings"sv,
    "authcode"sv,
    "passin"sv,
    "passout"sv,
});

constexpr WordSet k_password_words(std::array{"password"sv, "passwords"sv, "passwd"sv, "passphrase"sv, "passphrases"sv,
                                              "passcode"sv, "pwd"sv, "pincode"sv, "bindpw"sv, "rootpw"sv, "userpw"sv,
                                              "pgpassline"sv});

// Words that end like passwords and are none.
constexpr WordSet k_other_passes(std::array{"bypass"sv, "compass"sv, "encompass"sv, "surpass"sv, "trespass"sv,
                                            "multipass"sv, "twopass"sv, "onepass"sv, "singlepass"sv, "lowpass"sv,
                                            "highpass"sv, "webpass"sv});

// "… key" is a secret behind one of these, whatever it looks like.
constexpr WordSet k_key_owners(std::array{
    "api"sv,         "access"sv,          "account"sv,   "auth"sv,       "client"sv,  "encryption"sv,
    "function"sv,    "functions"sv,       "gateway"sv,   "master"sv,     "private"sv, "secret"sv,
    "service"sv,     "shared"sv,          "signing"sv,   "storage"sv,    "sas"sv,     "symmetric"sv,
    "admin"sv,       "license"sv,         "licence"sv,   "validation"sv, "machine"sv, "subscription"sv,
    "management"sv,  "decryption"sv,      "hmac"sv,      "webhook"sv,    "app"sv,     "sdk"sv,
    "jwt"sv,         "integration"sv,     "bootstrap"sv, "eventgrid"sv,  "ingest"sv,  "pass"sv,
    "functionapp"sv, "instrumentation"sv,
});

// … and none behind one of these.
constexpr WordSet k_other_keys(std::array{
    "partition"sv, "cache"sv,      "sort"sv,     "public"sv,   "foreign"sv, "counter"sv,     "row"sv,
    "object"sv,    "map"sv,        "registry"sv, "hot"sv,      "dedup"sv,   "unique"sv,      "group"sv,
    "order"sv,     "message"sv,    "header"sv,   "claim"sv,    "label"sv,   "resource"sv,    "lookup"sv,
    "range"sv,     "shard"sv,      "index"sv,    "config"sv,   "setting"sv, "pub"sv,         "mon"sv,
    "tur"sv,       "whis"sv,       "don"sv,      "joc"sv,      "hockey"sv,  "idempotency"sv, "correlation"sv,
    "trace"sv,     "authorized"sv, "tag"sv,      "topology"sv, "entity"sv,  "dictionary"sv,  "translation"sv,
    "rate"sv,
});

// A name that ends so is about a secret.
constexpr WordSet k_harmless_ends(std::array{
    "type"sv,       "types"sv,      "name"sv,       "names"sv,       "id"sv,         "ids"sv,         "ref"sv,
    "refs"sv,       "reference"sv,  "references"sv, "audience"sv,    "audiences"sv,  "expiry"sv,      "expires"sv,
    "expired"sv,    "expiration"sv, "on"sv,         "at"sv,          "in"sv,         "count"sv,       "length"sv,
    "size"sv,       "url"sv,        "uri"sv,        "urls"sv,        "uris"sv,       "endpoint"sv,    "endpoints"sv,
    "path"sv,       "paths"sv,      "file"sv,       "files"sv,       "filename"sv,   "dir"sv,         "directory"sv,
    "folder"sv,     "format"sv,     "syntax"sv,     "version"sv,     "kind"sv,       "algorithm"sv,   "algorithms"sv,
    "alg"sv,        "lifetime"sv,   "validity"sv,   "policy"sv,      "policies"sv,   "status"sv,      "state"sv,
    "provider"sv,   "providers"sv,  "scheme"sv,     "source"sv,      "issuer"sv,     "scope"sv,       "scopes"sv,
    "present"sv,    "header"sv,     "headers"sv,    "rotation"sv,    "required"sv,   "enabled"sv,     "disabled"sv,
    "valid"sv,      "error"sv,      "errors"sv,     "faults"sv,      "problems"sv,   "store"sv,       "manager"sv,
    "thumbprint"sv, "limit"sv,      "limits"sv,     "usage"sv,       "mode"sv,       "permissions"sv, "exists"sv,
    "date"sv,       "days"sv,       "left"sv,       "hint"sv,        "time"sv,       "check"sv,       "checks"sv,
    "location"sv,   "parts"sv,      "formed"sv,     "malformed"sv,   "missing"sv,    "mount"sv,       "mounts"sv,
    "rule"sv,       "rules"sv,      "class"sv,      "field"sv,       "fields"sv,     "service"sv,     "handler"sv,
    "validator"sv,  "validation"sv, "cache"sv,      "index"sv,       "attributes"sv, "ms"sv,          "seconds"sv,
    "minutes"sv,    "age"sv,        "well"sv,       "refresh"sv,     "interval"sv,   "timeout"sv,     "window"sv,
    "retries"sv,    "attempts"sv,   "threshold"sv,  "pattern"sv,     "regex"sv,      "description"sv, "help"sv,
    "column"sv,     "vault"sv,      "claim"sv,      "claims"sv,      "grant"sv,      "used"sv,        "created"sv,
    "updated"sv,    "modified"sv,   "changed"sv,    "rotated"sv,     "renewed"sv,    "refreshed"sv,   "acquired"sv,
    "user"sv,       "username"sv,   "owner"sv,      "group"sv,       "role"sv,       "server"sv,      "host"sv,
    "port"sv,       "domain"sv,     "result"sv,     "info"sv,        "metadata"sv,   "options"sv,     "template"sv,
    "resolver"sv,   "factory"sv,    "accessor"sv,   "fingerprint"sv, "digest"sv,     "bits"sv,        "strength"sv,
    "ok"sv,         "only"sv,       "secure"sv,     "samesite"sv,    "driver"sv,     "plugin"sv,      "category"sv,
    "event"sv,
});

// "TokenProvider.cs:line 42", "token.js:12:5": a place in a source file.
constexpr WordSet k_file_ends(std::array{"cs"sv, "vb"sv, "fs"sv, "cshtml"sv, "razor"sv, "java"sv, "kt"sv, "go"sv,
                                         "rs"sv, "py"sv, "rb"sv, "js"sv, "mjs"sv, "ts"sv, "tsx"sv, "php"sv, "cpp"sv,
                                         "hpp"sv});

// Tokens of programs and protocols that open nothing.
constexpr WordSet k_harmless_tokens(std::array{
    "cancellation"sv, "publickey"sv,  "continuation"sv, "sync"sv, "next"sv,  "page"sv,
    "metadata"sv,     "change"sv,     "stopping"sv,     "max"sv,  "total"sv, "syntax"sv,
    "prompt"sv,       "completion"sv, "has"sv,          "is"sv,   "num"sv,   "skip"sv,
    "lock"sv,         "requires"sv,   "unexpected"sv,   "min"sv,  "resume"sv});

// Secrets by these words are names of Kubernetes objects.
constexpr WordSet k_object_words(std::array{"existing"sv, "pull"sv, "create"sv, "use"sv, "mount"sv, "mounted"sv,
                                            "tls"sv});

bool is_password_word(std::string_view word) {
  if (k_password_words.has(word)) return true;
  if (word.find("pass"sv) != std::string_view::npos) {
    for (const auto part : {"password"sv, "passwd"sv, "passphrase"sv}) {
      if (word.find(part) != std::string_view::npos) return true;
    }
  }
  if (word.ends_with("pwd"sv)) return true;
  return word.size() > 4 && word.ends_with("pass"sv) && !k_other_passes.has(word);
}

Telling key_of(std::string_view owner) {
  if (owner.empty() || k_other_keys.has(owner)) return Telling::nothing;
  return k_key_owners.has(owner) ? Telling::secret : Telling::key;
}

bool is_harmless_token(const NameWords& words, std::size_t i) {
  for (std::size_t k = 0; k < i; ++k) {
    if (k_harmless_tokens.has(words[k]) || (words[k] == "key" && k > 0 && words[k - 1] == "public")) return true;
  }
  return std::any_of(k_harmless_tokens.begin(), k_harmless_tokens.end(), [&](auto harmless) {
    return words[i].starts_with(harmless) && words[i].substr(harmless.size()).starts_with("token");
  });
}

bool names_an_object(const NameWords& words, std::size_t i) {
  for (std::size_t k = 0; k < i; ++k) {
    if (k_object_words.has(words[k])) return true;
  }
  return false;
}

// "tokenendpoint", "secretname": glued, and about a secret.
bool is_harmless_glued(std::string_view word) {
  constexpr std::array k_begins{"token"sv, "secret"sv, "password"sv, "cookie"sv, "credential"sv, "auth"sv, "pgpass"sv};
  return std::any_of(k_begins.begin(), k_begins.end(), [&](std::string_view begin) {
    return word.size() > begin.size() && word.starts_with(begin) && k_harmless_ends.has(word.substr(begin.size()));
  });
}

// What the word at `i` says by itself and those before it.
Telling telling_of(const NameWords& words, std::size_t i) {
  const std::string_view word = words[i];
  const std::string_view before = i > 0 ? words[i - 1] : std::string_view();
  const bool last = i + 1 == words.size();
  if (is_harmless_glued(word)) return Telling::nothing;
  if (is_password_word(word) || word == "requirepass" || word == "masterauth") return Telling::password;
  if (before == "pass" && (word == "phrase" || word == "word" || word == "code")) return Telling::password;
  if (word == "pass") return last ? (i > 0 ? Telling::password : Telling::secret) : Telling::nothing;
  if (word == "key" || word == "keys") return last ? key_of(before) : Telling::nothing;
  if (word == "string" || word == "strings")
    return before == "connection" || before == "conn" ? Telling::secret : Telling::nothing;
  if (word == "auth" && last) {
    if (before == "service" || before == "basic" || before == "proxy") return Telling::secret;
    // "X-Registry-Auth"
    const bool known = before == "registry" || before == "docker";
    return words.size() == 1 || known ? Telling::key : Telling::nothing;
  }
  if (word == "code" && last) {
    for (const auto owner :
         {"auth"sv, "authorization"sv, "device"sv, "verification"sv, "pin"sv, "security"sv, "recovery"sv, "otp"sv})
      if (before == owner) return Telling::secret;
    return Telling::nothing;
  }
  if (word == "seed" && (before == "totp" || before == "otp")) return Telling::secret;
  if (word == "assertion") return last && before == "client" ? Telling::secret : Telling::nothing;
  if (word == "dsn" || word == "pat" || (word == "storage" && before == "jobs"))
    return last ? Telling::key : Telling::nothing;
  if (word == "api" && last && before == "art") return Telling::secret;  // X-JFrog-Art-Api
  if (word.find("token") != std::string_view::npos) {
    const bool ends = word.ends_with("token") || word.ends_with("tokens");
    return ends && !is_harmless_token(words, i) ? Telling::secret : Telling::nothing;
  }
  if (word.starts_with("secret") && names_an_object(words, i)) return Telling::nothing;
  if (k_secret_words.has(word)) return Telling::secret;
  for (const auto end : {"secret"sv, "connectionstring"sv}) {
    if (word.ends_with(end)) return Telling::secret;
  }
  if (last && word.size() > 3 && word.ends_with("key")) return key_of(word.substr(0, word.size() - 3));
  return Telling::nothing;
}

// "Endpoint=sb://…;SharedAccessKey=…", "?sv=…&sig=…", "GatewayKey id&time&signature"
bool is_composite(std::string_view value) {
  if (value.find("GatewayKey ") < 4) return true;
  std::size_t settings = 0;
  bool secret = false;
  for (std::size_t sign = value.find('='); sign != std::string_view::npos; sign = value.find('=', sign + 1)) {
    std::size_t begin = sign;
    while (begin > 0 && (is_name_char(value[begin - 1]) || value[begin - 1] == ' ')) --begin;
    if (begin == sign || (begin > 0 && std::string_view(";&? \"'").find(value[begin - 1]) == std::string_view::npos))
      continue;
    const std::string_view name = value.substr(begin, sign - begin);
    ++settings;
    secret = secret || equals(name, "sig") || equals(name, "signature") || equals(name, "pwd") ||
             (name.size() > 4 && telling(name) > Telling::key);
  }
  return settings >= 2 && secret;
}

// The same in whatever form it is written: "sr=…\u0026sig=…", "%3Fsv%3D…%26sig%3D…".
bool is_composite_in_any_form(std::string_view value) {
  if (is_composite(value)) return true;
  const bool escaped = value.find("%3D") != std::string_view::npos || value.find("%3d") != std::string_view::npos ||
                       value.find("\\u00") != std::string_view::npos || value.find("&amp;") != std::string_view::npos;
  return escaped && is_composite(fully_decoded(value));
}

// "JSESSIONID", "X-Session-Id", "ASP.NET_SessionId": whoever has it is taken for the user. Not "debugSessionId".
bool is_session_id(std::string_view name, const NameWords& words) {
  const std::string_view last = words.last();
  if (last == "jsessionid") return true;
  if (name.ends_with("_id") || name.ends_with(".id")) return false;
  const bool glued = last == "sessionid";
  if (!glued && (last != "id" || words.last(1) != "session")) return false;
  const std::string_view owner = words.last(glued ? 1 : 2);
  return owner.empty() || owner == "x" || owner == "net" || owner == "env";
}

// What a shell keeps in PWD.
bool is_working_directory(std::string_view value) {
  return value.starts_with('/') && !looks_random(value.substr(1)) &&
         std::all_of(value.begin(), value.end(), [](char c) { return is_name_char(c) || c == '/'; });
}

}  // namespace

Telling telling(std::string_view name) {
  const NameWords words(name);
  if (words.empty()) return Telling::nothing;
  const std::string_view last = words.last();
  if (last == "authorization") return Telling::secret;
  if (last.ends_with("identityheader") || (last == "header" && words.last(1) == "identity"))
    return Telling::secret;                                            // of a managed identity's endpoint
  if (last == "id" && words.last(1) == "secret") return Telling::key;  // half of an AppRole login
  if (last == "secretid" || last == "vaultsecretid") return Telling::key;
  if (is_session_id(name, words)) return Telling::secret;
  if (last == "auth" && name.size() > 5 && (name[name.size() - 5] == ':' || name[name.size() - 5] == '.'))
    return Telling::key;  // <cfg:auth>, $env:AUTH, gateway.auth.auth
  if (k_harmless_ends.has(last)) return Telling::nothing;
  const bool file = name.size() > last.size() && name[name.size() - last.size() - 1] == '.' && name.ends_with(last);
  if (file && k_file_ends.has(last)) return Telling::nothing;
  // "secretKeyRef", then "key: value": which of a Secret's members.
  if (last == "key" && (words.last(1) == "ref" || words.last(1) == "selector")) return Telling::nothing;
  Telling told = Telling::nothing;
  for (std::size_t i = 0; i < words.size(); ++i) told = std::max(told, telling_of(words, i));
  return told;
}

bool is_secret(Telling told, std::string_view name, std::string_view value) {
  if (told == Telling::nothing || is_harmless_value(value)) return false;
  if ((name == "PWD" || name == "OLDPWD") && is_working_directory(value)) return false;
  if (told == Telling::password) return true;
  // What has names of its own inside is masked by those: the rest tells which service it is.
  if (is_composite_in_any_form(value)) return false;
  // "max_tokens=4096", "tokens": 12: how many, not which.
  if (is_count(value) && name.size() > 1 && lower(name.back()) == 's') return false;
  const NameWords words(name);
  // The session of a protocol has a number or "0x1a2b…".
  if (is_session_id(name, words)) return value.size() >= 20 && !value.starts_with("0x") && looks_random(value);
  if (words.last() == "id" || words.last().ends_with("secretid")) return is_guid(value) || looks_random(value);
  if (words.last() == "dsn") {
    // Of a URL or Go's "user:pw@tcp(host)" the password alone goes: it has a shape.
    const bool shaped = value.find("://") != std::string_view::npos || value.find("@tcp(") != std::string_view::npos ||
                        value.find("@unix(") != std::string_view::npos;
    return !shaped && value.find_first_of("@=") != std::string_view::npos;
  }
  if (told == Telling::key) return looks_random(value);
  const bool key = words.last().ends_with("key") || words.last() == "keys";
  return !key || !is_path(value);
}

bool is_secret(std::string_view name, std::string_view value) { return is_secret(telling(name), name, value); }

const std::vector<std::string>& secret_word_literals() {
  // "pass" with what stands around it in a name: prose has passed, passes and bypass.
  static const std::vector<std::string> literals{
      "passw",
      "requirepass",
      "passp",
      "passc",
      "passk",
      "passin",
      "passout",
      "pgpass",
      "_pass",
      "-pass",
      ".pass",
      "pass_",
      "pass-",
      "pass=",
      "pass:",
      "pass\"",
      "pass'",
      "pass ",
      "pass<",
      "pass>",
      "pass]",
      "pass\t",
      "pass,",
      "pass;",
      "pass|",
      "pass)",
      "pass(",
      "pass\\",
      "pwd",
      "secret",
      "sessionid",
      "session-id",
      "token",
      "cred",
      "key",
      "auth",
      "cookie",
      "jwt",
      "pfx",
      "string",
      "connstr",
      "assertion",
      "otp",
      "psk",
      "dsn",
      "_pat",
      "-pat",
      "webjobsstorage",
      "pincode",
      "pin_code",
      "pin-code",
      "bindpw",
      "rootpw",
      "userpw",
      "device_code",
      "devicecode",
      "verification",
      "security_code",
      "securitycode",
      "recovery",
      "identity_header",
      "identity-header",
      "identityheader",
      "art-api",
  };
  return literals;
}

}  // namespace sgw::redaction
