#pragma once

#include <cstddef>
#include <string_view>

namespace sgw::redaction {

// Whether the four numbers with dots at [begin, end) are no address but a version ("Version=4.2.2.0",
// "Chrome/120.0.0.0", "lib-1.2.3.4.tar.gz") or an object identifier ("oid 2.5.29.17"): by what stands around them.
bool is_version(std::string_view text, std::size_t begin, std::size_t end);

}  // namespace sgw::redaction
