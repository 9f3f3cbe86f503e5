#include <sgw_diag/json_reader.hpp>
#include <sgw_diag/json_repeats.hpp>

#include "src/core/json_tree.hpp"
#include "src/core/utf8.hpp"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

namespace sgw {

namespace {

constexpr std::size_t k_max_depth = 128;
constexpr std::size_t k_max_repeated = 32;  // are told

const JsonNode& of(const void* node) { return *static_cast<const JsonNode*>(node); }

// What of its type the value is, or null.
template <class Type>
const Type* as(const void* node) {
  return node == nullptr ? nullptr : std::get_if<Type>(&of(node).value);
}

std::string repaired(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t length = utf8_sequence_length(text, i);
    if (length == 0) {
      out += k_utf8_replacement;
      ++i;
      continue;
    }
    out.append(text, i, length);
    i += length;
  }
  return out;
}

std::string escaped_for_pointer(std::string_view key) {
  std::string out;
  for (const char c : key) {
    if (c == '~') {
      out += "~0";
    } else if (c == '/') {
      out += "~1";
    } else {
      out += c;
    }
  }
  return out;
}

// Builds the tree while the parser reads. The library's own documents would look through an object's members for each
// new one, follow any depth, and hold any number of values.
class TreeBuilder : public nlohmann::json_sax<nlohmann::json> {
 public:
  JsonNode root;
  std::size_t error_offset = 0;
  bool over_limit = false;
  std::vector<std::string> repeated;  // pointers of members that were there more than once

  bool null() override { return add(nullptr); }
  bool boolean(bool flag) override { return add(flag); }
  bool number_integer(number_integer_t number) override { return add(number); }
  bool number_unsigned(number_unsigned_t number) override { return add(number); }
  bool number_float(number_float_t number, const string_t&) override { return add(number); }
  bool string(string_t& text) override { return add(std::move(text)); }
  bool binary(binary_t&) override { return false; }  // JSON text has none
  bool start_object(std::size_t) override { return open(JsonNode::Object()); }
  bool key(string_t& name) override {
    std::get<JsonNode::Object>(open_.back()->value).push_back({std::move(name), {}});
    return true;
  }
  bool end_object() override {
    for (const std::string& key : drop_repeated(std::get<JsonNode::Object>(open_.back()->value))) {
      if (repeated.size() < k_max_repeated) repeated.push_back(here() + '/' + escaped_for_pointer(key));
    }
    open_.pop_back();
    return true;
  }
  bool start_array(std::size_t) override { return open(JsonNode::Array()); }
  bool end_array() override {
    open_.pop_back();
    return true;
  }
  bool parse_error(std::size_t position, const std::string&, const nlohmann::detail::exception&) override {
    error_offset = position == 0 ? 0 : position - 1;
    return false;
  }

 private:
  // The pointer of the innermost open value.
  std::string here() const {
    std::string pointer;
    for (std::size_t level = 0; level + 1 < open_.size(); ++level) {
      const auto* items = std::get_if<JsonNode::Array>(&open_[level]->value);
      pointer += '/';
      pointer += items != nullptr ? std::to_string(items->size() - 1)
                                  : escaped_for_pointer(std::get<JsonNode::Object>(open_[level]->value).back().key);
    }
    return pointer;
  }

  template <class Value>
  JsonNode* place(Value value) {
    if (++values_ > JsonReader::k_max_values) {
      over_limit = true;
      return nullptr;
    }
    JsonNode* node = &root;
    if (!open_.empty()) {
      auto* items = std::get_if<JsonNode::Array>(&open_.back()->value);
      node = items != nullptr ? &items->emplace_back() : &std::get<JsonNode::Object>(open_.back()->value).back().value;
    }
    node->value = std::move(value);
    return node;
  }
  template <class Value>
  bool add(Value value) {
    return place(std::move(value)) != nullptr;
  }
  template <class Value>
  bool open(Value value) {
    over_limit = over_limit || open_.size() >= k_max_depth;
    JsonNode* node = over_limit ? nullptr : place(std::move(value));
    if (node != nullptr) open_.push_back(node);
    return node != nullptr;
  }

  std::vector<JsonNode*> open_;  // the last item of each holds the next, so that none moves
  std::size_t values_ = 0;
};

}  // namespace

std::vector<std::string> repeated_members(std::string_view text) {
  TreeBuilder tree;
  nlohmann::json::sax_parse(text, &tree);
  return std::move(tree.repeated);
}

