#pragma once

#include "src/app/redact_run.hpp"

#include <filesystem>
#include <vector>

namespace sgw::app {

struct RedactInput {
  std::filesystem::path path;
  std::filesystem::path name;  // relative, as it will be in the tree, but for cleaning
};

// All files of a job, sorted by name. What is left out of a folder is told by the report: an empty tree must not look
// like success. Errors: bad_usage.
Result<std::vector<RedactInput>> list_redact_inputs(const Session& session, const RedactJob& job, RedactReport& report);

}  // namespace sgw::app
