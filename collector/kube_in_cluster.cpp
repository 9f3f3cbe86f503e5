#include "collector/kube_in_cluster.hpp"

#include "collector/dns_name.hpp"
#include "collector/file_reader.hpp"
#include "collector/kube_server.hpp"
#include "collector/pem.hpp"

namespace sgw::collector {

namespace {

constexpr std::size_t k_max_bytes = std::size_t{1} << 20;

std::string trimmed_end(std::string text) {
  text.erase(text.find_last_not_of(" \t\r\n") + 1);
  return text;
}

}  // namespace

bool runs_in_cluster(const Environment& environment) {
  const auto host = environment("KUBERNETES_SERVICE_HOST");
  const auto port = environment("KUBERNETES_SERVICE_PORT");
  return host && !host->empty() && port && !port->empty();
}

RawResult<KubeAccess> in_cluster_access(const Environment& environment, const std::filesystem::path& folder) {
  KubeAccess access;
  access.context = k_in_cluster;
  const std::string host = environment("KUBERNETES_SERVICE_HOST").value_or("");
  const std::string port = environment("KUBERNETES_SERVICE_PORT").value_or("");
  const bool bare_v6 = host.find(':') != std::string::npos && !host.starts_with('[');
  Literal problem = "";
  const auto server = parse_kube_server("https://" + (bare_v6 ? '[' + host + ']' : host) + ':' + port, problem);
  if (!server) {
    return raw_fail(ErrorKind::bad_data_file, "KUBERNETES_SERVICE_HOST and KUBERNETES_SERVICE_PORT are no address",
                    RawText(problem.view()));
  }
  access.server = server->url;

  access.user.token_file = folder / "token";
  SGW_TRY(std::string token, read_whole_file(access.user.token_file, k_max_bytes));
  wipe(token);
  // Without this file the system's authorities count, as in Go's client.
  auto authority = read_whole_file(folder / "ca.crt", k_max_bytes);
  if (!authority && authority.error().kind != ErrorKind::not_found) {
    return tl::make_unexpected(std::move(authority).error());
  }
  if (authority) access.ca_pem = *std::move(authority);
  if (!access.ca_pem.empty() && !has_certificate(access.ca_pem)) {
    return raw_fail(ErrorKind::bad_data_file, "there is no certificate in the file",
                    RawText((folder / "ca.crt").string()));
  }
  const auto ns = read_small_file(folder / "namespace", 256);
  access.ns = trimmed_end(ns.value_or(""));
  if (access.ns.empty()) access.ns = "default";
  SGW_TRY(access.proxy_url, kube_environment_proxy(*server, environment));
  return access;
}

}  // namespace sgw::collector
