#include "collector/kube_server.hpp"

#include "collector/dns_name.hpp"
#include "collector/text.hpp"

#include <algorithm>
#include <charconv>

namespace sgw::collector {

namespace {

bool read_port(std::string_view digits, unsigned& port) {
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), port);
  return error == std::errc() && end == digits.data() + digits.size() && port > 0 && port <= 65535;
}

// "host", "host:port", "[v6]", "[v6]:port".
std::optional<Literal> read_authority(std::string_view authority, KubeServerAddress& address) {
  if (authority.find('@') != std::string_view::npos)
    return Literal("a user and password do not belong into the address");
  std::string_view host = authority.substr(0, authority.find(':'));
  if (authority.starts_with('[')) {
    const std::size_t end = authority.find(']');
    if (end == std::string_view::npos) return Literal("the bracket of the address does not end");
    host = authority.substr(0, end + 1);
  }
  std::string_view rest = authority.substr(host.size());
  if (!rest.empty()) {
    if (!rest.starts_with(':') || !read_port(rest.substr(1), address.port))
      return Literal("the port is no number up to 65535");
  }
  address.host = normal_host(host);
  if (address.host.empty()) return Literal("the host is missing");
  if (!is_address(address.host) && !is_host_name(address.host)) return Literal("the host is none");
  return std::nullopt;
}

}  // namespace

std::optional<KubeServerAddress> parse_kube_server(std::string_view text, Literal& problem) {
  const auto refused = [&problem](Literal why) {
    problem = why;
    return std::nullopt;
  };
  const bool odd = std::any_of(text.begin(), text.end(), [](unsigned char c) { return c <= ' ' || c == 0x7F; });
  if (odd) return refused("there is a blank or a control character in it");
  KubeServerAddress address;
  std::string scheme = "http";
  if (const std::size_t mark = text.find("://"); mark != std::string_view::npos) {
    scheme = lower(text.substr(0, mark));
    text.remove_prefix(mark + 3);
  }
  if (scheme != "https" && scheme != "http") return refused("it begins with neither https:// nor http://");
  if (text.find_first_of("?#") != std::string_view::npos) return refused("a query does not belong into the address");
  address.tls = scheme == "https";
  address.port = address.tls ? 443 : 80;
  const std::string_view authority = text.substr(0, text.find('/'));
  if (const auto why = read_authority(authority, address)) return refused(*why);
  std::string_view prefix = text.substr(authority.size());
  while (prefix.ends_with('/')) prefix.remove_suffix(1);
  address.url = scheme + "://" + std::string(authority) + std::string(prefix);
  return address;
}

}  // namespace sgw::collector
