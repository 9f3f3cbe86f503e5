#pragma once

#include "tests/redaction/corpus/rng.hpp"

#include <string>
#include <string_view>

namespace sgw::corpus {

// A key as its service would make it, signature and checksum included. `type` is a row of the table in azure_keys.cpp
// ("apim-gateway", "storage", "servicebus", …), "entra8", "entra7", "pat", or "cask-" and a provider's four characters.
// Throws std::invalid_argument for another one.
std::string azure_key(Rng& rng, std::string_view type);

}  // namespace sgw::corpus
