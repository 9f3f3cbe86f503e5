#pragma once

#include <sgw_diag/result.hpp>

#include <cstddef>
#include <string>
#include <string_view>

namespace sgw::collector {

// Where YAML text could not be read, and why; nothing of the text itself.
struct YamlProblem {
  Literal what = "";
  int line = 0;    // from 1; 0: the text as a whole
  int column = 0;  // from 1
};

inline constexpr std::size_t k_max_yaml_bytes = std::size_t{4} << 20;
inline constexpr std::size_t k_max_yaml_nodes = 200'000;  // with every use of an alias counted again
inline constexpr int k_max_yaml_depth = 64;

// The first document of a YAML text (UTF-8, or UTF-16 and UTF-32 with a byte order mark) as JSON text; "null" for an
// empty one. Plain null and ~ become null, plain true and false booleans; all else is text as it is written, numbers
// too: 0123 is no 83. Aliases and merge keys (<<) are resolved within the limits above. Of the same key twice in a
// mapping JSON has both: its reader takes the last one, as Go's does.
tl::expected<std::string, YamlProblem> yaml_to_json(std::string_view text);

}  // namespace sgw::collector
