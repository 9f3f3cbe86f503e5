#pragma once

#include "collector/kube_config.hpp"

#include <sgw_diag/limits.hpp>
#include <sgw_diag/source.hpp>

#include <optional>
#include <stop_token>
#include <string>

namespace sgw::collector {

// What a request is authenticated by at the moment. Raw.
struct KubeCredential {
  std::string token;  // "Authorization: Bearer"; empty: none
  std::string cert_pem;
  std::string key_pem;
  std::string username;
  std::string password;
  std::optional<UtcTime> expires;
};

// The credential of `access`: from the kubeconfig, its token file, or its exec plugin (run anew each time this is
// called; limited to k_exec_limit, its standard error is kept for the message, its children die with it). Teaches
// `sink` every secret of it before it returns.
//
// Errors: not_found (no such program, with the kubeconfig's install hint), denied (it may not be run), timeout,
// protocol (it failed, or what it printed is no ExecCredential of the version asked for), io (token file).
inline constexpr std::chrono::seconds k_exec_limit{20};
RawResult<KubeCredential> fetch_credential(const KubeAccess& access, Deadline deadline, const std::stop_token& stop,
                                           RawSink& sink);

}  // namespace sgw::collector
