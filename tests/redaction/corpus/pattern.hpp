#pragma once

#include "tests/redaction/corpus/kind.hpp"

#include <string_view>

namespace sgw::corpus {

// A value from a pattern: literal text with
//   <field:size|filter>  something random (the fields are the table in pattern.cpp; size and filter may be absent)
//   [[ … ]]              the part that is secret, once (without it: all of it)
//   (( … ))              a part that must survive
// Filters change the text and not the value: pct (percent-encoded), b64.
// Throws std::invalid_argument for a pattern that cannot be read.
Secret expand(Rng& rng, std::string_view pattern);

}  // namespace sgw::corpus
