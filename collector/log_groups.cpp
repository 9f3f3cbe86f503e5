#include "collector/log_groups.hpp"

#include <sgw_diag/log_name.hpp>

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>
#include <string_view>
#include <utility>

namespace sgw::collector {

namespace {

constexpr std::size_t k_id_digits = 64;
constexpr std::size_t k_short_id_digits = 12;
// Folders that say nothing of whose logs they hold.
constexpr std::array<std::string_view, 7> k_plain_folders{"logs",    "log",      "old", "archive",
                                                          "rotated", "previous", "prev"};
// Documents that tell of one container: a record of docker inspect, its settings.
constexpr std::array<std::string_view, 3> k_records{".json", ".env", ".conf"};
constexpr std::array<std::string_view, 8> k_documents{".yaml", ".yml", ".md", ".ini", ".toml", ".xml", ".html", ".csv"};
// What is saved beside a gateway's log and is nobody's of its own.
constexpr std::array<std::string_view, 10> k_surroundings{"dmesg",   "describe", "events", "journal",  "journalctl",
                                                          "kubelet", "kern",     "syslog", "messages", "containerd"};
// What the endings of a name say of one container's log: which run, which stream.
constexpr std::array<std::string_view, 7> k_variants{"previous", "prev", "current", "stdout", "stderr", "out", "err"};

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_in(std::string_view word, const auto& words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

std::string_view folder_of(std::string_view name) {
  const std::size_t slash = name.rfind('/');
  return slash == std::string_view::npos ? std::string_view() : name.substr(0, slash);
}

std::string_view last_of(std::string_view name) { return name.substr(name.rfind('/') + 1); }  // npos + 1 is 0

std::string_view ending_of(std::string_view file) {
  const std::size_t dot = file.rfind('.');
  return dot == std::string_view::npos ? std::string_view() : file.substr(dot);
}

// "gw.1", "gw-20261123", "gw_2026-11-23": what a rotation put before the ending.
std::string_view without_rotation(std::string_view stem) {
  const std::size_t digits = stem.find_last_not_of("0123456789");
  if (digits == std::string_view::npos || digits + 1 == stem.size()) return stem;
  if (stem[digits] == '.' && digits > 0) return stem.substr(0, digits);
  const std::size_t date = stem.find_last_not_of("0123456789-T");
  for (std::size_t at = date == std::string_view::npos ? 0 : date; at + 8 < stem.size(); ++at) {
    const std::string_view rest = stem.substr(at + 1);
    const bool begins = stem[at] == '-' || stem[at] == '_' || stem[at] == '.';
    const auto count = std::count_if(rest.begin(), rest.end(), &is_digit);
    if (begins && at > 0 && count >= 8 && (rest.starts_with("20") || rest.starts_with("19"))) return stem.substr(0, at);
  }
  return stem;
}

// What the parts and runs of one container's log have in common; empty when the name tells nothing but these.
std::string stem_of(std::string_view file) {
  const std::string named = name_of_log(std::string(file));
  std::string_view stem = without_rotation(named);
  for (bool again = true; again;) {
    again = false;
    const std::size_t at = stem.find_last_of(".-_");
    const std::string_view word = at == std::string_view::npos ? stem : stem.substr(at + 1);
    if (!is_in(word, k_variants)) break;
    stem = at == std::string_view::npos ? std::string_view() : stem.substr(0, at);
    again = !stem.empty();
  }
  // A kubelet's 0.log, 1.log are runs of one container.
  if (std::all_of(stem.begin(), stem.end(), &is_digit)) return {};
  return std::string(stem);
}

enum class Kind { log, record, other };

Kind kind_of(std::string_view name) {
  const std::string_view file = last_of(name);
  const std::string_view ending = ending_of(parse_log_name(file).base);
  if (file == "env" || file.starts_with("inspect") || (is_in(ending, k_records) && !file.ends_with("-json.log")))
    return Kind::record;
  return is_in(ending, k_documents) || is_in(stem_of(file), k_surroundings) ? Kind::other : Kind::log;
}

// "NAMESPACE_POD_UID": a kubelet's folder of a pod.
std::optional<std::string_view> pod_in(std::string_view folder) {
  const std::size_t first = folder.find('_');
  const std::size_t last = folder.rfind('_');
  if (first == std::string_view::npos || first == 0 || last == first || last + 1 == folder.size()) return std::nullopt;
  if (folder.find('_', first + 1) != last) return std::nullopt;
  return folder.substr(first + 1, last - first - 1);
}

// Whose a folder is: that of a pod's container, or itself without the parts that say nothing at its end.
struct Owner {
  std::string path;  // empty: the folder that was asked for
  std::string name;
};

Owner owner_of(std::string_view folder) {
  for (std::size_t begin = 0; begin < folder.size();) {
    const std::size_t end = std::min(folder.find('/', begin), folder.size());
    if (const auto pod = pod_in(folder.substr(begin, end - begin))) {
      const std::size_t below = end == folder.size() ? end : std::min(folder.find('/', end + 1), folder.size());
      return {std::string(folder.substr(0, below)), std::string(*pod)};
    }
    begin = end + 1;
  }
  while (!folder.empty() && is_in(last_of(folder), k_plain_folders)) folder = folder_of(folder);
  return {std::string(folder), std::string(last_of(folder))};
}

bool is_below(std::string_view path, std::string_view folder) {
  return path.size() > folder.size() && path.starts_with(folder) && path[folder.size()] == '/';
}

class Grouping {
 public:
  explicit Grouping(const std::vector<FoundFile>& files) {
    bool record = false;
    std::set<std::string> stems;
    for (const FoundFile& file : files) {
      const Owner owner = owner_of(folder_of(file.name));
      if (owner.path.empty()) {
        record = record || kind_of(file.name) == Kind::record;
        if (kind_of(file.name) == Kind::log) stems.insert(stem_of(last_of(file.name)));
      } else if (kind_of(file.name) == Kind::log) {
        folders_.emplace(owner.path, owner.name);
      }
    }
    stems.erase(std::string());  // "previous.log" is of the only one that has a name
    by_stem_ = !record && stems.size() > 1;
    if (!record && stems.size() == 1) only_stem_ = *stems.begin();
    // What is below another folder with logs belongs to that one.
    std::erase_if(folders_, [&](const auto& one) {
      return std::any_of(folders_.begin(), folders_.end(),
                         [&](const auto& other) { return is_below(one.first, other.first); });
    });
  }

  // The key of the group and its name; none for what goes with the first.
  std::optional<Owner> of(const FoundFile& file) const {
    const Owner owner = owner_of(folder_of(file.name));
    for (const auto& [path, name] : folders_) {
      if (owner.path == path || is_below(owner.path, path)) return Owner{path + "/", name};
    }
    if (!owner.path.empty() || kind_of(file.name) != Kind::log) return std::nullopt;
    const std::string stem = by_stem_ ? stem_of(last_of(file.name)) : only_stem_;
    return Owner{stem, stem};
  }

 private:
  std::map<std::string, std::string> folders_;  // path to name
  bool by_stem_ = true;                         // each log directly in the folder is of its own
  std::string only_stem_;                       // what the one that lies there is called
};

}  // namespace

std::string name_of_log(const std::string& file) {
  std::string name(without_archive(parse_log_name(file).base));
  for (const std::string_view ending : {"-json.log", ".log", ".txt", ".json"}) {
    if (name.size() > ending.size() && name.ends_with(ending)) name.resize(name.size() - ending.size());
  }
  const bool is_id = name.size() == k_id_digits && name.find_first_not_of("0123456789abcdef") == std::string::npos;
  return is_id ? name.substr(0, k_short_id_digits) : name;
}

std::vector<LogGroup> group_logs(std::vector<FoundFile> files, const std::string& folder) {
  const Grouping grouping(files);
  std::vector<LogGroup> groups;
  std::map<std::string, std::size_t> by_key;
  std::vector<FoundFile> others;
  for (FoundFile& file : files) {
    const auto owner = grouping.of(file);
    if (!owner) {
      others.push_back(std::move(file));
      continue;
    }
    const auto [known, is_new] = by_key.emplace(owner->path, groups.size());
    if (is_new) groups.push_back({owner->name.empty() ? folder : owner->name, {}});
    groups[known->second].files.push_back(std::move(file));
  }
  if (groups.empty()) groups.emplace_back();
  std::move(others.begin(), others.end(), std::back_inserter(groups.front().files));
  if (groups.size() == 1) groups.front().name = folder;
  return groups;
}

}  // namespace sgw::collector
