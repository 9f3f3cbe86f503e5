#include "src/app/docker_text.hpp"

#include <sgw_diag/raw.hpp>

#include <algorithm>

namespace sgw::app {

DockerText::~DockerText() {
  for (std::string& line : lines_) wipe(line);
}

bool DockerText::begins(std::string_view first) {
  constexpr std::size_t k_header = 8;
  if (first.size() <= k_header || (first[0] != 1 && first[0] != 2)) return false;
  bool text = false;
  DockerFrames frames;
  const auto on_part = [&](DockerFrames::Stream /*stream*/, std::string_view part, bool begins) {
    if (begins) text = part.find('\0') == std::string_view::npos;
  };
  return frames.add(first, on_part) && text;
}

bool DockerText::add(std::string_view chunk, const Take& take) {
  const bool good = frames_.add(chunk, [&](DockerFrames::Stream stream, std::string_view text, bool) {
    if (!too_long_) part(lines_.at(static_cast<std::size_t>(stream)), text, take);
  });
  return good && !too_long_;
}

void DockerText::part(std::string& line, std::string_view text, const Take& take) {
  const std::size_t last = text.rfind('\n');
  if (last != std::string_view::npos) {
    line += text.substr(0, last + 1);
    take(line);
    wipe(line);
    line.clear();
    text.remove_prefix(last + 1);
  }
  line += text;
  too_long_ = line.size() > k_max_line_bytes;
}

void DockerText::finish(const Take& take) {
  for (std::string& line : lines_) {
    if (line.empty()) continue;
    line += '\n';
    take(line);
    wipe(line);
    line.clear();
  }
}

}  // namespace sgw::app
