#include "collector/dns_name.hpp"
#include "collector/kube_server.hpp"
#include "collector/proxy_settings.hpp"
#include "collector/text.hpp"

#include <arpa/inet.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <initializer_list>

namespace sgw::collector {

namespace {

struct Address {
  std::array<unsigned char, 16> bytes{};
  unsigned bits = 0;  // 32 or 128; 0: no address
};

Address read_address(const std::string& text) {
  Address address;
  if (::inet_pton(AF_INET, text.c_str(), address.bytes.data()) == 1) {
    address.bits = 32;
  } else if (::inet_pton(AF_INET6, text.c_str(), address.bytes.data()) == 1) {
    address.bits = 128;
  }
  return address;
}

bool same_start(const Address& left, const Address& right, unsigned bits) {
  if (left.bits == 0 || left.bits != right.bits || bits > left.bits) return false;
  const std::size_t whole = bits / 8;
  if (!std::equal(left.bytes.begin(), left.bytes.begin() + whole, right.bytes.begin())) return false;
  const unsigned rest = bits % 8;
  if (rest == 0) return true;
  const auto differ = static_cast<unsigned>(left.bytes[whole] ^ right.bytes[whole]);
  return (differ >> (8 - rest)) == 0;
}

std::string_view trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t\r\n");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t\r\n") - begin + 1);
}

bool is_in_network(const std::string& entry, const Address& address) {
  const std::size_t slash = entry.find('/');
  unsigned bits = 0;
  const char* end = entry.data() + entry.size();
  const auto [stop, error] = std::from_chars(entry.data() + slash + 1, end, bits);
  if (error != std::errc() || stop != end) return false;
  return same_start(read_address(entry.substr(0, slash)), address, bits);
}

// One entry of NO_PROXY, in lower case.
bool exempts(const std::string& entry, const KubeServerAddress& server) {
  if (entry == "*") return true;
  const Address address = read_address(server.host);
  if (entry.find('/') != std::string::npos) return is_in_network(entry, address);
  std::string_view name = entry;
  std::string_view port;
  const bool plain_v6 = read_address(entry).bits == 128;
  const std::size_t bracket = entry.rfind(']');
  const std::size_t colon = entry.find(':', bracket == std::string::npos ? 0 : bracket);
  if (colon != std::string::npos && !plain_v6) {
    port = name.substr(colon + 1);
    name = name.substr(0, colon);
  }
  if (!port.empty() && port != std::to_string(server.port)) return false;
  if (name.starts_with('[') && name.ends_with(']')) name = name.substr(1, name.size() - 2);
  if (const Address listed = read_address(std::string(name)); listed.bits != 0) {
    return same_start(listed, address, listed.bits);
  }
  if (name.empty()) return false;
  if (name.starts_with("*.")) name.remove_prefix(1);
  if (name.starts_with('.')) return server.host.ends_with(name);
  return server.host == name || server.host.ends_with('.' + std::string(name));
}

bool is_exempt_as_go_reads(std::string_view no_proxy, const KubeServerAddress& server) {
  if (server.host == "localhost" || is_loopback(server.host)) return true;
  while (!no_proxy.empty()) {
    const std::string_view entry = no_proxy.substr(0, no_proxy.find(','));
    const std::string_view word = trimmed(entry);
    if (!word.empty() && exempts(lower(word), server)) return true;
    no_proxy.remove_prefix(std::min(no_proxy.size(), entry.size() + 1));
  }
  return false;
}

std::string first_of(const Environment& environment, std::initializer_list<const char*> names) {
  for (const char* name : names) {
    auto value = environment(name);
    if (value && !value->empty()) return *std::move(value);
  }
  return {};
}

}  // namespace

std::optional<Literal> kube_proxy_problem(std::string_view url) {
  const std::string scheme = lower(url.substr(0, url.find("://")));
  const bool known = scheme == "http" || scheme == "https" || scheme == "socks5" || scheme == "socks5h";
  if (url.find("://") == std::string_view::npos || !known)
    return Literal("must begin with http://, https:// or socks5://");
  if (!parse_proxy(url)) return Literal("is no address of a proxy");
  return std::nullopt;
}

RawResult<std::string> kube_environment_proxy(const KubeServerAddress& server, const Environment& environment) {
  std::string proxy = server.tls ? first_of(environment, {"HTTPS_PROXY", "https_proxy"})
                                 : first_of(environment, {"HTTP_PROXY", "http_proxy"});
  if (proxy.empty() || is_exempt_as_go_reads(first_of(environment, {"NO_PROXY", "no_proxy"}), server)) return "";
  if (proxy.find("://") == std::string::npos) proxy.insert(0, "http://");
  if (const auto problem = kube_proxy_problem(proxy)) {
    return raw_fail(ErrorKind::bad_usage, "the proxy that the environment names cannot be used",
                    RawText(std::string(server.tls ? "HTTPS_PROXY " : "HTTP_PROXY ").append(problem->view())));
  }
  return proxy;
}

}  // namespace sgw::collector
