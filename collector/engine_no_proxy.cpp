#include "collector/engine_no_proxy.hpp"

#include "collector/dns_name.hpp"
#include "collector/text.hpp"

#include <arpa/inet.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <climits>
#include <string>

namespace sgw::collector {

namespace {

struct AddressBytes {
  std::array<unsigned char, sizeof(in6_addr)> bytes{};
  std::size_t size = 0;  // 0: it is no address
};

AddressBytes bytes_of(std::string_view text) {
  const std::string address(text);
  AddressBytes found;
  if (inet_pton(AF_INET, address.c_str(), found.bytes.data()) == 1) {
    found.size = sizeof(in_addr);
  } else if (inet_pton(AF_INET6, address.c_str(), found.bytes.data()) == 1) {
    found.size = sizeof(in6_addr);
  }
  return found;
}

template <class Number>
bool read_number(std::string_view text, Number& number) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc() && end == text.data() + text.size();
}

// "10.0.0.0/8".
bool in_network(std::string_view entry, std::string_view host) {
  const std::size_t slash = std::min(entry.find('/'), entry.size());
  const AddressBytes network = bytes_of(entry.substr(0, slash));
  const AddressBytes address = bytes_of(host);
  std::size_t bits = 0;
  if (slash == entry.size() || !read_number(entry.substr(slash + 1), bits)) return false;
  if (network.size == 0 || network.size != address.size || bits > network.size * CHAR_BIT) return false;
  for (std::size_t i = 0; i < network.size && bits > 0; ++i) {
    const std::size_t here = std::min<std::size_t>(bits, CHAR_BIT);
    const unsigned mask = (0xFFU << (CHAR_BIT - here)) & 0xFFU;
    if (((network.bytes.at(i) ^ address.bytes.at(i)) & mask) != 0) return false;
    bits -= here;
  }
  return true;
}

// "host:port", "[v6]:port"; an IPv6 address alone has no port. False when the entry is for another port.
bool is_for_port(std::string_view& entry, std::uint16_t port) {
  const std::size_t colon = entry.rfind(':');
  if (colon == std::string_view::npos || is_address(entry)) return true;
  std::uint16_t wanted = 0;
  if (!read_number(entry.substr(colon + 1), wanted)) return true;
  entry = entry.substr(0, colon);
  return wanted == port;
}

bool matches(std::string_view entry, std::string_view host, std::uint16_t port) {
  if (entry == "*") return true;
  if (entry.find('/') != std::string_view::npos) return in_network(entry, host);
  if (!is_for_port(entry, port) || entry.empty()) return false;
  if (entry.starts_with('[') && entry.ends_with(']')) entry = entry.substr(1, entry.size() - 2);
  if (is_address(entry) || is_address(host)) return normal_host(entry) == host;
  if (entry.starts_with("*.")) entry.remove_prefix(1);
  if (entry.starts_with('.')) return host.ends_with(entry);
  return host == entry || (host.ends_with(entry) && host[host.size() - entry.size() - 1] == '.');
}

}  // namespace

bool engine_goes_past_proxy(std::string_view no_proxy, std::string_view host, std::uint16_t port) {
  if (host == "localhost" || is_loopback(host)) return true;
  while (!no_proxy.empty()) {
    const std::size_t comma = std::min(no_proxy.find(','), no_proxy.size());
    std::string entry = lower(no_proxy.substr(0, comma));
    no_proxy.remove_prefix(std::min(comma + 1, no_proxy.size()));
    std::erase_if(entry, [](char c) { return c == ' ' || c == '\t'; });
    if (matches(entry, host, port)) return true;
  }
  return false;
}

}  // namespace sgw::collector
