#pragma once

#include "src/verify/leak_check.hpp"

#include <filesystem>
#include <stop_token>
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

// Proves a bundle: manifest there and readable, each file's bytes and SHA-256 as it says, nothing undeclared, nothing
// missing, one root folder, plain files only, safe names; and no leak. An unreadable archive is a problem, not an
// error. Ends between two chunks when `stop` asks for it.
BundleCheck check_bundle(const std::filesystem::path& archive, const std::vector<RawText>& known_values,
                         const std::stop_token& stop = {});

}  // namespace sgw::verify
