#pragma once

#include <cstddef>
#include <string_view>

namespace sgw::redaction {

// The size of an ending that only files have, with its dot: 4 of "gateway.log"; 0 when there is none.
std::size_t file_ending(std::string_view name);

}  // namespace sgw::redaction
