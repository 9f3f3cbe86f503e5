#pragma once

#include <sgw_diag/source.hpp>

#include <chrono>
#include <functional>
#include <string>

namespace sgw::collector {

// One call of a probe as it was made. Raw.
struct ProbeCall {
  Literal verb = "";
  std::string target;
  int status = 0;  // HTTP status, or 0
  std::chrono::milliseconds took{0};
};

// Who is told of each call when it is made. Called on the probe's own thread.
using ProbeCalls = std::function<void(const ProbeCall& call)>;

// Into the record of the run's calls, as the source "probe".
ProbeCalls calls_to(RawSink& sink);

}  // namespace sgw::collector
