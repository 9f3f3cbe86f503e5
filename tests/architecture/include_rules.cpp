#include "tests/architecture/include_rules.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <regex>
#include <set>

namespace sgw::test {
namespace {

using Names = std::vector<std::string_view>;

// `may`: folders (ending in '/') and files that may be included besides the folder's own files and <sgw_diag/…>.
struct FolderRule {
  std::string_view folder;
  Names may;
};

const std::vector<FolderRule>& folder_rules() {
  static const std::vector<FolderRule> rules = {
      {"include/sgw_diag/", {}},
      {"src/core/", {}},
      {"collector/", {}},
      {"redaction/", {}},
      {"src/triage/", {}},
      {"src/report/", {"src/triage/"}},
      {"src/package/", {}},
      {"src/verify/", {"src/package/archive_reader.hpp"}},
      {"src/app/", {"src/triage/", "src/report/", "src/package/", "src/verify/"}},
      {"src/cli/", {"src/app/", "src/report/", "src/triage/verdict.hpp", "src/triage/rule_book.hpp"}},
      {"src/main.cpp", {"src/cli/", "src/app/harden.hpp"}},
  };
  return rules;
}

// A file of `folder` must not reach `header`, by whatever way.
struct ReachRule {
  std::string_view folder;
  std::string_view header;
};

constexpr std::array k_reach_rules = {
    ReachRule{"src/triage/", "include/sgw_diag/raw.hpp"},    ReachRule{"src/triage/", "include/sgw_diag/source.hpp"},
    ReachRule{"src/report/", "include/sgw_diag/raw.hpp"},    ReachRule{"src/report/", "include/sgw_diag/source.hpp"},
    ReachRule{"src/package/", "include/sgw_diag/raw.hpp"},   ReachRule{"src/package/", "include/sgw_diag/source.hpp"},
    ReachRule{"src/verify/", "include/sgw_diag/source.hpp"},
};

// Where a library's headers may be included. Everything that no rule names is unknown and refused.
struct LibraryRule {
  std::string_view pattern;  // of the header's name
  Names may;                 // empty: everywhere
};

const std::vector<LibraryRule>& library_rules() {
  static const std::vector<LibraryRule> rules = {
      {"regex|iostream|cstdarg", {"nowhere"}},  // RE2 matches, the console talks
      {"[a-z_]+", {}},                          // the standard library
      {"tl/expected\\.hpp", {"include/sgw_diag/result.hpp"}},
      {"curl/.*",
       {"collector/http_client.cpp", "collector/http_error.cpp", "collector/http_error.hpp",
        "collector/http_options.cpp", "collector/http_options.hpp"}},
      {"archive(_entry)?\\.h",
       {"src/package/archive_writer.cpp", "src/package/archive_reader.cpp", "src/core/unpacker.cpp"}},
      {"(emm|imm)intrin\\.h", {"redaction/", "src/core/literal_scanner.cpp", "src/core/stride_scanner.cpp"}},
      {"re2/.*", {"redaction/", "src/triage/expression_problem.cpp", "src/triage/line_matcher.cpp"}},
      {"nlohmann/.*", {"src/core/json_reader.cpp", "src/core/json_writer.cpp", "redaction/json_names.cpp"}},
      {"CLI/.*", {"src/cli/"}},
      {"openssl/.*", {"src/core/digest.cpp", "collector/"}},
      {R"(ares.*\.h)", {"collector/"}},
      {"yaml-cpp/.*", {"collector/yaml_json.cpp"}},
      {R"(spawn\.h|sys/wait\.h)", {"collector/process.cpp"}},
      {R"(sys/ptrace\.h|dlfcn\.h)", {"nowhere"}},
      // The operating system: files, sockets, clocks, signals.
      {"(sys|netinet|arpa|linux|net)/[a-z_0-9]+\\.h", {}},
      {"(unistd|fcntl|poll|sched|signal|netdb|dirent|pwd|grp|time|resolv|errno|stdlib|string|pthread|malloc|termios)\\."
       "h",
       {}},
  };
  return rules;
}

bool is_in_any(std::string_view path, const Names& places) {
  return std::any_of(places.begin(), places.end(), [&](std::string_view place) { return is_in(path, place); });
}

const FolderRule* rule_of(const SourceFile& file) {
  const auto found = std::find_if(folder_rules().begin(), folder_rules().end(),
                                  [&](const FolderRule& rule) { return is_in(file.path, rule.folder); });
  return found == folder_rules().end() ? nullptr : &*found;
}

bool is_contract(const Include& include) { return include.angled && is_in(include.name, "sgw_diag/"); }
bool is_private(const Include& include) { return !include.angled; }
bool is_generated(const Include& include) { return include.name.starts_with("embedded/"); }

bool is_allowed(const SourceFile& file, const FolderRule& rule, const Include& include) {
  if (is_contract(include)) return true;
  if (is_generated(include)) return file.path.ends_with(".cpp");
  return is_in(include.name, rule.folder) || is_in_any(include.name, rule.may);
}

// The way from `from` to `header` through the project's own headers, or nothing.
class Reach {
 public:
  explicit Reach(const std::vector<SourceFile>& files) {
    for (const SourceFile& file : files) by_path_[file.path] = &file;
  }

