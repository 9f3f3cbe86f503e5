#pragma once

#include "redaction/secret_hits.hpp"
#include "redaction/value_extent.hpp"

#include <string_view>

namespace sgw::redaction {

// Settings that stand one behind the other: "Server=tcp:x,1433;User ID=bob;Password=…", "?sv=…&sig=…".

// All of the list that `value` is the first setting of; `value` itself when it is none. What names a whole connection
// string is judged by all of it.
Extent whole_list(std::string_view line, const Extent& value);

// The value of `name` in a list whose settings end at ';' alone: up to that when other settings stand beside it,
// because a password may hold blanks. Else `value`.
Extent up_to_semicolon(std::string_view line, const NamePlace& name, const Extent& value);

}  // namespace sgw::redaction
