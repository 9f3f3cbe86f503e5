#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace sgw::redaction {

// Judgements on the names of hosts (RFC 1123, with '_' and bytes above 0x7F as they are met in practice). A name comes
// without port; a dot at its end does not count.

inline constexpr std::array<bool, 256> k_host_chars = [] {
  std::array<bool, 256> chars{};
  for (std::size_t c = 0; c < chars.size(); ++c) {
    chars[c] =
        (c >= '0' && c <= '9') || ((c | 0x20U) >= 'a' && (c | 0x20U) <= 'z') || c == '-' || c == '_' || c >= 0x80;
  }
  return chars;
}();
constexpr bool is_host_char(char c) { return k_host_chars[static_cast<unsigned char>(c)]; }

// Labels of up to 63 characters with dots between them, and a letter somewhere.
bool is_host_name(std::string_view text);

// In lower case and without a dot at the end: equal for equal hosts.
std::string folded_host(std::string_view name);

// Everybody's: of the clouds, registries and public sites that gateways and their tools speak to, of Kubernetes
// services, of this machine, and those reserved for documentation (known_hosts.cpp).
bool is_known_host(std::string_view folded);

// The end that says that a name is not of the Internet, with its dot: ".internal" of "db.contoso.internal"; empty when
// there is none.
std::string_view private_end(std::string_view folded);

// The same for a name with a domain of the Internet that somewhere says so: "db.corp.contoso.com".
bool has_private_label(std::string_view folded);

// "host-1a2b3c4d5e6f" and, of names with dots, a private end or ".example".
std::string host_pseudonym(std::string_view folded, std::uint64_t hash);
bool is_host_pseudonym(std::string_view folded);

}  // namespace sgw::redaction
