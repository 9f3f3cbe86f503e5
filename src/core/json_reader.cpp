#include <sgw_diag/json_reader.hpp>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

namespace sgw {

namespace {

using Json = nlohmann::ordered_json;

constexpr int k_max_depth = 128;

const Json& of(const void* node) { return *static_cast<const Json*>(node); }

// Before the parser runs: it would follow any depth, and its values are freed and written by recursion.
bool too_deep(std::string_view text) {
  int depth = 0;
  bool quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (quoted) {
      if (c == '\\') ++i;
      if (c == '"') quoted = false;
    } else if (c == '"') {
      quoted = true;
    } else if (c == '{' || c == '[') {
      if (++depth > k_max_depth) return true;
    } else if (c == '}' || c == ']') {
      --depth;
    }
  }
  return false;
}

// Length of the valid UTF-8 sequence (RFC 3629) at `at`, or 0.
std::size_t sequence_length(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(at + i < text.size() ? text[at + i] : 0); };
  const auto follows = [&](std::size_t count) {
    for (std::size_t i = 1; i <= count; ++i) {
      if ((byte(i) & 0xC0U) != 0x80U) return false;
    }
    return true;
  };
  const unsigned char lead = byte(0);
  if (lead < 0x80) return 1;
  if (lead >= 0xC2 && lead <= 0xDF) return follows(1) ? 2 : 0;
  if (lead >= 0xE0 && lead <= 0xEF) {
    const bool overlong = lead == 0xE0 && byte(1) < 0xA0;
    const bool surrogate = lead == 0xED && byte(1) >= 0xA0;
    return follows(2) && !overlong && !surrogate ? 3 : 0;
  }
  if (lead >= 0xF0 && lead <= 0xF4) {
    const bool overlong = lead == 0xF0 && byte(1) < 0x90;
    const bool beyond = lead == 0xF4 && byte(1) >= 0x90;
    return follows(3) && !overlong && !beyond ? 4 : 0;
  }
  return 0;
}

std::string repaired(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t length = sequence_length(text, i);
    if (length == 0) {
      out += "\xEF\xBF\xBD";
      ++i;
      continue;
    }
    out.append(text, i, length);
    i += length;
  }
  return out;
}

// Where the parser gives up; everything it reads is thrown away.
class ErrorOffset : public nlohmann::json_sax<Json> {
 public:
  std::size_t offset = 0;
  bool null() override { return true; }
  bool boolean(bool) override { return true; }
  bool number_integer(number_integer_t) override { return true; }
  bool number_unsigned(number_unsigned_t) override { return true; }
  bool number_float(number_float_t, const string_t&) override { return true; }
  bool string(string_t&) override { return true; }
  bool binary(binary_t&) override { return true; }
  bool start_object(std::size_t) override { return true; }
  bool key(string_t&) override { return true; }
  bool end_object() override { return true; }
  bool start_array(std::size_t) override { return true; }
  bool end_array() override { return true; }
  bool parse_error(std::size_t position, const std::string&, const nlohmann::detail::exception&) override {
    offset = position == 0 ? 0 : position - 1;
    return false;
  }
};

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

}  // namespace

std::optional<JsonReader> JsonReader::parse(std::string_view text, std::size_t* error_offset) {
  if (error_offset != nullptr) *error_offset = 0;
  if (too_deep(text)) return std::nullopt;
  Json parsed = Json::parse(text, nullptr, false);
  if (parsed.is_discarded()) {
    if (const std::string valid = repaired(text); valid != text) parsed = Json::parse(valid, nullptr, false);
  }
  if (parsed.is_discarded()) {
    if (error_offset != nullptr) {
      ErrorOffset finder;
      Json::sax_parse(text, &finder);
      *error_offset = finder.offset;
    }
    return std::nullopt;
  }
  JsonReader reader;
  const auto root = std::make_shared<const Json>(std::move(parsed));
  reader.node_ = root.get();
  reader.root_ = root;
  return reader;
}

bool JsonReader::is_null() const { return exists() && of(node_).is_null(); }
bool JsonReader::is_object() const { return exists() && of(node_).is_object(); }
bool JsonReader::is_array() const { return exists() && of(node_).is_array(); }
bool JsonReader::is_string() const { return exists() && of(node_).is_string(); }
bool JsonReader::is_number() const { return exists() && of(node_).is_number(); }
bool JsonReader::is_boolean() const { return exists() && of(node_).is_boolean(); }

JsonReader JsonReader::operator[](std::string_view key) const {
  JsonReader child;
  child.root_ = root_;
  child.pointer_ = pointer_ + '/' + escaped_for_pointer(key);
  if (!is_object()) return child;
  for (const auto& member : of(node_).items()) {
    if (member.key() == key) child.node_ = &member.value();
  }
  return child;
}

JsonReader JsonReader::at(std::size_t index) const {
  JsonReader child;
  child.root_ = root_;
  child.pointer_ = pointer_ + '/' + std::to_string(index);
  if (is_array() && index < of(node_).size()) child.node_ = &of(node_)[index];
  return child;
}

std::optional<std::string> JsonReader::text() const {
  if (!is_string()) return std::nullopt;
  return of(node_).get_ref<const std::string&>();
}

std::optional<std::int64_t> JsonReader::integer() const {
  if (!exists()) return std::nullopt;
  const Json& node = of(node_);
  if (node.is_number_unsigned()) {
    const auto value = node.get<std::uint64_t>();
    if (value > static_cast<std::uint64_t>(INT64_MAX)) return std::nullopt;
    return static_cast<std::int64_t>(value);
  }
  if (node.is_number_integer()) return node.get<std::int64_t>();
  if (node.is_number_float()) {
    const double value = node.get<double>();
    if (std::abs(value) < 9.0e15 && std::floor(value) == value) return static_cast<std::int64_t>(value);
  }
  return std::nullopt;
}

std::optional<double> JsonReader::number() const {
  if (!is_number()) return std::nullopt;
  return of(node_).get<double>();
}

std::optional<bool> JsonReader::boolean() const {
  if (!is_boolean()) return std::nullopt;
  return of(node_).get<bool>();
}

std::vector<JsonReader> JsonReader::items() const {
  std::vector<JsonReader> list;
  if (!is_array()) return list;
  list.reserve(of(node_).size());
  for (std::size_t i = 0; i < of(node_).size(); ++i) list.push_back(at(i));
  return list;
}

std::vector<std::pair<std::string, JsonReader>> JsonReader::members() const {
  std::vector<std::pair<std::string, JsonReader>> list;
  if (!is_object()) return list;
  for (const auto& member : of(node_).items()) {
    JsonReader child;
    child.root_ = root_;
    child.node_ = &member.value();
    child.pointer_ = pointer_ + '/' + escaped_for_pointer(member.key());
    list.emplace_back(member.key(), std::move(child));
  }
  return list;
}

std::string JsonReader::text_or(std::string_view fallback) const { return text().value_or(std::string(fallback)); }

std::string JsonReader::dump() const {
  if (!exists()) return "null";
  return of(node_).dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace sgw
