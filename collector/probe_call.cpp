#include "collector/probe_call.hpp"

namespace sgw::collector {

ProbeCalls calls_to(RawSink& sink) {
  return [&sink](const ProbeCall& call) {
    sink.call({SafeName("probe"), call.verb, RawText(call.target), call.status, call.took});
  };
}

}  // namespace sgw::collector
