#pragma once

#include <string_view>

namespace sgw::verify {

// Whether a value looks drawn at random rather than written: long enough, and with a part whose letters and digits
// change kind as often as chance makes them. Words, names, versions, times, paths, types, masks ("****") and variables
// ("${X}") do not; neither does what begins like a URL.
bool looks_random(std::string_view value, std::size_t least_length);

// Whether a value, where a password stands, may be one that a person typed: letters and digits that change more often
// than in a word with a number. No reference, path, time, version or mask.
bool looks_typed(std::string_view value, std::size_t least_length);

// 8-4-4-4-12 hexadecimal digits.
bool is_guid(std::string_view value);

}  // namespace sgw::verify
