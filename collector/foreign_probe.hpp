#pragma once

#include "collector/probe_ladder.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sgw::collector {

// A probe's document that another process made, written anew: who was probed, why and from where, and how NO_PROXY is
// read for it by us, of the rest only what has the shape of probe_report(). Nothing when it has another one.
//
// The shape: the rungs dns, tcp, tls and http are there, each an object with a status in words; `time` is one;
// `first_broken` is a rung, none, or missing. Besides there may be anything of names [a-z0-9_], of at most 6 levels
// and 4000 values: rungs may grow without this having to know. A text that is too long is left out, see bounded().
std::optional<std::string> rewritten_probe(std::string_view document, const ProbeTask& task,
                                           const std::vector<ProbePurpose>& purposes, bool own_trust);

}  // namespace sgw::collector
