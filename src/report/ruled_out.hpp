#pragma once

#include "src/triage/evidence.hpp"

#include <vector>

namespace sgw::report {

// What the evidence rules out, and how it was seen: "no expired token: it holds until …". For the support request, so
// that nobody asks for it again. Of every gateway alike; what is true of some alone is left out. Of the way to the
// endpoint it is said from where it was seen, and nothing that a probe from inside a gateway's network contradicts.
std::vector<SafeText> ruled_out(const triage::Evidence& evidence);

}  // namespace sgw::report
