#pragma once

#include "collector/kube_config.hpp"
#include "collector/kube_credential.hpp"

#include <sgw_diag/source.hpp>

#include <stop_token>
#include <string>
#include <string_view>

namespace sgw::collector {

// KUBERNETES_EXEC_INFO: what the plugin of `access` is told.
std::string exec_info(const KubeAccess& access);

// The credential that a plugin printed. Errors: protocol, with what is wrong and nothing of what was printed.
RawResult<KubeCredential> parse_exec_credential(std::string_view output, const std::string& api_version);

// Runs the plugin of `access`, which has one. Errors: as fetch_credential. Teaches `sink` the secrets that the plugin
// is given when its own words are in the error.
RawResult<KubeCredential> run_exec_plugin(const KubeAccess& access, Deadline deadline, const std::stop_token& stop,
                                          RawSink& sink);

}  // namespace sgw::collector
