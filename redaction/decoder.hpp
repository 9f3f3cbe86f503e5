#pragma once

#include "redaction/engine.hpp"
#include "redaction/tally.hpp"

#include <sgw_diag/artifact.hpp>

#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace sgw::redaction {

// Turns the raw bytes of one artifact, in chunks cut anywhere, into masked text. Belongs to one thread.
class Decoder {
 public:
  virtual ~Decoder() = default;
  virtual void add(std::string_view chunk) = 0;
  virtual void finish() = 0;
  // True when nothing of the content could be kept.
  virtual bool withheld() const = 0;
};

// Takes masked text: whole lines, except for the artifact's end and pieces of a line that is too long.
using MaskedOutput = std::function<void(std::string)>;

// The decoder for a format. `engine`, `tally` outlive it.
std::unique_ptr<Decoder> make_decoder(Format format, const Engine& engine, Tally& tally, MaskedOutput output);

}  // namespace sgw::redaction
