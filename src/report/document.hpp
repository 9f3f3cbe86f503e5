#pragma once

#include <sgw_diag/bundle_path.hpp>
#include <sgw_diag/redacted.hpp>
#include <sgw_diag/safe_text.hpp>
#include <sgw_diag/utc_time.hpp>

#include <concepts>
#include <cstdint>
#include <memory>

namespace sgw::report {

// Builds a document whose leaves are safe by type: literals, numbers, times, safe text. The only maker of redacted
// bytes besides the redactor. JSON: keys in the order given, two blanks of indent. JSON lines: any number of objects,
// one a line. Text: what is added, as it is.
class Document {
 public:
  static Document json();
  static Document json_lines();
  static Document text();

  Document& begin_object();
  Document& end_object();
  Document& begin_array();
  Document& end_array();
  Document& key(Literal name);
  Document& key(const SafeText& name);
  Document& value(const SafeText& text);
  Document& value(Literal text) { return value(SafeText(text)); }
  Document& value(const BundlePath& path) { return value(path.text()); }
  Document& value(UtcTime time) { return value(SafeText(time)); }
  // Exactly a bool: a pointer would convert to one, and "text" would be written as true.
  template <std::same_as<bool> Flag>
  Document& value(Flag flag) {
    return flag_value(flag);
  }
  Document& value(std::int64_t number);
  Document& value(std::uint64_t number);
  Document& value(int number) { return value(static_cast<std::int64_t>(number)); }
  Document& value(double number);
  Document& null();
  template <class Value>
  Document& member(Literal name, const Value& held) {
    return key(name).value(held);
  }

  // Text documents only.
  Document& add(const SafeText& text);
  Document& add(Literal text) { return add(SafeText(text)); }

  // The finished document; the object is empty afterwards. A JSON document must be closed.
  RedactedBytes take();

  Document(Document&&) noexcept;
  Document& operator=(Document&&) noexcept;
  ~Document();

 private:
  Document& flag_value(bool flag);

  struct State;
  explicit Document(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace sgw::report
