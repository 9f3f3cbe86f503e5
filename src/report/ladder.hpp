#pragma once

#include "src/triage/evidence.hpp"

#include <sgw_diag/safe_text.hpp>

#include <vector>

namespace sgw::report {

// What one probe found, rung by rung: DNS → TCP → proxy → TLS → HTTP.
struct Ladder {
  SafeText destination;  // "contoso.configuration.azure-api.net:443"
  SafeText rungs;        // "DNS ✓ 12 ms → TCP ✓ 20 ms → TLS ✗ self-signed"
  bool whole = false;    // no rung is broken
};

// One for each probed destination, in order of the probe's file; a probe that several gateways share is there once.
std::vector<Ladder> ladders(const triage::Evidence& evidence);

}  // namespace sgw::report