std::optional<JsonReader> JsonReader::parse(std::string_view text, std::size_t* error_offset) {
  TreeBuilder tree;
  bool good = nlohmann::json::sax_parse(text, &tree);
  if (error_offset != nullptr) *error_offset = tree.error_offset;
  if (!good && !tree.over_limit) {
    if (const std::string valid = repaired(text); valid != text) {
      tree = TreeBuilder();
      good = nlohmann::json::sax_parse(valid, &tree);
    }
  }
  if (!good) return std::nullopt;
  JsonReader reader;
  const auto root = std::make_shared<const JsonNode>(std::move(tree.root));
  reader.node_ = root.get();
  reader.root_ = root;
  return reader;
}

bool JsonReader::is_null() const { return as<std::nullptr_t>(node_) != nullptr; }
bool JsonReader::is_object() const { return as<JsonNode::Object>(node_) != nullptr; }
bool JsonReader::is_array() const { return as<JsonNode::Array>(node_) != nullptr; }
bool JsonReader::is_string() const { return as<std::string>(node_) != nullptr; }
bool JsonReader::is_number() const { return number().has_value(); }
bool JsonReader::is_boolean() const { return as<bool>(node_) != nullptr; }

JsonReader JsonReader::operator[](std::string_view key) const {
  JsonReader child;
  child.root_ = root_;
  child.pointer_ = pointer_ + '/' + escaped_for_pointer(key);
  if (const auto* members = as<JsonNode::Object>(node_)) child.node_ = member_of(*members, key);
  return child;
}

JsonReader JsonReader::at(std::size_t index) const {
  JsonReader child;
  child.root_ = root_;
  child.pointer_ = pointer_ + '/' + std::to_string(index);
  const auto* items = as<JsonNode::Array>(node_);
  if (items != nullptr && index < items->size()) child.node_ = &(*items)[index];
  return child;
}

std::optional<std::string> JsonReader::text() const {
  const auto* text = as<std::string>(node_);
  return text == nullptr ? std::nullopt : std::optional(*text);
}

std::optional<std::int64_t> JsonReader::integer() const {
  if (const auto* number = as<std::int64_t>(node_)) return *number;
  if (const auto* number = as<std::uint64_t>(node_)) {
    return *number > static_cast<std::uint64_t>(INT64_MAX) ? std::nullopt
                                                           : std::optional(static_cast<std::int64_t>(*number));
  }
  const auto* number = as<double>(node_);
  const bool whole = number != nullptr && std::abs(*number) < 9.0e15 && std::floor(*number) == *number;
  return whole ? std::optional(static_cast<std::int64_t>(*number)) : std::nullopt;
}

std::optional<double> JsonReader::number() const {
  if (const auto* number = as<std::int64_t>(node_)) return static_cast<double>(*number);
  if (const auto* number = as<std::uint64_t>(node_)) return static_cast<double>(*number);
  const auto* number = as<double>(node_);
  return number == nullptr ? std::nullopt : std::optional(*number);
}

std::optional<bool> JsonReader::boolean() const {
  const auto* flag = as<bool>(node_);
  return flag == nullptr ? std::nullopt : std::optional(*flag);
}

std::vector<JsonReader> JsonReader::items(std::size_t most) const {
  std::vector<JsonReader> list;
  const auto* items = as<JsonNode::Array>(node_);
  if (items == nullptr) return list;
  const std::size_t count = std::min(items->size(), most);
  list.reserve(count);
  for (std::size_t i = 0; i < count; ++i) list.push_back(at(i));
  return list;
}

std::vector<std::pair<std::string, JsonReader>> JsonReader::members(std::size_t most) const {
  std::vector<std::pair<std::string, JsonReader>> list;
  const auto* members = as<JsonNode::Object>(node_);
  if (members == nullptr) return list;
  list.reserve(std::min(members->size(), most));
  for (const auto& [key, value] : *members) {
    if (list.size() == most) break;
    JsonReader child;
    child.root_ = root_;
    child.node_ = &value;
    child.pointer_ = pointer_ + '/' + escaped_for_pointer(key);
    list.emplace_back(key, std::move(child));
  }
  return list;
}

std::string JsonReader::text_or(std::string_view fallback) const { return text().value_or(std::string(fallback)); }

std::string JsonReader::dump() const { return exists() ? sgw::dump(of(node_)) : "null"; }

}  // namespace sgw
