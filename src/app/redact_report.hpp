#pragma once

#include "src/app/session.hpp"

#include <sgw_diag/artifact.hpp>
#include <sgw_diag/redacted.hpp>

#include <cstdint>
#include <filesystem>
#include <vector>

namespace sgw::app {

// What became of one input file, or of one member of an archive.
struct RedactedFile {
  SafeText path;         // in the cleaned tree; of what was left out, the masked path that it has in the input
  Literal outcome = "";  // a completeness, or "left out"
  SafeText why;          // unless complete
  std::uint64_t withheld_bytes = 0;
  std::uint64_t withheld_pieces = 0;
  std::vector<RedactionNote> notes;
};

struct RedactReport {
  std::vector<RedactedFile> files;

  std::uint64_t masked() const;            // values masked
  std::uint64_t withheld_pieces() const;   // what could not be cleaned and was left out
  std::vector<SafeText> problems() const;  // "path: why", one for each file that is not whole or was left out
  bool whole() const;

  // --report: how often each rule masked something, by file and in all. Never a value; paths as in the cleaned tree.
  RedactedBytes document() const;
};

// To a new file, 0600. The first says beforehand what would go wrong. Errors: io.
Result<void> report_can_be_written(const Session& session, const std::filesystem::path& file);
Result<void> write_report(const Session& session, const RedactReport& report, const std::filesystem::path& file);

}  // namespace sgw::app
