#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace sgw::redaction {

// Runs of characters of base64 (both alphabets, no padding) that are shorter tell nothing.
inline constexpr std::size_t k_min_base64_run = 16;

struct Base64Run {
  std::size_t begin = 0;
  std::size_t end = 0;
};
using Base64Runs = std::vector<Base64Run>;

// Replaces `runs` by all runs of at least that length, in order. Looks at many bytes at a time: most text holds few.
void find_base64_runs(std::string_view text, Base64Runs& runs);

// A text and what several searches of it need to know.
struct SearchText {
  SearchText(std::string_view of) : text(of) {}  // NOLINT(google-explicit-constructor): a plain text is one as well
  SearchText(std::string_view of, const Base64Runs& of_it) : text(of), runs(&of_it) {}
  operator std::string_view() const { return text; }  // NOLINT(google-explicit-constructor)

  std::string_view text;
  const Base64Runs* runs = nullptr;  // none: who needs them looks for them
};

}  // namespace sgw::redaction
