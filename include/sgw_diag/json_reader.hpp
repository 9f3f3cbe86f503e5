#pragma once

#include <sgw_diag/redacted.hpp>
#include <sgw_diag/resource.hpp>
#include <sgw_diag/result.hpp>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace sgw {

// A value in a parsed JSON document, with the way that led to it. A reader of something that is not there is valid and
// empty, so a lenient caller chains: `state["Health"]["Status"].text()`. Cheap to copy; the document lives as long as
// any reader of it. At most 128 levels and k_max_values values: what has more does not parse.
class JsonReader {
 public:
  static constexpr std::size_t k_max_values = std::size_t{1} << 20;

  // Strict RFC 8259; invalid UTF-8 in strings is replaced by U+FFFD. On failure nothing: the parser's own message
  // quotes its input and is not shown. `error_offset`, if given, receives the byte at which it gave up. Of members with
  // the same key the last one counts.
  static std::optional<JsonReader> parse(std::string_view text, std::size_t* error_offset = nullptr);

  JsonReader() = default;

  bool exists() const noexcept { return node_ != nullptr; }
  bool is_null() const;
  bool is_object() const;
  bool is_array() const;
  bool is_string() const;
  bool is_number() const;
  bool is_boolean() const;

  JsonReader operator[](std::string_view key) const;
  JsonReader at(std::size_t index) const;

  // Nothing when the value is absent or of another type.
  std::optional<std::string> text() const;
  std::optional<std::int64_t> integer() const;  // a whole number in range
  std::optional<double> number() const;
  std::optional<bool> boolean() const;
  std::vector<JsonReader> items() const;                            // of an array, else empty
  std::vector<std::pair<std::string, JsonReader>> members() const;  // of an object in document order, else empty

  std::string text_or(std::string_view fallback) const;
  std::int64_t integer_or(std::int64_t fallback) const { return integer().value_or(fallback); }
  bool boolean_or(bool fallback) const { return boolean().value_or(fallback); }

  // The value as compact JSON text.
  std::string dump() const;
  // JSON pointer (RFC 6901) from the document's root: "/Config/Env/3". May hold foreign text (keys).
  const std::string& pointer() const noexcept { return pointer_; }

 protected:
  std::shared_ptr<const void> root_;
  const void* node_ = nullptr;
  std::string pointer_;
};

// A reader of a document whose strings are fit to be shown: one that is compiled in, or that passed the gate.
class SafeJson : public JsonReader {
 public:
  // Fails when the resource is not presentable, or is no JSON (the problem's byte offset and line are in the error).
  static Result<SafeJson> open(const Resource& resource);
  static std::optional<SafeJson> parse(const RedactedBytes& document);
  // The same over part of a redacted document, such as one line of it.
  static std::optional<SafeJson> parse(const SafeText& document);

  SafeJson() = default;
  explicit SafeJson(const JsonReader&) = delete;

  SafeJson operator[](std::string_view key) const;
  SafeJson at(std::size_t index) const;
  std::vector<SafeJson> items() const;
  std::vector<std::pair<SafeText, SafeJson>> members() const;

  std::optional<SafeText> safe_text() const;
  SafeText safe_text_or(Literal fallback) const;
  SafeText safe_dump() const;
  SafeText where() const;  // pointer(), as safe text

 private:
  struct Trusted {};
  SafeJson(Trusted, JsonReader reader) : JsonReader(std::move(reader)) {}
};

// Strict reading of a data file: collects every problem with its place, and shows all at once.
class DataProblems {
 public:
  explicit DataProblems(SafeText file) : file_(std::move(file)) {}

  void add(const SafeJson& where, Literal reason, const SafeText& detail = {});
  // Keys other than `known` are problems.
  void only_keys(const SafeJson& object, std::initializer_list<std::string_view> known);
  // Required values; an absent or mistyped one is a problem and yields an empty value.
  SafeText text(const SafeJson& object, std::string_view key);
  std::vector<SafeText> texts(const SafeJson& object, std::string_view key);  // array of strings; may be absent

  bool none() const { return lines_.empty(); }
  std::size_t count() const { return lines_.size(); }
  // One Error of kind bad_data_file whose subject lists all problems: "file: /pointer: reason; …".
  Error error() const;

 private:
  SafeText file_;
  std::vector<SafeText> lines_;
};

}  // namespace sgw
