#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string_view>

namespace sgw {

// Splits the log stream of a container without a terminal: frames of an eight-byte header (stream number, three zeros,
// length as 32 bits, big-endian) and a payload. Keeps nothing but the header's bytes, so that the length a frame claims
// costs no memory. Foreign bytes: anything that is not such a stream breaks it for good.
class DockerFrames {
 public:
  enum class Stream : std::uint8_t {
    input = 0,
    output = 1,
    error = 2,
    engine = 3,  // the engine's own words: why it cannot go on
  };
  // Chosen far above what engines send (16 KiB and a time stamp; log drivers with larger pieces, up to 1 MiB).
  static constexpr std::uint32_t k_max_frame_bytes = std::uint32_t{64} << 20;

  // A part of a frame's payload. `begins` with the first part of a frame; an empty frame gives one empty part.
  using OnPart = std::function<void(Stream stream, std::string_view part, bool begins)>;

  // False when the stream is broken; what was handed out before is good.
  bool add(std::string_view chunk, const OnPart& on_part);
  bool broken() const { return broken_; }
  // True between frames: a stream that ends elsewhere was cut.
  bool at_border() const { return !broken_ && header_bytes_ == 0 && left_ == 0; }

 private:
  bool open_frame();

  std::array<unsigned char, 8> header_{};
  std::size_t header_bytes_ = 0;
  std::uint32_t left_ = 0;  // of the payload
  Stream stream_ = Stream::output;
  bool begins_ = false;
  bool broken_ = false;
};

}  // namespace sgw
