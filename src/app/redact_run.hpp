#pragma once

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

struct RedactReport {
  std::size_t files = 0;
  std::uint64_t masked = 0;           // values masked
  std::uint64_t withheld_pieces = 0;  // what could not be cleaned and was left out
  std::vector<SafeText> problems;     // "path: why", one for each file that is not whole or was left out
  bool whole() const { return problems.empty() && withheld_pieces == 0; }
};

// The gate as a filter. A folder becomes the same tree under `out`, its names cleaned too; links in it are not
// followed. Errors: bad_usage (an input that is not there, a folder without `out`), io (the output), cancelled (the
// file at hand is then not in the tree).
Result<RedactReport> redact(const Session& session, const RedactJob& job, const std::stop_token& stop);

}  // namespace sgw::app
