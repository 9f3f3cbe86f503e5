#include "collector/kube_credential.hpp"

#include "collector/file_reader.hpp"
#include "collector/kube_exec.hpp"
#include "collector/settings_report.hpp"

#include <algorithm>

namespace sgw::collector {

namespace {

constexpr std::size_t k_max_token_bytes = std::size_t{1} << 20;

void learn_one(const std::string& value, Literal what, RawSink& sink) {
  if (!value.empty()) sink.learn(RawText(value), what);
}

// Whole, and the parts of a JSON Web Token: its payload tells who it is, its signature is what counts.
void learn_token(const std::string& token, RawSink& sink) {
  learn_one(token, "kubernetes-token", sink);
  if (std::count(token.begin(), token.end(), '.') != 2) return;
  const std::size_t first = token.find('.');
  const std::size_t second = token.rfind('.');
  learn_one(token.substr(first + 1, second - first - 1), "kubernetes-token", sink);
  learn_one(token.substr(second + 1), "kubernetes-token", sink);
}

// Whole, and what is in it without its lines, as other formats have it.
void learn_key(const std::string& pem, RawSink& sink) {
  if (pem.empty()) return;
  learn_one(pem, "private-key", sink);
  std::string body;
  std::string_view left = pem;
  while (!left.empty()) {
    const std::string_view line = left.substr(0, left.find('\n'));
    left.remove_prefix(std::min(left.size(), line.size() + 1));
    const bool frame = line.starts_with("-----") || line.find(':') != std::string_view::npos;
    if (!frame) body += line.substr(0, line.find_last_not_of(" \r\t") + 1);
  }
  learn_one(body, "private-key", sink);
}

void learn_credential(const KubeCredential& credential, const KubeAccess& access, RawSink& sink) {
  learn_token(credential.token, sink);
  learn_key(credential.key_pem, sink);
  learn_one(credential.password, "kubernetes-password", sink);
  // A proxy's password, in every form that it is written in.
  if (!access.proxy_url.empty()) learn_secrets({{"https_proxy", access.proxy_url}}, sink);
}

// The file's token; the one in the kubeconfig counts while the file cannot be read, as in Go's client.
RawResult<std::string> current_token(const KubeUser& user) {
  if (user.token_file.empty()) return user.token;
  auto text = read_whole_file(user.token_file, k_max_token_bytes);
  if (!text && !user.token.empty()) return user.token;
  if (!text) return tl::make_unexpected(RawError{ErrorKind::io, text.error().what, RawText(user.token_file.string())});
  text->erase(text->find_last_not_of(" \t\r\n") + 1);
  text->erase(0, text->find_first_not_of(" \t\r\n"));
  if (text->empty() && !user.token.empty()) return user.token;
  if (text->empty()) return raw_fail(ErrorKind::io, "there is no token in the file", RawText(user.token_file.string()));
  if (text->find_first_of(" \t\r\n") != std::string::npos) {
    return raw_fail(ErrorKind::io, "there is more than a token in the file", RawText(user.token_file.string()));
  }
  return *std::move(text);
}

}  // namespace

RawResult<KubeCredential> fetch_credential(const KubeAccess& access, Deadline deadline, const std::stop_token& stop,
                                           RawSink& sink) {
  const KubeUser& user = access.user;
  KubeCredential credential;
  SGW_TRY(credential.token, current_token(user));
  credential.username = user.username;
  credential.password = user.password;
  credential.cert_pem = user.cert_pem;
  credential.key_pem = user.key_pem;
  learn_credential(credential, access, sink);
  // Who has a token or a password already is not asked by the plugin: kubectl sends what stands in the kubeconfig.
  const bool has_header = !credential.token.empty() || !credential.username.empty() || !credential.password.empty();
  if (!user.exec || has_header) return credential;

  SGW_TRY(KubeCredential given, run_exec_plugin(access, deadline, stop, sink));
  if (given.cert_pem.empty()) {
    given.cert_pem = user.cert_pem;
    given.key_pem = user.key_pem;
  }
  learn_credential(given, access, sink);
  return given;
}

}  // namespace sgw::collector
