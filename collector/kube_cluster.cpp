#include "collector/kube_cluster.hpp"

#include "collector/base64.hpp"
#include "collector/file_reader.hpp"
#include "collector/kube_server.hpp"
#include "collector/pem.hpp"

namespace sgw::collector {

namespace {

constexpr std::size_t k_max_pem_bytes = std::size_t{4} << 20;

RawResult<std::string> proxy_of(const KubeValue& cluster, const KubeServerAddress& server,
                                const Environment& environment) {
  const KubeValue place = cluster["proxy-url"];
  SGW_TRY(std::string proxy, place.text());
  if (proxy.empty()) return kube_environment_proxy(server, environment);
  if (const auto problem = kube_proxy_problem(proxy)) return tl::make_unexpected(place.error(problem->view()));
  return proxy;
}

}  // namespace

RawResult<KubePem> read_kube_pem(const KubeValue& object, const std::string& name) {
  const KubeValue inside = object[name + "-data"];
  const KubeValue file = object[name];
  SGW_TRY(const std::string data, inside.text());
  SGW_TRY(const std::filesystem::path path, file.path());
  if (!data.empty() && !path.empty()) {
    return tl::make_unexpected(inside.error(name + " is there too: only one of them may be"));
  }
  if (data == "DATA+OMITTED" || data == "REDACTED") {
    return tl::make_unexpected(inside.error("was left out when the file was written: kubectl config view needs --raw"));
  }
  if (!data.empty()) {
    auto text = from_base64(data);
    if (!text) return tl::make_unexpected(inside.error("is not base64"));
    return KubePem{*std::move(text), inside};
  }
  if (path.empty()) return KubePem{};
  auto text = read_whole_file(path, k_max_pem_bytes);
  if (!text) return tl::make_unexpected(file.error(path.string().append(": ").append(text.error().what.view())));
  if (text->empty()) return tl::make_unexpected(file.error(path.string() + ": the file is empty"));
  return KubePem{*std::move(text), file};
}

RawResult<void> read_kube_cluster(const KubeValue& cluster, const Environment& environment, KubeAccess& access) {
  const KubeValue place = cluster["server"];
  SGW_TRY(const std::string text, place.text());
  if (text.empty()) return tl::make_unexpected(cluster.error("server is missing"));
  Literal problem = "";
  const auto server = parse_kube_server(text, problem);
  if (!server) return tl::make_unexpected(place.error(problem.view()));
  access.server = server->url;

  SGW_TRY(KubePem authority, read_kube_pem(cluster, "certificate-authority"));
  if (!authority.text.empty() && !has_certificate(authority.text)) {
    return tl::make_unexpected(authority.place.error("there is no certificate in it (PEM)"));
  }
  access.ca_pem = std::move(authority.text);
  const KubeValue insecure = cluster["insecure-skip-tls-verify"];
  SGW_TRY(access.insecure, insecure.flag());
  if (access.insecure && !access.ca_pem.empty()) {
    return tl::make_unexpected(insecure.error("is not allowed together with a certificate authority"));
  }
  SGW_TRY(access.tls_server_name, cluster["tls-server-name"].text());
  SGW_TRY(access.proxy_url, proxy_of(cluster, *server, environment));
  return {};
}

}  // namespace sgw::collector
