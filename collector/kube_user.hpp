#pragma once

#include "collector/kube_config.hpp"
#include "collector/kube_value.hpp"

namespace sgw::collector {

// What a user's entry says, checked as kubectl checks it. `name` is left to the caller. Errors: as kube_contexts.
RawResult<KubeUser> read_kube_user(const KubeValue& user);

}  // namespace sgw::collector
