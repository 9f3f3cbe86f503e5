#pragma once

#include <sgw_diag/safe_text.hpp>

#include <string_view>

namespace sgw::package {

// The 64 digits of a SHA-256 as safe text. Two halves, because a name has at most 63 characters; anything but
// lower-case hexadecimal digits yields nothing.
inline SafeText digest_text(std::string_view hex) {
  const auto front = SafeName::parse(hex.substr(0, hex.size() / 2));
  const auto back = SafeName::parse(hex.substr(hex.size() / 2));
  return front && back ? SafeText(*front) + SafeText(*back) : SafeText();
}

}  // namespace sgw::package
