#pragma once

#include <string>
#include <string_view>

namespace sgw::redaction {

// Removes terminal control sequences (ECMA-48: CSI, OSC and the short ones) from a stream in pieces cut anywhere, so
// that a colour inside a secret does not hide it. A line end always stays, also inside a broken sequence.
class AnsiStripper {
 public:
  // `text` without sequences: either `text` itself, or `buffer`, which is overwritten.
  std::string_view strip(std::string_view text, std::string& buffer);

 private:
  enum class State { text, escape, csi, osc, osc_escape };
  // True when the byte is text.
  bool step(char c);
  State state_ = State::text;
};

}  // namespace sgw::redaction
