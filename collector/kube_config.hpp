#pragma once

#include <sgw_diag/source.hpp>

#include <chrono>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace sgw::collector {

// A program that hands out credentials (client.authentication.k8s.io/v1 and v1beta1).
struct KubeExec {
  std::string api_version;
  std::string command;  // absolute, or relative to the kubeconfig that names it, or looked up in PATH
  std::vector<std::string> arguments;
  std::vector<std::pair<std::string, std::string>> environment;
  bool provide_cluster_info = false;
  std::string cluster_config;  // JSON: the cluster's extension "client.authentication.k8s.io/exec"; empty: none
  std::string install_hint;
};

struct KubeUser {
  std::string name;
  std::string token;
  std::filesystem::path token_file;  // read again for every session: service account tokens rotate
  std::string cert_pem;              // client certificate and key, both or none
  std::string key_pem;
  std::string username;  // basic authentication, of old clusters
  std::string password;
  std::string impersonate;  // --as: user
  std::string impersonate_uid;
  std::vector<std::string> impersonate_groups;
  std::vector<std::pair<std::string, std::string>> impersonate_extra;
  std::optional<KubeExec> exec;
};

// How to reach one cluster, as one context of the kubeconfig has it. Raw: holds credentials.
struct KubeAccess {
  std::string context;          // its name; "in-cluster" for the service account of the pod we run in
  std::string ns;               // the context's namespace, else "default"
  std::string server;           // "https://host:port[/prefix]", without a slash at the end
  std::string ca_pem;           // empty: the system's authorities
  std::string tls_server_name;  // empty: the host of `server`
  std::string proxy_url;        // of the kubeconfig, else of the environment (HTTPS_PROXY, NO_PROXY); empty: none
  bool insecure = false;        // the server's certificate is not verified: a finding
  KubeUser user;
  std::filesystem::path file;  // the kubeconfig that names the context; empty in a cluster
};

// A context that is used, and how to reach its cluster, or why that cannot be known.
struct KubeContext {
  std::string name;
  RawResult<KubeAccess> access;
};

struct KubeConfigQuery {
  std::optional<std::string> kubeconfig;  // --kubeconfig
  std::vector<std::string> contexts;      // --context; empty: the current one
};

using Environment = std::function<std::optional<std::string>(const char* name)>;

// Where a kubeconfig is looked for: --kubeconfig alone, else the files of KUBECONFIG that are there, else
// ~/.kube/config, else the service account of the pod we run in (KUBERNETES_SERVICE_HOST and
// /var/run/secrets/kubernetes.io/serviceaccount). Files are merged as kubectl does: the first that sets a name or the
// current context wins. Relative paths are relative to the file that has them.
//
// To a server without TLS ("http://…") no credentials are sent, unless it is this host: such a user is empty but for
// whom it impersonates.
//
// Errors: not_found when there is none of these (subject: the places looked at); bad_data_file when a file cannot be
// understood, with file and path as subject: "/home/u/.kube/config: users[2].user.exec: command is missing"; bad_usage
// for a context that is asked for and not there (subject: it, and those that are); denied, io, too_large for a
// kubeconfig that cannot be read. What is wrong with one context is its own error, of the same kinds (bad_usage: a
// proxy of the environment that is none), and keeps no other from being used: only what the contexts need is checked.
RawResult<std::vector<KubeContext>> kube_contexts(const KubeConfigQuery& query, const Environment& environment);

}  // namespace sgw::collector
