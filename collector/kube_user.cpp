#include "collector/kube_user.hpp"

#include "collector/kube_cluster.hpp"
#include "collector/pem.hpp"

#include <algorithm>

namespace sgw::collector {

namespace {

constexpr std::string_view k_group = "client.authentication.k8s.io/";

RawResult<void> check_interaction(const KubeValue& exec, const std::string& version) {
  const KubeValue place = exec["interactiveMode"];
  SGW_TRY(const std::string mode, place.text());
  if (mode.empty() && version == "v1") {
    return tl::make_unexpected(exec.error("interactiveMode is missing: Never, IfAvailable or Always"));
  }
  if (mode == "Always") {
    return tl::make_unexpected(place.error(
        "Always: the plugin wants to talk to someone, which cannot be done here; set IfAvailable and log in before"));
  }
  if (!mode.empty() && mode != "Never" && mode != "IfAvailable") {
    return tl::make_unexpected(place.error("must be Never, IfAvailable or Always"));
  }
  return {};
}

RawResult<KubeExec> read_exec(const KubeValue& exec) {
  KubeExec plugin;
  SGW_CHECK(exec.must_be_mapping());
  SGW_TRY(plugin.command, exec["command"].text());
  if (plugin.command.empty()) return tl::make_unexpected(exec.error("command is missing"));
  if (plugin.command.find('/') != std::string::npos) {
    SGW_TRY(const std::filesystem::path path, exec["command"].path());
    plugin.command = path.string();
  }
  const KubeValue version = exec["apiVersion"];
  SGW_TRY(plugin.api_version, version.text());
  if (plugin.api_version.empty()) return tl::make_unexpected(exec.error("apiVersion is missing"));
  if (!plugin.api_version.starts_with(k_group)) {
    return tl::make_unexpected(version.error("must be client.authentication.k8s.io/v1 or …/v1beta1"));
  }
  const std::string number = plugin.api_version.substr(k_group.size());
  if (number == "v1alpha1") {
    return tl::make_unexpected(
        version.error("v1alpha1 is no longer supported (by kubectl since 1.24 neither): update the plugin and write "
                      "the kubeconfig anew"));
  }
  if (number != "v1" && number != "v1beta1") {
    return tl::make_unexpected(version.error("must be client.authentication.k8s.io/v1 or …/v1beta1"));
  }
  SGW_CHECK(check_interaction(exec, number));
  SGW_TRY(plugin.arguments, exec["args"].texts());
  SGW_TRY(const std::vector<KubeValue> variables, exec["env"].items());
  for (const KubeValue& variable : variables) {
    SGW_TRY(std::string name, variable["name"].text());
    SGW_TRY(std::string value, variable["value"].text());
    if (name.empty()) return tl::make_unexpected(variable.error("name is missing"));
    if (name.find_first_of(std::string_view("=\0", 2)) != std::string::npos) {
      return tl::make_unexpected(variable["name"].error("is no name of a variable"));
    }
    plugin.environment.emplace_back(std::move(name), std::move(value));
  }
  SGW_TRY(plugin.provide_cluster_info, exec["provideClusterInfo"].flag());
  SGW_TRY(plugin.install_hint, exec["installHint"].text());
  return plugin;
}

// What took the place of a kind of login that kubectl no longer has.
RawError auth_provider_error(const KubeValue& provider) {
  const std::string name = provider["name"].text().value_or("");
  std::string says = "auth-provider was removed from kubectl in 1.26";
  if (name == "azure") {
    says += ": install kubelogin and run `kubelogin convert-kubeconfig`";
  } else if (name == "gcp") {
    says += ": install gke-gcloud-auth-plugin and run `gcloud container clusters get-credentials`";
  } else if (name == "oidc") {
    says += ": use an exec plugin for OpenID Connect (kubelogin oidc-login)";
  } else {
    says += ": use an exec plugin";
  }
  return provider.error(says);
}

// What goes into a header must be one word.
RawResult<void> check_token(const KubeValue& place, const std::string& token) {
  if (token == "REDACTED") {
    return tl::make_unexpected(place.error("was left out when the file was written: kubectl config view needs --raw"));
  }
  const bool odd = std::any_of(token.begin(), token.end(), [](unsigned char c) { return c <= ' ' || c == 0x7F; });
  if (odd) return tl::make_unexpected(place.error("there is a blank or a line end in the token"));
  return {};
}

RawResult<void> read_client_certificate(const KubeValue& user, KubeUser& out) {
  SGW_TRY(KubePem cert, read_kube_pem(user, "client-certificate"));
  SGW_TRY(KubePem key, read_kube_pem(user, "client-key"));
  if (cert.text.empty() && key.text.empty()) return {};
  if (key.text.empty()) return tl::make_unexpected(user.error("client-key is missing beside client-certificate"));
  if (cert.text.empty()) return tl::make_unexpected(user.error("client-certificate is missing beside client-key"));
  if (!has_certificate(cert.text)) {
    return tl::make_unexpected(cert.place.error("there is no certificate in it (PEM)"));
  }
  if (const auto problem = key_pair_problem(cert.text, key.text)) {
    return tl::make_unexpected(key.place.error(problem->view()));
  }
  out.cert_pem = std::move(cert.text);
  out.key_pem = std::move(key.text);
  return {};
}

RawResult<void> read_impersonation(const KubeValue& user, KubeUser& out) {
  SGW_TRY(out.impersonate, user["as"].text());
  SGW_TRY(out.impersonate_uid, user["as-uid"].text());
  SGW_TRY(out.impersonate_groups, user["as-groups"].texts());
  const KubeValue extra = user["as-user-extra"];
  SGW_CHECK(extra.must_be_mapping());
  for (const auto& [name, ignored] : extra.json().members()) {
    SGW_TRY(const std::vector<std::string> values, extra[name].texts());
    for (const std::string& value : values) out.impersonate_extra.emplace_back(name, value);
  }
  const bool more = !out.impersonate_uid.empty() || !out.impersonate_groups.empty() || !out.impersonate_extra.empty();
  if (more && out.impersonate.empty()) {
    return tl::make_unexpected(user.error("as is missing beside as-uid, as-groups or as-user-extra"));
  }
  return {};
}

}  // namespace

RawResult<KubeUser> read_kube_user(const KubeValue& user) {
  KubeUser out;
  const KubeValue exec = user["exec"];
  const KubeValue provider = user["auth-provider"];
  if (provider.exists()) {
    if (exec.exists()) return tl::make_unexpected(user.error("auth-provider and exec exclude each other"));
    return tl::make_unexpected(auth_provider_error(provider));
  }
  SGW_TRY(out.token, user["token"].text());
  SGW_CHECK(check_token(user["token"], out.token));
  SGW_TRY(out.token_file, user["tokenFile"].path());
  SGW_TRY(out.username, user["username"].text());
  SGW_TRY(out.password, user["password"].text());
  const bool token = !out.token.empty() || !out.token_file.empty();
  const bool basic = !out.username.empty() || !out.password.empty();
  if (token && basic) return tl::make_unexpected(user.error("a token and a username or password exclude each other"));
  SGW_CHECK(read_client_certificate(user, out));
  SGW_CHECK(read_impersonation(user, out));
  if (exec.exists()) {
    SGW_TRY(out.exec, read_exec(exec));
  }
  return out;
}

}  // namespace sgw::collector
