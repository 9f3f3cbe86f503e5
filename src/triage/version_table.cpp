#include "src/triage/version_table.hpp"

#include <algorithm>
#include <charconv>

namespace sgw::triage {

namespace {

constexpr int k_max_patch = 99;  // above it, the third group is a build number

std::optional<std::vector<int>> groups_of(std::string_view text) {
  std::vector<int> groups;
  while (true) {
    int number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || number < 0) return std::nullopt;
    groups.push_back(number);
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    if (text.empty()) return groups;
    if (text.front() != '.' || groups.size() == 4) return std::nullopt;
    text.remove_prefix(1);
  }
}

std::optional<UtcTime> time_of(const SafeJson& value, DataProblems& problems) {
  if (!value.exists() || value.is_null()) return std::nullopt;
  const auto time = parse_time(value.text_or(""));
  if (!time) problems.add(value, "is no date");
  return time;
}

std::optional<Version> version_of(const SafeJson& value, DataProblems& problems) {
  auto version = Version::parse(value.text_or(""));
  if (!version) problems.add(value, "is no version");
  return version;
}

std::optional<VersionTable::Fix> fix_of(const SafeJson& item, DataProblems& problems) {
  problems.only_keys(item, {"fixed_in", "since", "what", "rules"});
  const auto fixed_in = version_of(item["fixed_in"], problems);
  VersionTable::Fix fix;
  if (item["since"].exists()) fix.since = version_of(item["since"], problems);
  fix.what = problems.text(item, "what");
  for (const SafeText& rule : problems.texts(item, "rules")) fix.rules.emplace_back(rule.view());
  if (!fixed_in) return std::nullopt;
  fix.fixed_in = *fixed_in;
  return fix;
}

// In lower case and without the "v" in front of a number.
std::string bare(std::string_view tag) {
  std::string text(tag);
  std::transform(text.begin(), text.end(), text.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c; });
  if (text.size() > 1 && text[0] == 'v' && text[1] >= '0' && text[1] <= '9') text.erase(0, 1);
  return text;
}

// "beta", "2.7.4-beta", "v2_beta2": a part of the tag says so.
bool says_beta(std::string_view tag) {
  for (std::size_t begin = 0; begin < tag.size();) {
    if (tag.substr(begin).starts_with("beta")) return true;
    const std::size_t end = tag.find_first_of("-._", begin);
    if (end == std::string_view::npos) return false;
    begin = end + 1;
  }
  return false;
}

}  // namespace

std::optional<Version> Version::parse(std::string_view text) {
  if (text.starts_with('v')) text.remove_prefix(1);
  const auto groups = groups_of(text);
  if (!groups || groups->size() < 2) return std::nullopt;
  Version version{(*groups)[0], (*groups)[1], std::nullopt};
  if (groups->size() == 3 && (*groups)[2] <= k_max_patch) version.patch = (*groups)[2];
  return version;
}

SafeText Version::line() const { return SafeText(major) + "." + SafeText(minor); }
SafeText Version::text() const { return patch ? line() + "." + SafeText(*patch) : line(); }

std::optional<bool> older(const Version& left, const Version& right) {
  if (left.major != right.major) return left.major < right.major;
  if (left.minor != right.minor) return left.minor < right.minor;
  if (!left.patch || !right.patch) {
    if (right.patch && *right.patch == 0) return false;  // nothing of a line is older than its first release
    return std::nullopt;
  }
  return *left.patch < *right.patch;
}

