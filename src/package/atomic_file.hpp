#pragma once

#include <sgw_diag/redacted.hpp>
#include <sgw_diag/result.hpp>

#include <filesystem>

namespace sgw::package {

enum class Overwrite { no, yes };

// Writes a small file of ours whole or not at all: temporary beside the target, 0600, synchronised, renamed.
Result<void> write_file(const std::filesystem::path& path, const RedactedBytes& bytes, Overwrite overwrite);

}  // namespace sgw::package
