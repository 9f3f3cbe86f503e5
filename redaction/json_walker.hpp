#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace sgw::redaction {

// One string or bare number in a JSON text, and where it stands.
struct JsonLeaf {
  enum class Kind { key, string, number };
  Kind kind = Kind::string;
  std::size_t begin = 0;  // of the token, its quotes included
  std::size_t end = 0;
  std::string_view key;        // of the member or of the array that it is in; escapes as written; may be empty
  std::string_view outer_key;  // the key around that
  std::string_view before;     // the token before it in the same array, if a string; without its quotes
  std::string_view named;      // what "name" or "key" beside it says, when it is a "value" or "Value"
  bool in_array = false;
  bool in_secret_data = false;  // below "data" or "stringData" of an object whose "kind" is "Secret"
};

// Visits every key, string and number of a text that is valid JSON, in order of its ends; a "value" whose "name" comes
// later is visited when its object ends, and a Secret's data once more when its kind is known. False when it is nested
// deeper than `max_depth`.
bool walk_json(std::string_view text, int max_depth, const std::function<void(const JsonLeaf&)>& visit);

}  // namespace sgw::redaction
