#pragma once

#include "src/triage/fact.hpp"

#include <sgw_diag/redacted.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace sgw::triage {

// Where a line begins in the chunk that it is in.
struct LineStart {
  std::size_t offset = 0;
  std::uint64_t line = 0;  // from 1, in the artifact
};

// Finds in a log, chunk by chunk, what the run before the last start said last. A start is told by the banner's
// version line; a log that holds the previous run alone ("previous" in its name) ends with it. Keeps a few lines of
// each chunk and looks at no others. Belongs to one thread.
class RunEnd {
 public:
  static constexpr std::string_view k_banner = "version: ";
  static constexpr std::size_t k_lines = 3;

  explicit RunEnd(BundlePath file);

  // `starts`: the lines in the chunk that may be such a line, in order; `lines`: how many have ended with the chunk.
  void add(const RedactedBytes& chunk, const std::vector<LineStart>& starts, std::uint64_t lines);
  // Those lines, oldest first; none when the log holds one run only. Frames of a stack are left out.
  std::vector<Place> take();

 private:
  // `lines`: how many end before `to`.
  void keep_last(const RedactedBytes& chunk, std::size_t from, std::size_t to, std::uint64_t lines);

  BundlePath file_;
  std::vector<Place> recent_;  // the last lines of the run at hand
  std::vector<Place> found_;
};

}  // namespace sgw::triage
