#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace sgw {

// Writes one JSON document, indented by two blanks or on one line, keys in the order given. Used on the raw side to
// build a structured artifact, which then passes the gate; on the safe side report::Document is used instead. Invalid
// UTF-8 becomes U+FFFD. Misuse (a value without a key in an object, a missing end) ends the program.
class JsonWriter {
 public:
  enum class Layout { indented, one_line };

  explicit JsonWriter(Layout layout = Layout::indented) : layout_(layout) {}

  JsonWriter& begin_object();
  JsonWriter& end_object();
  JsonWriter& begin_array();
  JsonWriter& end_array();
  JsonWriter& key(std::string_view name);

  JsonWriter& value(std::string_view text);
  JsonWriter& value(const char* text) { return value(std::string_view(text)); }
  JsonWriter& value(const std::string& text) { return value(std::string_view(text)); }
  JsonWriter& value(bool flag);
  JsonWriter& value(std::int64_t number);
  JsonWriter& value(int number) { return value(static_cast<std::int64_t>(number)); }
  JsonWriter& value(std::uint64_t number);
  JsonWriter& value(double number);  // NaN and infinity become null
  JsonWriter& null();

  template <class Value>
  JsonWriter& member(std::string_view name, Value&& value_) {
    return key(name).value(std::forward<Value>(value_));
  }

  // The finished document with a newline at its end; the writer is empty afterwards.
  std::string take();

 private:
  void before_value();
  void new_line();
  JsonWriter& begin(char bracket);
  JsonWriter& end(char opened, char bracket);
  JsonWriter& literal(std::string_view text);
  Layout layout_;
  std::string text_;
  std::string open_;  // '{' and '[' of what is open
  bool first_ = true;
  bool after_key_ = false;
};

// `text` as a JSON string with its quotes.
std::string json_quoted(std::string_view text);

}  // namespace sgw
