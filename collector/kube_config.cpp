#include "collector/kube_config.hpp"

#include "collector/dns_name.hpp"
#include "collector/kube_cluster.hpp"
#include "collector/kube_config_file.hpp"
#include "collector/kube_in_cluster.hpp"
#include "collector/kube_selection.hpp"
#include "collector/kube_user.hpp"
#include "collector/settings_endpoint.hpp"

#include <algorithm>

namespace sgw::collector {

namespace {

constexpr std::size_t k_most_names = 40;  // that a message lists

std::string joined(const std::vector<std::string>& names) {
  std::string text;
  for (std::size_t i = 0; i < names.size() && i < k_most_names; ++i) {
    if (i > 0) text += ", ";
    text += names[i];
  }
  if (names.size() > k_most_names) text += ", and " + std::to_string(names.size() - k_most_names) + " more";
  return text;
}

std::vector<std::filesystem::path> listed_files(std::string_view list) {
  std::vector<std::filesystem::path> files;
  while (!list.empty()) {
    const std::string_view word = list.substr(0, list.find(':'));
    const std::filesystem::path file(word);
    if (!word.empty() && std::find(files.begin(), files.end(), file) == files.end()) files.push_back(file);
    list.remove_prefix(std::min(list.size(), word.size() + 1));
  }
  return files;
}

// Those of the files that are there, read.
RawResult<std::vector<KubeValue>> read_those_there(const std::vector<std::filesystem::path>& files) {
  std::vector<KubeValue> read;
  for (const std::filesystem::path& file : files) {
    auto config = read_kube_config(file);
    if (!config && config.error().kind == ErrorKind::not_found) continue;
    if (!config) return tl::make_unexpected(std::move(config).error());
    read.push_back(*std::move(config));
  }
  return read;
}

// The files that count; none when there is no kubeconfig anywhere.
RawResult<std::vector<KubeValue>> config_files(const KubeConfigQuery& query, const Environment& environment) {
  if (query.kubeconfig) {
    SGW_TRY(KubeValue file, read_kube_config(*query.kubeconfig));
    return std::vector{std::move(file)};
  }
  if (const auto list = environment("KUBECONFIG"); list && !list->empty()) {
    SGW_TRY(std::vector<KubeValue> files, read_those_there(listed_files(*list)));
    if (!files.empty()) return files;
    // Not what lies elsewhere: a slip in this variable must not lead to another cluster.
    return raw_fail(ErrorKind::not_found, "none of the files that KUBECONFIG names is there", RawText(*list));
  }
  const auto home = environment("HOME");
  if (!home || home->empty()) return std::vector<KubeValue>();
  return read_those_there({std::filesystem::path(*home) / ".kube" / "config"});
}

RawResult<KubeValue> must_find(const KubeConfigSet& set, std::string_view list, std::string_view member,
                               const KubeValue& reference) {
  SGW_TRY(const std::string name, reference.text());
  SGW_TRY(const auto found, set.find(list, member, name));
  if (!found) {
    return tl::make_unexpected(reference.error("there is no " + std::string(member) + " \"" + name + "\""));
  }
  return *found;
}

// The exec plugin's settings of one cluster.
std::string exec_extension(const KubeValue& cluster) {
  for (const JsonReader& extension : cluster["extensions"].json().items()) {
    const JsonReader value = extension["extension"];
    if (extension["name"].text_or("") == "client.authentication.k8s.io/exec" && value.exists()) return value.dump();
  }
  return {};
}

void drop_credentials(KubeUser& user) {
  user.token.clear();
  user.token_file.clear();
  user.cert_pem.clear();
  user.key_pem.clear();
  user.username.clear();
  user.password.clear();
  user.exec.reset();
}

RawResult<KubeAccess> read_access(const KubeConfigSet& set, const std::string& name, const KubeValue& context,
                                  const Environment& environment) {
  KubeAccess access;
  access.context = name;
  access.file = context.file();
  SGW_TRY(access.ns, context["namespace"].text());
  if (access.ns.empty()) access.ns = "default";
  if (!is_kube_namespace(access.ns))
    return tl::make_unexpected(context["namespace"].error("is no name of a namespace"));
  if (!context["cluster"].exists()) return tl::make_unexpected(context.error("cluster is missing"));
  SGW_TRY(const KubeValue cluster, must_find(set, "clusters", "cluster", context["cluster"]));
  SGW_CHECK(read_kube_cluster(cluster, environment, access));
  SGW_TRY(const std::string user_name, context["user"].text());
  if (user_name.empty()) return access;  // nobody in particular
  SGW_TRY(const KubeValue user, must_find(set, "users", "user", context["user"]));
  SGW_TRY(access.user, read_kube_user(user));
  access.user.name = user_name;
  if (access.user.exec) access.user.exec->cluster_config = exec_extension(cluster);
  // What does not leave this host needs no TLS.
  if (access.server.starts_with("http://") && !is_loopback(url_host(access.server))) drop_credentials(access.user);
  return access;
}

// Error: it is not there. What is wrong with one that is there is in the context.
RawResult<KubeContext> named_context(const KubeConfigSet& set, const std::string& name,
                                     const Environment& environment) {
  auto context = set.find("contexts", "context", name);
  if (!context) return KubeContext{name, tl::make_unexpected(std::move(context).error())};
  if (!*context) {
    const std::vector<std::string> names = set.names("contexts");
    return raw_fail(ErrorKind::bad_usage, "there is no such context",
                    RawText(name + (names.empty() ? " (there are none in " + set.files() + ")"
                                                  : " (there are: " + joined(names) + ")")));
  }
  return KubeContext{name, read_access(set, name, **context, environment)};
}

RawResult<KubeContext> current_context(const KubeConfigSet& set, const Environment& environment) {
  SGW_TRY(const KubeValue current, set.current_context());
  const std::vector<std::string> names = set.names("contexts");
  if (!current.exists()) {
    const std::string there = names.empty() ? "there are no contexts" : "choose one with --context: " + joined(names);
    return tl::make_unexpected(kube_config_error(set.first_file(), "current-context is not set; " + there));
  }
  SGW_TRY(const std::string name, current.text());
  SGW_TRY(const auto context, set.find("contexts", "context", name));
  if (!context) {
    const std::string there = names.empty() ? "there are none" : "there are: " + joined(names);
    return tl::make_unexpected(current.error("there is no context \"" + name + "\"; " + there));
  }
  return KubeContext{name, read_access(set, name, *context, environment)};
}

RawError nowhere(const Environment& environment) {
  const std::string home = environment("HOME").value_or("");
  std::string places = "KUBECONFIG is not set";
  if (!home.empty()) places += ", no " + home + "/.kube/config";
  return {ErrorKind::not_found, "there is no kubeconfig", RawText(places + ", not in a cluster")};
}

}  // namespace

RawResult<std::vector<KubeContext>> kube_contexts(const KubeConfigQuery& query, const Environment& environment) {
  SGW_TRY(std::vector<KubeValue> files, config_files(query, environment));
  const bool none = files.empty();
  const KubeConfigSet set(std::move(files));
  std::vector<KubeContext> contexts;
  // An empty file says as little as none; but who names a context means a kubeconfig.
  if (query.contexts.empty() && !query.kubeconfig && set.empty() && runs_in_cluster(environment)) {
    contexts.push_back({k_in_cluster, in_cluster_access(environment, k_service_account_folder)});
    return contexts;
  }
  if (none) return tl::make_unexpected(nowhere(environment));
  if (query.contexts.empty()) {
    SGW_TRY(KubeContext context, current_context(set, environment));
    contexts.push_back(std::move(context));
  }
  for (std::size_t i = 0; i < query.contexts.size(); ++i) {
    const std::string& name = query.contexts[i];
    const auto end = query.contexts.begin() + static_cast<std::ptrdiff_t>(i);
    if (std::find(query.contexts.begin(), end, name) != end) continue;
    SGW_TRY(KubeContext context, named_context(set, name, environment));
    contexts.push_back(std::move(context));
  }
  return contexts;
}

}  // namespace sgw::collector
