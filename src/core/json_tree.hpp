#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace sgw {

struct JsonMember;

// A value of a JSON document and what is in it. Members stand in document order, and no two of an object have the same
// key.
struct JsonNode {
  using Array = std::vector<JsonNode>;
  using Object = std::vector<JsonMember>;
  std::variant<std::nullptr_t, bool, std::int64_t, std::uint64_t, double, std::string, Array, Object> value = nullptr;
};

struct JsonMember {
  std::string key;
  JsonNode value;
};

// Of members with the same key the last counts, at the place of the first. Takes n log n: whoever wrote the object may
// have meant it to take long.
void drop_repeated(JsonNode::Object& members);

// The member's value, or null.
const JsonNode* member_of(const JsonNode::Object& members, std::string_view key);

// Compact JSON text.
std::string dump(const JsonNode& node);

}  // namespace sgw
