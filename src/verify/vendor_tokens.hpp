#pragma once

#include "src/verify/starts.hpp"

#include <vector>

namespace sgw::verify {

// Tokens that begin as their maker says: "ghp_…", "AKIA…", "xoxb-…".
void add_vendor_starts(std::vector<Start>& starts);

}  // namespace sgw::verify
