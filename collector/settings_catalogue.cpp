#include "collector/settings_catalogue.hpp"

#include "collector/text.hpp"
#include "embedded/collector_data.hpp"

#include <sgw_diag/edit_distance.hpp>
#include <sgw_diag/json_reader.hpp>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <utility>

namespace sgw::collector {

namespace {

constexpr std::array<std::pair<std::string_view, SettingKind>, 15> k_kinds{{
    {"text", SettingKind::text},
    {"word", SettingKind::word},
    {"flag", SettingKind::flag},
    {"number", SettingKind::number},
    {"port", SettingKind::port},
    {"fraction", SettingKind::fraction},
    {"numbers", SettingKind::numbers},
    {"span", SettingKind::span},
    {"url", SettingKind::url},
    {"address", SettingKind::address},
    {"path", SettingKind::path},
    {"endpoint", SettingKind::endpoint},
    {"auth", SettingKind::auth},
    {"token", SettingKind::token},
    {"client-secret", SettingKind::client_secret},
}};

// What is compiled in was tested; a build in which it cannot be read must not run.
SettingKind kind_of(std::string_view name) {
  for (const auto& [text, kind] : k_kinds) {
    if (text == name) return kind;
  }
  std::abort();
}

// "CONFIG__SERVICE_ENDPOINT" and "config.service.endpoint" become the same. Hyphens are often lost with the dots.
std::string folded(std::string_view name) {
  std::string result;
  for (const char letter : lower(name)) {
    const char plain = letter == '_' || letter == '-' ? '.' : letter;
    if (plain != '.' || !result.ends_with('.')) result += plain;
  }
  return result;
}

}  // namespace

const SettingsCatalogue& SettingsCatalogue::shipped() {
  static const SettingsCatalogue catalogue = [] {
    SettingsCatalogue result;
    for (const EmbeddedFile& file : embedded::collector_data()) {
      if (!file.path.ends_with("settings.json")) continue;
      const auto root = JsonReader::parse(file.bytes);
      if (!root) std::abort();
      for (const JsonReader& family : (*root)["families"].items()) result.families_.push_back(family.text_or(""));
      for (const JsonReader& item : (*root)["settings"].items()) {
        SettingSpec& spec = result.settings_.emplace_back();
        spec.name = item["name"].text_or("");
        spec.kind = kind_of(item["kind"].text_or(""));
        spec.secret = item["secret"].boolean_or(false);
        spec.preset = item["default"].text_or("");
        for (const JsonReader& word : item["allowed"].items()) spec.allowed.push_back(word.text_or(""));
      }
    }
    return result;
  }();
  return catalogue;
}

const SettingSpec* SettingsCatalogue::find(std::string_view name) const {
  const auto found =
      std::find_if(settings_.begin(), settings_.end(), [name](const SettingSpec& spec) { return spec.name == name; });
  return found == settings_.end() ? nullptr : &*found;
}

bool SettingsCatalogue::looks_like_setting(std::string_view name) const {
  if (name.size() > 200) return false;
  const std::string small = lower(name);
  const bool of_family = std::any_of(families_.begin(), families_.end(),
                                     [&small](const std::string& family) { return small.starts_with(family); });
  return of_family || !nearest(name).empty();
}

std::string SettingsCatalogue::nearest(std::string_view name) const {
  if (name.empty() || name.size() > 200) return {};
  const std::string wanted = folded(name);
  const SettingSpec* best = nullptr;
  std::size_t best_distance = std::max<std::size_t>(2, wanted.size() / 6) + 1;
  if (wanted.size() < 6) best_distance = 2;
  for (const SettingSpec& spec : settings_) {
    const std::string known = folded(spec.name);
    // "logs.std" for "telemetry.logs.std": the beginning is missing.
    const bool tail = wanted.find('.') != std::string::npos && known.ends_with("." + wanted);
    const std::size_t away = tail ? 1 : edit_distance(wanted, known, best_distance);
    if (away >= best_distance) continue;
    best_distance = away;
    best = &spec;
  }
  return best == nullptr ? std::string() : best->name;
}

std::string SettingsCatalogue::name_problem(std::string_view name) const {
  const std::string small = lower(name);
  for (const SettingSpec& spec : settings_) {
    if (lower(spec.name) == small) return "wrong-case";
  }
  const std::string wanted = folded(name);
  const bool same = std::any_of(settings_.begin(), settings_.end(),
                                [&wanted](const SettingSpec& spec) { return folded(spec.name) == wanted; });
  return same && name.find('_') != std::string_view::npos ? "underscore-for-dot" : "unknown-name";
}

}  // namespace sgw::collector
