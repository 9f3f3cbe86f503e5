#include "collector/kube_credential.hpp"

#include <fstream>
#include <iterator>

namespace sgw::collector {

RawResult<KubeCredential> fetch_credential(const KubeAccess& access, Deadline, const std::stop_token&, RawSink& sink) {
  const KubeUser& user = access.user;
  if (user.exec) return raw_fail(ErrorKind::protocol, "credential plugins are not run", RawText(user.exec->command));
  KubeCredential credential{.token = user.token,
                            .cert_pem = user.cert_pem,
                            .key_pem = user.key_pem,
                            .username = user.username,
                            .password = user.password,
                            .expires = {}};
  if (!user.token_file.empty()) {
    std::ifstream file(user.token_file, std::ios::binary);
    if (!file) return raw_fail(ErrorKind::io, "the token file cannot be read", RawText(user.token_file.string()));
    credential.token.assign(std::istreambuf_iterator<char>(file), {});
    while (credential.token.ends_with('\n')) credential.token.pop_back();
  }
  for (const std::string& secret : {credential.token, credential.password, credential.key_pem}) {
    if (!secret.empty()) sink.learn(RawText(secret), "kubernetes-credential");
  }
  return credential;
}

}  // namespace sgw::collector
