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

  // Defined where a member is a complete type.
  JsonNode();
  ~JsonNode();
  JsonNode(JsonNode&&) noexcept;
  JsonNode& operator=(JsonNode&&) noexcept;
  JsonNode(const JsonNode&) = delete;
  JsonNode& operator=(const JsonNode&) = delete;

  std::variant<std::nullptr_t, bool, std::int64_t, std::uint64_t, double, std::string, Array, Object> value;
};

struct JsonMember {
  std::string key;
  JsonNode value;
};

inline JsonNode::JsonNode() = default;  // null
inline JsonNode::~JsonNode() = default;
inline JsonNode::JsonNode(JsonNode&&) noexcept = default;
inline JsonNode& JsonNode::operator=(JsonNode&&) noexcept = default;

// Of members with the same key the last counts, at the place of the first. Takes n log n: whoever wrote the object may
// have meant it to take long. Returns the keys that were there more than once.
std::vector<std::string> drop_repeated(JsonNode::Object& members);

// The member's value, or null.
const JsonNode* member_of(const JsonNode::Object& members, std::string_view key);

// Compact JSON text.
std::string dump(const JsonNode& node);

}  // namespace sgw
