#pragma once

#include "redaction/byte_masks.hpp"

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace sgw::redaction {

// The loops of byte_masks.cpp and marks.cpp on machines that look up 64 bytes at once in a table of 128: only where
// best_lanes() is Lanes::avx512, and only built for such processors.
#if defined(__x86_64__)

// `bytes`: as many as the windows hold.
void survey_by_table(const char* bytes, SurveyWindows& windows);
// `bytes`: 64, of each of the next two.
ByteMasks masks_by_table(const char* bytes);
ByteMasks signs_by_table(const char* bytes);
// The place of a mark at or behind `at`, or where it stopped, which is near the text's end: `found` says which.
std::size_t next_mark_by_table(std::string_view text, std::size_t at, bool& found);

#endif

}  // namespace sgw::redaction
