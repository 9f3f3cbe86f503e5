#pragma once

#include "collector/resolv_conf.hpp"

#include <string>
#include <vector>

namespace sgw::collector {

// The names in search domains that the gateway's C library asks for before `host` itself, in order; none for a name
// with `ndots` dots or more. As musl does it, for the gateway's image has that: a list of 256 bytes or more counts for
// nothing, and after `host` nothing more is asked. (glibc would then try the search domains for a name with many dots,
// too, and take the first six of a list of any length.) `host` in its normal form.
std::vector<std::string> names_before(const std::string& host, const ResolvConf& settings);

}  // namespace sgw::collector
