#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace sgw::redaction {

// Which of 64 bytes are of a class: a bit for each, the first byte's the lowest.
struct ByteMasks {
  static constexpr std::size_t k_width = 64;

  std::uint64_t digits = 0;
  std::uint64_t hex = 0;  // digits among them
  std::uint64_t dots = 0;
  std::uint64_t colons = 0;
  std::uint64_t dashes = 0;
};

// Of text[at, at + 64); behind the text's end nothing is set.
ByteMasks byte_masks(std::string_view text, std::size_t at);
// The same for dots, colons and dashes alone; the digits stay 0.
ByteMasks sign_masks(std::string_view text, std::size_t at);
// The same for the characters of base64, in either alphabet; of one window behind the other.
using Base64Masks = std::array<std::uint64_t, 8>;
Base64Masks base64_masks(std::string_view text, std::size_t at);

}  // namespace sgw::redaction
