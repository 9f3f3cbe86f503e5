#pragma once

#include "tests/architecture/source_tree.hpp"

namespace sgw::test {

// Who may include whom: the first table of ARCHITECTURE.md.
Violations folder_violations(const std::vector<SourceFile>& files);

// What must not be reachable, not even through other headers: the stages behind the gate never see raw.hpp or
// source.hpp.
Violations reach_violations(const std::vector<SourceFile>& files);

// Own header first; contracts in angle brackets, private headers by path from the root, and there.
Violations spelling_violations(const std::vector<SourceFile>& files);

// Third-party and system headers: each library only where ARCHITECTURE.md says, unknown ones nowhere.
Violations library_violations(const std::vector<SourceFile>& files);

}  // namespace sgw::test
