#pragma once

#include "src/triage/condition.hpp"

#include <vector>

namespace sgw::triage {

// A condition as a part of a sentence: "a and (b or c) and not d". A long regular expression tells a reader nothing and
// is left out: of an event that is to match one stands the name alone.
SafeText in_words(const Condition& condition);

// What ends the condition, each by itself: what its "none of" name, one part each. Of those below an "any of" only what
// ends every part of it, and none that takes something back again.
std::vector<SafeText> what_ends(const Condition& condition);

}  // namespace sgw::triage
