#pragma once

#include <cstddef>
#include <string_view>

namespace sgw::redaction {

inline constexpr std::size_t k_guard_bytes = 8192;  // how much of an artifact's begin is looked at

// True when an artifact that begins so is no text: a zero byte, UTF-16 or UTF-32, or many control characters. Searching
// such content as text would prove nothing, so it is withheld as a whole.
bool looks_binary(std::string_view first_bytes);

}  // namespace sgw::redaction
