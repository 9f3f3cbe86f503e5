#pragma once

#include "tests/architecture/source_tree.hpp"

namespace sgw::test {

// Code that stands outside the few files where it belongs: the choke points of ARCHITECTURE.md.
Violations choke_point_violations(const std::vector<SourceFile>& files);

// Files over 400 lines.
Violations length_violations(const std::vector<SourceFile>& files);

}  // namespace sgw::test
