#pragma once

#include <sgw_diag/json_reader.hpp>
#include <sgw_diag/json_writer.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace sgw::collector {

// Fields of a foreign document as members of one of ours: absent in, absent out; of another type, absent too.

inline constexpr std::size_t k_max_items = 200;                   // of a list that is taken over
inline constexpr std::size_t k_max_text = std::size_t{64} << 10;  // of one value, bytes

// A text of more than k_max_text bytes is left out whole and its size said: a part of it could end in half a secret,
// which nothing recognizes any more.
std::string bounded(std::string text);

void put_text(JsonWriter& json, std::string_view key, const JsonReader& value);  // nothing for an empty one
void put_integer(JsonWriter& json, std::string_view key, const JsonReader& value);
void put_flag(JsonWriter& json, std::string_view key, const JsonReader& value);
// As RFC 3339; nothing for what is no time, and for engines' "0001-01-01T00:00:00Z", which means never.
void put_time(JsonWriter& json, std::string_view key, const JsonReader& value);
// The texts of a list, at most k_max_items; an empty list when there are none.
void put_texts(JsonWriter& json, std::string_view key, const JsonReader& list);
void put_words(JsonWriter& json, std::string_view key, const std::vector<std::string>& words);

}  // namespace sgw::collector
