#pragma once

#include <algorithm>
#include <cstddef>
#include <string_view>

namespace sgw::redaction {

// Removes terminal control sequences (ECMA-48: CSI, OSC and the short ones) from a stream in pieces cut anywhere, so
// that a colour inside a secret does not hide it. A line end always stays, also inside a broken sequence.
class AnsiStripper {
 public:
  // Calls `take(piece)` for what is left of `text`, in order; pieces are parts of `text`, none is empty.
  template <typename Take>
  void strip(std::string_view text, Take take) {
    while (!text.empty()) {
      const std::size_t plain = state_ == State::text ? std::min(text.find(k_escape), text.size()) : 0;
      if (plain != 0) take(text.substr(0, plain));
      text.remove_prefix(plain);
      if (text.empty()) return;
      if (step(text.front())) take(text.substr(0, 1));
      text.remove_prefix(1);
    }
  }

 private:
  static constexpr char k_escape = '\x1b';
  enum class State { text, escape, csi, osc, osc_escape };
  // True when the byte is text.
  bool step(char c);
  State state_ = State::text;
};

}  // namespace sgw::redaction
