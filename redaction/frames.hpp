#pragma once

#include "redaction/detector.hpp"
#include "redaction/view.hpp"

#include <cstddef>
#include <optional>
#include <string_view>

namespace sgw::redaction {

// Takes the frames off lines that a container runtime wrote: times and stream names in front ("kubectl logs
// --timestamps", this program's own logs), CRI lines with their P and F tags, records of Docker's json-file driver. The
// pieces of one line are joined, and the streams follow one another, so that a line of one does not stand in the middle
// of another's: returns where those of the second one begin in `view`. Nothing, and `view` untouched, when no line of
// `text` has a frame. A line whose last piece is still to come is left pending.
std::optional<std::size_t> undo_frames(std::string_view text, View& view, Pending* pending);

}  // namespace sgw::redaction
