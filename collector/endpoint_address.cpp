#include "collector/endpoint_address.hpp"

#include "collector/dns_name.hpp"

#include <charconv>
#include <optional>

namespace sgw::collector {

namespace {

std::optional<std::uint16_t> port_of(std::string_view digits) {
  std::uint16_t port = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), port);
  if (error != std::errc() || end != digits.data() + digits.size() || port == 0) return std::nullopt;
  return port;
}

// "300.1.1.1" is no host name: what ends in a number is an address or a mistake.
std::string_view last_label(std::string_view host) { return host.substr(host.rfind('.') + 1); }
bool is_number(std::string_view label) { return label.find_first_not_of("0123456789") == std::string_view::npos; }

}  // namespace

EndpointAddress parse_endpoint_address(std::string_view text) {
  EndpointAddress address;
  if (const std::size_t mark = text.find("://"); mark != std::string_view::npos) {
    address.plain = normal_host(text.substr(0, mark)) == "http";
    text.remove_prefix(mark + 3);
  }
  text = text.substr(0, text.find_first_of("/?#"));
  if (const std::size_t at = text.rfind('@'); at != std::string_view::npos) {
    address.userinfo = std::string(text.substr(0, at));
    text.remove_prefix(at + 1);
  }
  if (address.plain) address.port = 80;
  const std::size_t colon = text.rfind(':');
  if (!is_address(text) && colon != std::string_view::npos && !text.ends_with(']')) {
    if (const auto port = port_of(text.substr(colon + 1))) {
      address.port = *port;
      text = text.substr(0, colon);
    }
  }
  address.host = normal_host(text);
  address.absolute = is_absolute(text);
  return address;
}

bool is_endpoint(std::string_view text) { return is_probe(text) && !parse_endpoint_address(text).plain; }

bool is_probe(std::string_view text) {
  const std::size_t mark = text.find("://");
  const std::string scheme = mark == std::string_view::npos ? "https" : normal_host(text.substr(0, mark));
  if (scheme != "https" && scheme != "http") return false;
  const std::string host = parse_endpoint_address(text).host;
  return is_address(host) || (is_host_name(host) && !is_number(last_label(host)));
}

}  // namespace sgw::collector
