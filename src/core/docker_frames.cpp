#include <sgw_diag/docker_frames.hpp>

#include <algorithm>

namespace sgw {

bool DockerFrames::add(std::string_view chunk, const OnPart& on_part) {
  while (!broken_ && !chunk.empty()) {
    if (left_ > 0) {
      const std::string_view part = chunk.substr(0, left_);
      on_part(stream_, part, begins_);
      begins_ = false;
      left_ -= static_cast<std::uint32_t>(part.size());
      chunk.remove_prefix(part.size());
      continue;
    }
    const std::size_t count = std::min(header_.size() - header_bytes_, chunk.size());
    std::copy_n(chunk.begin(), count, header_.begin() + static_cast<std::ptrdiff_t>(header_bytes_));
    header_bytes_ += count;
    chunk.remove_prefix(count);
    if (header_bytes_ < header_.size()) break;
    header_bytes_ = 0;
    if (open_frame() && left_ == 0) on_part(stream_, {}, true);
  }
  return !broken_;
}

bool DockerFrames::open_frame() {
  const std::uint32_t length = std::uint32_t{header_[4]} << 24 | std::uint32_t{header_[5]} << 16 |
                               std::uint32_t{header_[6]} << 8 | std::uint32_t{header_[7]};
  broken_ = header_[0] > 3 || header_[1] != 0 || header_[2] != 0 || header_[3] != 0 || length > k_max_frame_bytes;
  if (broken_) return false;
  stream_ = static_cast<Stream>(header_[0]);
  left_ = length;
  begins_ = true;
  return true;
}

}  // namespace sgw
