#pragma once

#include <sgw_diag/docker_frames.hpp>

#include <array>
#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

namespace sgw::app {

// The text of a log as Docker's interface sends it (curl on /containers/ID/logs), where frames of two streams stand
// between and inside of lines: whole lines, in the order in which they end. Foreign bytes; belongs to one thread.
class DockerText {
 public:
  using Take = std::function<void(std::string_view)>;

  static constexpr std::size_t k_max_line_bytes = std::size_t{16} << 20;  // of a line that frames cut

  DockerText() = default;
  ~DockerText();
  DockerText(const DockerText&) = delete;
  DockerText& operator=(const DockerText&) = delete;

  // Whether `first`, the first bytes of a file, begin with a frame of text.
  static bool begins(std::string_view first);

  // False from where it is no such stream on, or a line is too long.
  bool add(std::string_view chunk, const Take& take);
  // The lines that did not end.
  void finish(const Take& take);

 private:
  void part(std::string& line, std::string_view text, const Take& take);

  DockerFrames frames_;
  std::array<std::string, 4> lines_;  // by stream: the begin of one that goes on in another frame
  bool too_long_ = false;
};

}  // namespace sgw::app
