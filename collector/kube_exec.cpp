#include "collector/kube_exec.hpp"

#include "collector/base64.hpp"
#include "collector/pem.hpp"
#include "collector/process.hpp"
#include "collector/settings_report.hpp"

#include <sgw_diag/json_reader.hpp>
#include <sgw_diag/json_writer.hpp>

#include <unistd.h>

#include <vector>

namespace sgw::collector {

namespace {

constexpr std::size_t k_most_words = 2000;  // bytes of standard error in a message

void write_value(JsonWriter& json, const JsonReader& value) {
  if (value.is_object()) {
    json.begin_object();
    for (const auto& [name, member] : value.members()) {
      json.key(name);
      write_value(json, member);
    }
    json.end_object();
  } else if (value.is_array()) {
    json.begin_array();
    for (const JsonReader& item : value.items()) write_value(json, item);
    json.end_array();
  } else if (const auto flag = value.boolean()) {
    json.value(*flag);
  } else if (const auto text = value.text()) {
    json.value(*text);
  } else {
    json.null();
  }
}

void write_cluster(JsonWriter& json, const KubeAccess& access) {
  json.key("cluster").begin_object().member("server", access.server);
  if (!access.tls_server_name.empty()) json.member("tls-server-name", access.tls_server_name);
  if (access.insecure) json.member("insecure-skip-tls-verify", true);
  if (!access.ca_pem.empty()) json.member("certificate-authority-data", to_base64(access.ca_pem));
  if (!access.proxy_url.empty()) json.member("proxy-url", access.proxy_url);
  if (const auto config = JsonReader::parse(access.user.exec->cluster_config)) {
    json.key("config");
    write_value(json, *config);
  }
  json.end_object();
}

// What the plugin may say in its words, so that these can be masked: values of its environment and its arguments.
void learn_given(const KubeExec& plugin, RawSink& sink) {
  std::vector<EnvVariable> given;
  for (char** entry = ::environ; entry != nullptr && *entry != nullptr; ++entry) given.push_back(split_env(*entry));
  for (const auto& [name, value] : plugin.environment) given.push_back({name, value});
  for (std::size_t i = 0; i < plugin.arguments.size(); ++i) {
    const std::string& argument = plugin.arguments[i];
    if (!argument.starts_with('-')) continue;
    const std::size_t equals = argument.find('=');
    if (equals != std::string::npos) {
      given.push_back({argument.substr(0, equals), argument.substr(equals + 1)});
    } else if (i + 1 < plugin.arguments.size() && !plugin.arguments[i + 1].starts_with('-')) {
      given.push_back({argument, plugin.arguments[i + 1]});
    }
  }
  learn_secrets(given, sink);
}

// The last lines, where the reason usually is.
std::string last_words(std::string_view errors) {
  if (errors.size() > k_most_words) {
    errors.remove_prefix(errors.size() - k_most_words);
    errors.remove_prefix(std::min(errors.size(), errors.find('\n') + 1));  // npos + 1: nothing
  }
  const std::size_t begin = errors.find_first_not_of(" \t\r\n");
  if (begin == std::string_view::npos) return {};
  return std::string(errors.substr(begin, errors.find_last_not_of(" \t\r\n") - begin + 1));
}

RawError not_started(const KubeAccess& access, RawError error) {
  const KubeExec& plugin = *access.user.exec;
  std::string subject = "user " + access.user.name + ": " + plugin.command;
  if (error.kind == ErrorKind::not_found && !plugin.install_hint.empty()) {
    subject += ": " + last_words(plugin.install_hint);
  }
  if (error.kind == ErrorKind::timeout) subject += ": if it waits for someone to log in, do that before";
  error.subject = RawText(std::move(subject));
  return error;
}

RawError failed(const KubeAccess& access, const ProcessResult& ended, RawSink& sink) {
  learn_given(*access.user.exec, sink);
  std::string subject = "user " + access.user.name + ": " + access.user.exec->command;
  subject += ended.signal != 0 ? ": killed by signal " + std::to_string(ended.signal)
                               : ": exit code " + std::to_string(ended.exit_code);
  if (const std::string words = last_words(ended.errors); !words.empty()) subject += ": " + words;
  return {ErrorKind::protocol, "the credential plugin failed", RawText(std::move(subject))};
}

}  // namespace

std::string exec_info(const KubeAccess& access) {
  JsonWriter json(JsonWriter::Layout::one_line);
  json.begin_object().member("kind", "ExecCredential").member("apiVersion", access.user.exec->api_version);
  json.key("spec").begin_object();
  if (access.user.exec->provide_cluster_info) write_cluster(json, access);
  json.member("interactive", false).end_object().end_object();
  std::string text = json.take();
  text.pop_back();  // the line's end
  return text;
}

RawResult<KubeCredential> parse_exec_credential(std::string_view output, const std::string& api_version) {
  const auto fail_with = [](Literal what) { return raw_fail(ErrorKind::protocol, what); };
  const auto root = JsonReader::parse(output);
  if (!root || !root->is_object()) return fail_with("what the credential plugin printed is no JSON object");
  if ((*root)["kind"].text_or("") != "ExecCredential") {
    return fail_with("what the credential plugin printed is no ExecCredential");
  }
  if ((*root)["apiVersion"].text_or("") != api_version) {
    return raw_fail(ErrorKind::protocol,
                    "the credential plugin answered in another version than the kubeconfig asks for",
                    RawText(api_version));
  }
  const JsonReader status = (*root)["status"];
  if (!status.is_object()) return fail_with("the credential plugin gave no status");
  KubeCredential credential;
  credential.token = status["token"].text_or("");
  credential.cert_pem = status["clientCertificateData"].text_or("");
  credential.key_pem = status["clientKeyData"].text_or("");
  const bool cert = !credential.cert_pem.empty();
  if (credential.token.empty() && !cert && credential.key_pem.empty()) {
    return fail_with("the credential plugin gave neither a token nor a certificate with its key");
  }
  if (cert == credential.key_pem.empty()) {
    return fail_with("the credential plugin gave only one of certificate and key");
  }
  if (cert && key_pair_problem(credential.cert_pem, credential.key_pem)) {
    return fail_with("the credential plugin gave a certificate and a key that cannot be used together");
  }
  if (credential.token.find_first_of(" \t\r\n") != std::string::npos) {
    return fail_with("the credential plugin gave a token with a blank or a line end in it");
  }
  if (const auto expires = status["expirationTimestamp"].text()) {
    credential.expires = parse_time(*expires);
    if (!credential.expires) return fail_with("the credential plugin gave an expirationTimestamp that is no time");
  }
  return credential;
}

RawResult<KubeCredential> run_exec_plugin(const KubeAccess& access, Deadline deadline, const std::stop_token& stop,
                                          RawSink& sink) {
  const KubeExec& plugin = *access.user.exec;
  ProcessRequest request;
  request.program = plugin.command;
  request.arguments = plugin.arguments;
  request.environment = plugin.environment;
  request.environment.emplace_back("KUBERNETES_EXEC_INFO", exec_info(access));
  // As kubectl does: az, aws, gcloud and kubelogin find their logins by HOME, AZURE_*, AWS_*, CLOUDSDK_* and proxies by
  // variables that no list could name in full.
  request.inherit = Inherit::all;
  auto ended = run_process(request, deadline.capped(k_exec_limit), stop);
  if (!ended) return tl::make_unexpected(not_started(access, std::move(ended).error()));
  if (ended->exit_code != 0) return tl::make_unexpected(failed(access, *ended, sink));
  auto credential = parse_exec_credential(ended->output, plugin.api_version);
  if (!credential) {
    RawError error = std::move(credential).error();
    error.subject = RawText("user " + access.user.name + ": " + plugin.command + " (" + plugin.api_version + ")");
    return tl::make_unexpected(std::move(error));
  }
  return credential;
}

}  // namespace sgw::collector
