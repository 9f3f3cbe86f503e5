#include "collector/proxy_secrets.hpp"

namespace sgw::collector {

void learn_userinfo(std::string_view userinfo, RawSink& sink) {
  if (userinfo.empty()) return;
  sink.learn(RawText(userinfo), "url-credentials");
  const std::size_t colon = userinfo.find(':');
  if (colon != std::string_view::npos) sink.learn(RawText(userinfo.substr(colon + 1)), "url-credentials");
}

void learn_proxy(const ProxyAddress& proxy, RawSink& sink) {
  if (proxy.authorization.empty()) return;
  learn_userinfo(proxy.userinfo, sink);
  sink.learn(RawText(proxy.password), "url-credentials");
  sink.learn(RawText(proxy.authorization.substr(proxy.authorization.find(' ') + 1)), "url-credentials");
}

}  // namespace sgw::collector
