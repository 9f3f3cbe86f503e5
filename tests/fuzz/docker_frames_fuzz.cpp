#include "collector/docker_log_lines.hpp"

#include <sgw_diag/docker_frames.hpp>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

namespace {

using namespace sgw::collector;
using sgw::DockerFrames;

struct Lines {
  std::string text;
  bool good = true;
  friend bool operator==(const Lines&, const Lines&) = default;
};

Lines framed(std::string_view bytes, std::size_t cut) {
  Lines result;
  DockerLogLines lines(DockerLogLines::Kind::framed, [&result](const std::string& out) { result.text += out; });
  DockerFrames frames;
  const auto take = [&lines](DockerFrames::Stream, std::string_view part, bool begins) { lines.piece(part, begins); };
  frames.add(bytes.substr(0, cut), take);
  result.good = frames.add(bytes.substr(cut), take) && frames.at_border();
  lines.finish();
  return result;
}

std::string terminal(std::string_view bytes, std::size_t cut) {
  std::string text;
  DockerLogLines lines(DockerLogLines::Kind::terminal, [&text](const std::string& out) { text += out; });
  lines.raw(bytes.substr(0, cut));
  lines.raw(bytes.substr(cut));
  lines.finish();
  return text;
}

}  // namespace

// What comes out must not depend on where a chunk ends, nor be more than what came in and the newlines between runs.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const std::size_t cut = size == 0 ? 0 : data[size - 1] * size / 256;
  const Lines whole = framed(bytes, size);
  if (!(framed(bytes, cut) == whole) || whole.text.size() > 2 * size) std::abort();
  if (terminal(bytes, cut) != terminal(bytes, size) || terminal(bytes, size).size() > size) std::abort();
  return 0;
}
