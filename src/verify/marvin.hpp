#pragma once

#include <cstdint>
#include <string_view>

namespace sgw::verify {

// Marvin32, the keyed checksum that Azure writes into its keys (US patent 8,145,906; as in .NET's string hashes): both
// halves of its state, the second in the upper 32 bits.
std::uint64_t marvin(std::string_view bytes, std::uint64_t seed);

// The halves folded into one, as keys carry it.
std::uint32_t marvin32(std::string_view bytes, std::uint64_t seed);

}  // namespace sgw::verify
