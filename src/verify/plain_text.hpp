#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace sgw::verify {

// Stands for a placeholder in text that is being searched.
inline constexpr char k_masked = '\x01';

// Each well-formed placeholder ("<redacted:CLASS:TAG" with its closing ">" where that follows at once) becomes one
// k_masked; the safe properties behind a tag stay, because they are content like any other. Nothing when there is none.
std::optional<std::string> without_placeholders(std::string_view text);

// One layer of JSON escapes, percent-encoding and XML entities undone, whichever are there; nothing when there are
// none.
std::optional<std::string> decoded(std::string_view text);

}  // namespace sgw::verify
