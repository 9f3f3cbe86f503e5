#pragma once

#include <cstdint>
#include <string_view>

namespace sgw::corpus {

// Marvin32, the keyed hash whose 32-bit fold is the checksum of Azure's identifiable keys.
std::uint64_t marvin(std::string_view bytes, std::uint64_t seed);
std::uint32_t marvin32(std::string_view bytes, std::uint64_t seed);

// "Gatewy00" and its like: eight characters read as a big-endian number.
std::uint64_t seed_of(std::string_view eight_characters);

}  // namespace sgw::corpus
