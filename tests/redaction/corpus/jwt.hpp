#pragma once

#include "tests/redaction/corpus/rng.hpp"

#include <string>
#include <string_view>

namespace sgw::corpus {

// A token with a readable head and claims. `type`: entra, id, hs256, es256, kubernetes, encrypted (five parts), prt.
std::string jwt(Rng& rng, std::string_view type);

}  // namespace sgw::corpus
