#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace sgw::collector {

// What a value must look like.
enum class SettingKind {
  text,
  word,      // one of `allowed`
  flag,      // true, false
  number,    // a whole number, not negative
  port,      // 1 to 65535
  fraction,  // 0 to 1
  numbers,   // numbers joined by commas
  span,      // [d.]hh:mm:ss[.f]
  url,       // http(s)://…
  address,   // host:port
  path,      // absolute
  endpoint,  // the configuration endpoint
  auth,      // a token, or one of `allowed`
  token,
  client_secret,
};

struct SettingSpec {
  std::string name;
  SettingKind kind = SettingKind::text;
  bool secret = false;
  std::string preset;                // the value without the setting; empty: none
  std::vector<std::string> allowed;  // words
};

// The known settings (collector/data/settings.json), read once. Immutable.
class SettingsCatalogue {
 public:
  static const SettingsCatalogue& shipped();

  const SettingSpec* find(std::string_view name) const;  // exact; nullptr when unknown
  const std::vector<SettingSpec>& all() const { return settings_; }

  // True for names in the manner of the gateway's settings: of one of its families, or a known one misspelt.
  bool looks_like_setting(std::string_view name) const;
  // The known name that was perhaps meant; empty when none is near.
  std::string nearest(std::string_view name) const;
  // Why an unknown name is wrong: "underscore-for-dot", "wrong-case", else "unknown-name".
  std::string name_problem(std::string_view name) const;

 private:
  std::vector<SettingSpec> settings_;
  std::vector<std::string> families_;  // lower-case beginnings
};

}  // namespace sgw::collector
