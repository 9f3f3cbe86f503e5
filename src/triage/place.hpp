#pragma once

#include <sgw_diag/bundle_path.hpp>

#include <cstdint>
#include <optional>

namespace sgw::triage {

// Where something was seen: a file of the bundle and a line in it (from 1), or a JSON pointer.
struct Place {
  BundlePath file;
  std::optional<std::uint64_t> line;
  SafeText pointer;
  SafeText quote;  // redacted, one line, at most 300 bytes
};

}  // namespace sgw::triage
