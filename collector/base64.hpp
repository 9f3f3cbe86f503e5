#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace sgw::collector {

// RFC 4648, section 4, with padding, on one line.
std::string to_base64(std::string_view bytes);

// Strict but for line ends, which are skipped: padding must be there, nothing may follow it. Nothing when it is none.
std::optional<std::string> from_base64(std::string_view text);

}  // namespace sgw::collector
