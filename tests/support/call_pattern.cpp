#include "tests/support/call_pattern.hpp"

#include <algorithm>

namespace sgw::test {

namespace {

bool fits_place(std::string_view rest_of_pattern, std::string_view target) {
  const std::size_t most = std::min(target.find_first_of("/?&"), target.size());
  for (std::size_t size = most; size > 0; --size) {
    if (fits_pattern(rest_of_pattern, target.substr(size))) return true;
  }
  return false;
}

bool fits_optional(std::string_view inside, std::string_view rest, std::string_view target) {
  if (fits_pattern(rest, target)) return true;
  for (std::size_t size = 1; size <= target.size(); ++size) {
    if (fits_pattern(inside, target.substr(0, size)) && fits_pattern(rest, target.substr(size))) return true;
  }
  return false;
}

}  // namespace

bool fits_pattern(std::string_view pattern, std::string_view target) {
  while (!pattern.empty()) {
    if (pattern == "…") return true;
    const char sign = pattern.front();
    const std::size_t end = pattern.find(sign == '<' ? '>' : ']');
    if ((sign == '<' || sign == '[') && end != std::string_view::npos) {
      const std::string_view rest = pattern.substr(end + 1);
      return sign == '<' ? fits_place(rest, target) : fits_optional(pattern.substr(1, end - 1), rest, target);
    }
    if (target.empty() || target.front() != sign) return false;
    pattern.remove_prefix(1);
    target.remove_prefix(1);
  }
  return target.empty();
}

}  // namespace sgw::test
