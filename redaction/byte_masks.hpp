#pragma once

#include <sgw_diag/wide.hpp>

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
ByteMasks byte_masks(std::string_view text, std::size_t at, Lanes lanes = best_lanes());
// The same for dots, colons and dashes alone; the digits stay 0.
ByteMasks sign_masks(std::string_view text, std::size_t at, Lanes lanes = best_lanes());

// Of one window behind the other, each as ByteMasks.
struct SurveyMasks {
  std::uint64_t base64 = 0;  // characters of either alphabet
  std::uint64_t line_ends = 0;
  std::uint64_t spaced_hex = 0;  // hexadecimal digits, the 'x' in front of them, and what may stand between two
  std::uint64_t hex = 0;         // the digits among them
  std::uint64_t prefixes = 0;    // the 'x'
  std::uint64_t ats = 0;         // '@'
  std::uint64_t backslashes = 0;
  std::uint64_t equals = 0;  // '='
};
using SurveyWindows = std::array<SurveyMasks, 8>;
SurveyWindows survey_masks(std::string_view text, std::size_t at, Lanes lanes = best_lanes());

}  // namespace sgw::redaction
