#pragma once

#include "src/triage/fact.hpp"

#include <sgw_diag/redacted.hpp>

#include <cstddef>
#include <cstdint>
#include <vector>

namespace sgw::triage {

// Finds in a log, chunk by chunk, what the run before the last start said last. A start is told by the banner's
// "version: " line (k_banner); a log that holds the previous run alone ("previous" in its name) ends with it. Keeps a
// few lines of each chunk and looks at no others. Belongs to one thread.
class RunEnd {
 public:
  static constexpr std::size_t k_lines = 3;

  explicit RunEnd(BundlePath file);

  // `starts`: offsets in the chunk of the lines that may be such a line, ascending.
  void add(const RedactedBytes& chunk, const std::vector<std::size_t>& starts);
  // Those lines, oldest first; none when the log holds one run only. Frames of a stack are left out.
  std::vector<Place> take();

 private:
  void keep_last(const RedactedBytes& chunk, std::size_t from, std::size_t to);

  BundlePath file_;
  std::uint64_t lines_ = 0;    // before the part at hand
  std::vector<Place> recent_;  // the last lines of the run at hand
  std::vector<Place> found_;
};

}  // namespace sgw::triage
