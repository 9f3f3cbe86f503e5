#include "redaction/ansi_stripper.hpp"

namespace sgw::redaction {

namespace {

constexpr char k_bell = '\x07';

}  // namespace

bool AnsiStripper::step(char c) {
  if (c == '\n') {
    state_ = State::text;
    return true;
  }
  switch (state_) {
    case State::text:
      if (c != k_escape) return true;
      state_ = State::escape;
      return false;
    case State::escape:
      if (c == '[') {
        state_ = State::csi;
      } else if (c == ']' || c == 'P' || c == '_' || c == '^') {
        state_ = State::osc;
      } else if (c < 0x20 || c > 0x2F) {
        state_ = State::text;
        // Two-byte sequences end with 0x30-0x7E; anything else is text behind a lone escape.
        return c < 0x20 || c == 0x7F;
      }
      return false;
    case State::csi: {
      const bool parameter = c >= 0x20 && c <= 0x3F;
      if (!parameter) state_ = State::text;
      return !parameter && (c < 0x40 || c > 0x7E);
    }
    case State::osc:
      if (c == k_bell) state_ = State::text;
      if (c == k_escape) state_ = State::osc_escape;
      return false;
    case State::osc_escape:
      state_ = c == '\\' ? State::text : State::osc;
      return false;
  }
  return true;
}

}  // namespace sgw::redaction
