#pragma once

#include "src/app/redact_report.hpp"
#include "src/app/session.hpp"

#include <filesystem>
#include <functional>
#include <stop_token>
#include <vector>

namespace sgw::app {

struct RedactJob {
  std::vector<std::filesystem::path> inputs;  // files and folders; empty: standard input
  std::optional<std::filesystem::path> out;   // folder to write the cleaned tree to; none: `print`
  // Receives the cleaned bytes when there is no `out`. False: nobody takes them any more, and the work ends.
  std::function<bool(const RedactedBytes&)> print;
};

// The gate as a filter. A folder becomes the same tree under `out`, its names cleaned too; links in it are not
// followed. A compressed file comes out as its text, an archive as a folder of its members (redact_unpack.hpp).
// `report` tells what was done, also when the work ends early. Errors: bad_usage (an input that is not there, a folder
// or an archive without `out`), io (the output), cancelled (the file at hand is then not in the tree).
Result<void> redact(const Session& session, const RedactJob& job, RedactReport& report, const std::stop_token& stop);

}  // namespace sgw::app
