#pragma once

#include "redaction/rule_set.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace sgw::redaction {

// One line that holds a secret, for the test before each run.
struct Canary {
  std::string line;
  std::vector<std::string> secrets;  // must not be found in what comes out
  const Rule* rule = nullptr;
  bool of_one_line = true;  // false: only as the lines that it is, not as one string of a JSON document
};

// The examples of all active rules, and a private key over several lines.
std::vector<Canary> canaries(const RuleSet& rules);

// True when one of the canary's secrets is still in `masked`.
bool survives(const Canary& canary, std::string_view masked);

}  // namespace sgw::redaction
