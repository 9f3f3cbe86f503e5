#pragma once

#include "collector/probe_time.hpp"

#include <sgw_diag/source.hpp>

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>

namespace sgw::collector {

// The root folder of a file system that belongs to somebody else, such as a container's. Links in it, made to lead
// anywhere, lead to no place outside of it: they are followed here, step by step, and ".." ends at the root.
class ContainerRoot {
 public:
  explicit ContainerRoot(ProbeFd folder) : folder_(std::move(folder)) {}

  // A regular file of at most `most` bytes as it is now, without reading it: the descriptor is only good for
  // file_path(). Errors: not_found, denied (also for what is not a regular file: a pipe or a device would not stop),
  // too_large.
  RawResult<ProbeFd> find(std::string_view path, std::size_t most) const;

 private:
  ProbeFd folder_;
};

// A path by which the file can be opened while the descriptor is open, whatever its name means by then.
std::filesystem::path file_path(const ProbeFd& file);

}  // namespace sgw::collector
