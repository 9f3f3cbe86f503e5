#include "collector/proxy_tunnel.hpp"

#include "collector/text.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace sgw::collector {

namespace {

ProxyStatus status_of(Io state) {
  switch (state) {
    case Io::done:
      return ProxyStatus::ok;
    case Io::timeout:
      return ProxyStatus::timeout;
    case Io::closed:
    case Io::reset:
      return ProxyStatus::reset;
    case Io::error:
      return ProxyStatus::error;
  }
  return ProxyStatus::error;
}

std::string request_for(const ProxyAddress& proxy, const std::string& authority) {
  std::string text = "CONNECT " + authority + " HTTP/1.1\r\nHost: " + authority + "\r\nUser-Agent: sgw-diag\r\n";
  if (!proxy.authorization.empty()) text += "Proxy-Authorization: " + proxy.authorization + "\r\n";
  return text + "\r\n";
}

// "Basic realm="a, b", Negotiate": a part that begins with a word and has no '=' right behind it begins a challenge. A
// comma inside of quotes may make a part of its own, which is then no scheme that we know of: those are named by the
// first part of a header only.
void add_schemes(std::string_view value, std::vector<std::string>& schemes) {
  constexpr std::array<std::string_view, 5> k_known{"basic", "digest", "ntlm", "negotiate", "bearer"};
  bool first = true;
  while (!value.empty()) {
    const std::size_t comma = std::min(value.find(','), value.size());
    std::string_view part = value.substr(0, comma);
    value.remove_prefix(std::min(comma + 1, value.size()));
    part.remove_prefix(std::min(part.find_first_not_of(" \t"), part.size()));
    std::string word = lower(part.substr(0, part.find_first_of(" \t=")));
    if (std::find(k_known.begin(), k_known.end(), word) == k_known.end()) {
      if (!first || word.empty()) continue;
      word = "other";
    }
    first = false;
    if (std::find(schemes.begin(), schemes.end(), word) == schemes.end()) schemes.push_back(std::move(word));
  }
}

}  // namespace

Literal to_literal(ProxyStatus status) {
  switch (status) {
    case ProxyStatus::none:
      return "none";
    case ProxyStatus::ok:
      return "ok";
    case ProxyStatus::denied:
      return "denied";
    case ProxyStatus::unresolved:
      return "unresolved";
    case ProxyStatus::refused:
      return "refused";
    case ProxyStatus::timeout:
      return "timeout";
    case ProxyStatus::unreachable:
      return "unreachable";
    case ProxyStatus::reset:
      return "reset";
    case ProxyStatus::error:
      return "error";
    case ProxyStatus::untrusted:
      return "untrusted";
    case ProxyStatus::unsupported:
      return "unsupported";
  }
  return "error";
}

std::vector<std::string> proxy_auth_schemes(const HttpHead& head) {
  std::vector<std::string> schemes;
  for (const auto& [name, value] : head.headers) {
    if (name == "proxy-authenticate") add_schemes(value, schemes);
  }
  return schemes;
}

TunnelResult open_tunnel(ProbeStream& stream, const ProxyAddress& proxy, const std::string& authority,
                         const ProbeTime& time) {
  TunnelResult result;
  if (const Io written = stream.write(request_for(proxy, authority), time); written != Io::done) {
    result.status = status_of(written);
    return result;
  }
  // A server that lets the client speak first sends nothing behind its head, so that none of it is lost here.
  const HttpHeadResult answer = read_http_head(stream, time);
  result.status = status_of(answer.state);
  if (answer.state != Io::done) return result;
  result.code = answer.head.code;
  if (result.code / 100 != 2) result.status = ProxyStatus::denied;
  if (result.code == 407) result.auth_schemes = proxy_auth_schemes(answer.head);
  return result;
}

}  // namespace sgw::collector
