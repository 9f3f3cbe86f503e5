#pragma once

#include <sgw_diag/wide.hpp>

#include <cstddef>
#include <string_view>

namespace sgw::redaction {

// The offset, at or behind `from`, of the next byte that may begin an escape: '\', '%', '&', "=3D", the '[' of a
// terminal code, or a control character other than a tab or a line end; the text's size when there is none. At the
// speed of memchr: most text has none.
std::size_t next_mark(std::string_view text, std::size_t from, Lanes lanes = best_lanes());

}  // namespace sgw::redaction