Result<VersionTable> VersionTable::read(const Resource& resource) {
  SGW_TRY(const SafeJson root, SafeJson::open(resource));
  DataProblems problems(resource.name);
  problems.only_keys(root, {"date", "latest", "window_minors", "retired", "releases", "cves", "fixes"});
  VersionTable table;
  table.date_ = time_of(root["date"], problems).value_or(UtcTime{});
  table.latest_ = version_of(root["latest"], problems).value_or(Version{});
  table.window_minors_ = static_cast<int>(root["window_minors"].integer_or(3));
  table.retired_below_ = static_cast<int>(root["retired"]["majors_below"].integer_or(0));
  table.retired_since_ = time_of(root["retired"]["since"], problems).value_or(UtcTime{});
  for (const auto& item : root["releases"].items()) {
    problems.only_keys(item, {"version", "date"});
    const auto version = version_of(item["version"], problems);
    if (version) table.releases_.push_back({*version, time_of(item["date"], problems)});
  }
  for (const auto& item : root["cves"].items()) {
    problems.only_keys(item, {"id", "fixed_in"});
    const auto version = version_of(item["fixed_in"], problems);
    if (version) table.cves_.emplace(item["id"].text_or(""), *version);
  }
  for (const auto& item : root["fixes"].items()) {
    if (auto fix = fix_of(item, problems)) table.fixes_.push_back(*std::move(fix));
  }
  if (table.releases_.empty()) problems.add(root["releases"], "needs at least one release");
  if (!problems.none()) return tl::make_unexpected(problems.error());
  return table;
}

bool VersionTable::knows(const Version& version) const {
  return std::any_of(releases_.begin(), releases_.end(),
                     [&](const Release& release) { return release.version == version; });
}

std::optional<Version> VersionTable::latest_at(UtcTime time) const {
  std::optional<Version> newest;
  for (const Release& release : releases_) {
    if (release.date.value_or(date_) > time) continue;
    if (!newest || older(*newest, release.version).value_or(false)) newest = release.version;
  }
  return newest;
}

bool VersionTable::released_by(const Version& version, UtcTime time) const {
  for (const Release& release : releases_) {
    if (release.version == version) return release.date.value_or(date_) <= time;
  }
  return false;
}

std::optional<Version> VersionTable::fixed_in(std::string_view cve) const {
  const auto found = cves_.find(cve);
  return found == cves_.end() ? std::nullopt : std::optional(found->second);
}

const VersionTable::Fix* VersionTable::fix_for(std::string_view rule) const {
  const auto found = std::find_if(fixes_.begin(), fixes_.end(), [&](const Fix& fix) {
    return std::find(fix.rules.begin(), fix.rules.end(), rule) != fix.rules.end();
  });
  return found == fixes_.end() ? nullptr : &*found;
}

Literal tag_kind(std::string_view tag, bool has_digest) {
  if (tag.empty()) return has_digest ? Literal("digest") : Literal("none");
  const std::string text = bare(tag);
  if (says_beta(text)) return "beta";
  if (text.find("preview") != std::string::npos) return "preview";
  if (text == "latest") return "rolling";
  const auto groups = groups_of(text);
  if (!groups) return "other";
  return groups->size() >= 3 ? Literal("fixed") : Literal("rolling");
}

std::optional<Version> version_in_tag(std::string_view tag) {
  const std::string text = bare(tag);
  return Version::parse(std::string_view(text).substr(0, text.find_first_of("-_+")));
}

std::optional<int> major_in_tag(std::string_view tag) {
  const auto groups = groups_of(bare(tag));
  return groups && groups->size() == 1 ? std::optional(groups->front()) : std::nullopt;
}

WindowAnswer judge_window(const Version& running, const std::optional<Version>& latest, const VersionTable& table,
                          UtcTime as_of) {
  if (running.major < table.retired_below() && as_of >= table.retired_since()) return {"unsupported", "VER-WINDOW"};
  if (!latest) return {};
  if (running.major > latest->major) return {};  // a generation that the table has never heard of
  const bool ahead = older(*latest, running).value_or(false);
  if (ahead) return {"supported", "VER-WINDOW"};  // newer than anything the table knows
  const bool inside = running.major == latest->major && running.minor > latest->minor - table.window_minors();
  return {inside ? Literal("supported") : Literal("unsupported"), "VER-WINDOW"};
}

}  // namespace sgw::triage