  std::string way(const std::string& from, std::string_view header) {
    std::set<std::string> seen;
    return search(from, header, seen);
  }

 private:
  std::string search(const std::string& path, std::string_view header, std::set<std::string>& seen) {
    const auto file = by_path_.find(path);
    if (file == by_path_.end() || !seen.insert(path).second) return {};
    for (const Include& include : file->second->includes) {
      const std::string next = path_of(include);
      const std::string way = next == header ? next : search(next, header, seen);
      if (!way.empty()) return std::string(path).append(" → ").append(way);
    }
    return {};
  }

  std::map<std::string, const SourceFile*> by_path_;
};

std::string own_header(const SourceFile& file) {
  return file.path.ends_with(".cpp") ? file.path.substr(0, file.path.size() - 4) + ".hpp" : std::string();
}

}  // namespace

Violations folder_violations(const std::vector<SourceFile>& files) {
  Violations found;
  for (const SourceFile& file : files) {
    const FolderRule* rule = rule_of(file);
    if (rule == nullptr) {
      found.push_back(violation(file, 1, "lies in a folder that no include rule names"));
      continue;
    }
    for (const Include& include : file.includes) {
      const bool ours = is_private(include) || is_contract(include);
      if (ours && !is_allowed(file, *rule, include)) {
        found.push_back(violation(file, include.line, "may not include " + include.name));
      }
    }
  }
  return found;
}

Violations reach_violations(const std::vector<SourceFile>& files) {
  Violations found;
  Reach reach(files);
  for (const SourceFile& file : files) {
    for (const ReachRule& rule : k_reach_rules) {
      if (!is_in(file.path, rule.folder)) continue;
      const std::string way = reach.way(file.path, rule.header);
      if (!way.empty()) found.push_back(violation(file, 1, "reaches " + std::string(rule.header) + ": " + way));
    }
    // raw.hpp in src/verify/: the known values alone need it.
    const bool checks = is_in(file.path, "src/verify/") && !file.path.starts_with("src/verify/leak_check");
    for (const Include& include : file.includes) {
      if (checks && path_of(include) == "include/sgw_diag/raw.hpp") {
        found.push_back(violation(file, include.line, "only leak_check includes raw.hpp itself"));
      }
    }
  }
  return found;
}

Violations spelling_violations(const std::vector<SourceFile>& files) {
  std::set<std::string> paths;
  for (const SourceFile& file : files) paths.insert(file.path);
  Violations found;
  for (const SourceFile& file : files) {
    for (const Include& include : file.includes) {
      const bool ours = is_private(include) || is_contract(include);
      if (!ours || is_generated(include) || paths.contains(path_of(include))) continue;
      found.push_back(
          violation(file, include.line, include.name + " is no header of the project, by path from the root"));
    }
    if (!paths.contains(own_header(file))) continue;
    if (file.includes.empty() || path_of(file.includes.front()) != own_header(file)) {
      found.push_back(violation(file, 1, "its own header does not come first"));
    }
  }
  return found;
}

Violations library_violations(const std::vector<SourceFile>& files) {
  Violations found;
  for (const SourceFile& file : files) {
    for (const Include& include : file.includes) {
      if (is_private(include) || is_contract(include)) continue;
      const auto rule = std::find_if(library_rules().begin(), library_rules().end(), [&](const LibraryRule& candidate) {
        return std::regex_match(include.name, std::regex(candidate.pattern.begin(), candidate.pattern.end()));
      });
      if (rule == library_rules().end()) {
        found.push_back(violation(file, include.line, "<" + include.name + "> is of no library that the rules name"));
      } else if (!rule->may.empty() && !is_in_any(file.path, rule->may)) {
        found.push_back(violation(file, include.line, "<" + include.name + "> is not for this file"));
      }
    }
  }
  return found;
}

}  // namespace sgw::test
