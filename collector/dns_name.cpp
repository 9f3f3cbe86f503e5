#include "collector/dns_name.hpp"

#include "collector/text.hpp"

#include <arpa/inet.h>

#include <algorithm>
#include <array>

namespace sgw::collector {

namespace {

constexpr std::size_t k_max_name = 253, k_max_label = 63;

bool is_label_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
}

}  // namespace

std::string normal_host(std::string_view host) {
  if (host.size() > 2 && host.front() == '[' && host.back() == ']') host = host.substr(1, host.size() - 2);
  if (is_absolute(host)) host.remove_suffix(1);
  return lower(host);
}

bool is_absolute(std::string_view host) { return host.size() > 1 && host.ends_with('.') && !host.ends_with(".."); }

bool is_address(std::string_view host) {
  std::array<unsigned char, 16> bytes{};
  const std::string text(host);
  if (text.size() != std::string_view(text.c_str()).size()) return false;  // a NUL inside
  return inet_pton(AF_INET, text.c_str(), bytes.data()) == 1 || inet_pton(AF_INET6, text.c_str(), bytes.data()) == 1;
}

bool is_loopback(std::string_view host) { return is_address(host) && (host.starts_with("127.") || host == "::1"); }

bool is_private_address(std::string_view host) {
  std::array<unsigned char, 16> bytes{};
  const std::string text(host);
  if (inet_pton(AF_INET, text.c_str(), bytes.data()) == 1) {
    const unsigned first = bytes[0];
    const unsigned second = bytes[1];
    return first == 10 || first == 127 || (first == 172 && second / 16 == 1) || (first == 192 && second == 168) ||
           (first == 169 && second == 254) || (first == 100 && second / 64 == 1);
  }
  if (inet_pton(AF_INET6, text.c_str(), bytes.data()) != 1) return false;
  return (bytes[0] & 0xfeU) == 0xfc || (bytes[0] == 0xfe && (bytes[1] & 0xc0U) == 0x80) || host == "::1";
}

bool is_host_name(std::string_view host) {
  if (!host.empty() && host.back() == '.') host.remove_suffix(1);
  if (host.empty() || host.size() > k_max_name) return false;
  std::size_t label = 0;
  for (const char c : host) {
    if (c == '.') {
      if (label == 0) return false;
      label = 0;
    } else if (!is_label_character(c) || ++label > k_max_label) {
      return false;
    }
  }
  return label != 0;
}

Literal why_no_host_name(std::string_view host) {
  if (host.empty()) return "there is no host name";
  if (host.size() > k_max_name) return "this is longer than a host name can be";
  const auto beyond_ascii = [](char c) { return static_cast<unsigned char>(c) > 127; };
  if (std::any_of(host.begin(), host.end(), beyond_ascii)) {
    return "this has letters that no host name has: what can be asked is its form with xn--";
  }
  return "this is not a host name";
}

std::string host_and_port(std::string_view host, unsigned port, unsigned usual_port) {
  const bool bare_v6 = host.find(':') != std::string_view::npos && host.front() != '[';
  std::string text = bare_v6 ? "[" + std::string(host) + "]" : std::string(host);
  if (port != usual_port) text += ":" + std::to_string(port);
  return text;
}

}  // namespace sgw::collector
