#pragma once

#include <sgw_diag/bundle_path.hpp>

namespace sgw::triage {

// Whether `left` was written before `right`, as far as their names tell: gw.log.2, gw.log.1, gw.log. Else by name.
bool is_older(const BundlePath& left, const BundlePath& right);

}  // namespace sgw::triage
