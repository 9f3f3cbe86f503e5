#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace sgw::redaction {

// A hardware address as it is written: six pairs with ':' or '-' between them, or three groups of four with '.'.
struct MacAddress {
  std::array<unsigned char, 6> bytes{};
  char separator = ':';
  bool upper = false;  // digits above nine are written A to F

  // Nothing when the whole of `text` is none.
  static std::optional<MacAddress> parse(std::string_view text);
  std::string text() const;

  // None, broadcast, and the multicast addresses of IP and of bridges.
  bool names_nobody() const;
};

}  // namespace sgw::redaction
