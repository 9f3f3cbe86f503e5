#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace sgw {

// The JSON pointers of members that an object has more than once, in the order in which their objects end; at most 32.
// A JsonReader shows the last of them alone. Of a text that is no JSON, those before the place where it is none.
std::vector<std::string> repeated_members(std::string_view text);

}  // namespace sgw
