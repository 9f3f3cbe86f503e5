#pragma once

#include <sgw_diag/safe_text.hpp>

#include <cstdint>

namespace sgw::app {

// What the run tells the console while it works. May be called from any thread.
class Progress {
 public:
  virtual ~Progress() = default;
  // A source begins; `slot` numbers the sources of the run.
  virtual void begin(std::size_t slot, const SafeName& source) = 0;
  // Bytes that the source's artifacts have so far, after masking.
  virtual void advance(std::size_t slot, std::uint64_t bytes, const SafeText& file) = 0;
  virtual void end(std::size_t slot) = 0;
  // A stage after collecting: "writing the bundle".
  virtual void stage(Literal what) = 0;
};

class NoProgress : public Progress {
 public:
  void begin(std::size_t, const SafeName&) override {}
  void advance(std::size_t, std::uint64_t, const SafeText&) override {}
  void end(std::size_t) override {}
  void stage(Literal) override {}
};

}  // namespace sgw::app
