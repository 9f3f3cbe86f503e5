#pragma once

#include "src/triage/evidence.hpp"
#include "src/triage/verdict.hpp"

#include <sgw_diag/safe_text.hpp>

#include <vector>

namespace sgw::report {

// What one probe found, rung by rung: DNS → TCP → proxy → TLS → HTTP.
struct Ladder {
  SafeText destination;  // "contoso.configuration.azure-api.net:443"
  SafeText rungs;  // "DNS ✓ 12 ms → TCP ✓ 20 ms → TLS ✗ re-signed by "Corp Proxy CA" (customer, RESP-CU-NETWORK)"
  bool whole = false;  // no rung is broken
};

// One for each probed destination, in order of the probe's file; a probe that several gateways share is there once.
// Behind a broken rung, or one that held at times only, stands whose it is, where a finding rests on that probe.
std::vector<Ladder> ladders(const triage::Evidence& evidence, const triage::Verdict& verdict);

}  // namespace sgw::report
