#pragma once

#include "src/verify/leak_check.hpp"

#include <filesystem>
#include <functional>
#include <map>
#include <stop_token>
#include <string>
#include <vector>

namespace sgw::verify {

struct Problem {
  // "not in the manifest", "digest differs", "missing", "unsafe path", "more than one root folder", …
  Literal what = "";
  std::string file;  // foreign; at most 200 bytes of it
};

struct BundleCheck {
  std::uint64_t files = 0;
  std::uint64_t bytes = 0;
  std::vector<Problem> problems;  // tampered or unreadable: exit 1
  std::vector<Leak> leaks;        // exit 4
  bool stopped = false;           // before its end; that is a problem too, so it is never sound
  bool sound() const { return problems.empty() && leaks.empty(); }
};

// Files (path below the root folder → SHA-256, 64 digits) in whose content LeakCheck, without known values, has found
// nothing already.
using SearchedFiles = std::map<std::string, std::string, std::less<>>;

// Proves a bundle: manifest there and readable, each file's bytes and SHA-256 as it says, nothing undeclared, nothing
// missing, one root folder, plain files only, safe names; and no leak. An unreadable archive is a problem, not an
// error. Ends between two chunks when `stop` asks for it.
// A file that was searched before is searched for known values alone; but if one in the archive turns out to be another
// than was searched, the whole archive is searched for everything.
BundleCheck check_bundle(const std::filesystem::path& archive, const std::vector<RawText>& known_values,
                         const std::stop_token& stop = {}, const SearchedFiles& searched = {});

}  // namespace sgw::verify
