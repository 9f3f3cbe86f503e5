#pragma once

#include "redaction/find.hpp"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace sgw::redaction {

// The grammar of what stands in a bundle for a masked value: "<redacted:CLASS:TAG>", CLASS [a-z0-9-]+, TAG eight hex
// digits of HMAC-SHA-256 under the run's key: equal values have equal tags within a run, and nobody without the key can
// try values. A gateway token adds " gw=ID exp=2026-12-23T23:55Z" before the '>'.

bool is_class_name(std::string_view text);

// `value` is the canonical (fully decoded) value.
std::string tag_of(std::string_view key, std::string_view value);
std::string placeholder(std::string_view what, std::string_view tag);

// A gateway's id may be any text: only what cannot be mistaken for something else is shown.
bool is_showable_id(std::string_view id);

// Where nothing could be decided, a line says so in place of the content.
inline constexpr std::string_view k_withheld_binary = "<withheld:binary>";
inline constexpr std::string_view k_withheld_map = "<withheld:map>";
inline constexpr std::string_view k_withheld_size = "<withheld:too-large>";

// Ranges [first, second) of placeholders that are there already, in order. The id in a gateway token's placeholder is
// left out of its range, so that nothing can hide in there.
std::vector<std::pair<std::size_t, std::size_t>> placeholders_in(std::string_view text);

}  // namespace sgw::redaction
