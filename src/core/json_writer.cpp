#include <sgw_diag/json_writer.hpp>

#include <array>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <nlohmann/json.hpp>

namespace sgw {

std::string json_quoted(std::string_view text) {
  return nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

void JsonWriter::new_line() {
  if (layout_ == Layout::one_line) return;
  text_ += '\n';
  text_.append(open_.size() * 2, ' ');
}

void JsonWriter::before_value() {
  if (after_key_) {
    after_key_ = false;
    return;
  }
  if (!open_.empty() && open_.back() == '{') std::abort();  // a value without a key
  if (open_.empty()) {
    if (!text_.empty()) std::abort();  // a second document
    return;
  }
  if (!first_) text_ += ',';
  new_line();
  first_ = false;
}

JsonWriter& JsonWriter::key(std::string_view name) {
  if (open_.empty() || open_.back() != '{' || after_key_) std::abort();
  if (!first_) text_ += ',';
  new_line();
  text_ += json_quoted(name);
  text_ += layout_ == Layout::one_line ? ":" : ": ";
  first_ = false;
  after_key_ = true;
  return *this;
}

JsonWriter& JsonWriter::begin(char bracket) {
  before_value();
  text_ += bracket;
  open_ += bracket;
  first_ = true;
  return *this;
}

JsonWriter& JsonWriter::end(char opened, char bracket) {
  if (open_.empty() || open_.back() != opened || after_key_) std::abort();
  open_.pop_back();
  if (!first_) new_line();
  text_ += bracket;
  first_ = false;
  return *this;
}

JsonWriter& JsonWriter::begin_object() { return begin('{'); }
JsonWriter& JsonWriter::end_object() { return end('{', '}'); }
JsonWriter& JsonWriter::begin_array() { return begin('['); }
JsonWriter& JsonWriter::end_array() { return end('[', ']'); }

JsonWriter& JsonWriter::literal(std::string_view text) {
  before_value();
  text_ += text;
  return *this;
}

JsonWriter& JsonWriter::value(std::string_view text) { return literal(json_quoted(text)); }
JsonWriter& JsonWriter::value(bool flag) { return literal(flag ? "true" : "false"); }
JsonWriter& JsonWriter::value(std::int64_t number) { return literal(std::to_string(number)); }
JsonWriter& JsonWriter::value(std::uint64_t number) { return literal(std::to_string(number)); }
JsonWriter& JsonWriter::null() { return literal("null"); }

JsonWriter& JsonWriter::value(double number) {
  if (!std::isfinite(number)) return null();
  std::array<char, 40> buffer{};
  const auto [end, error] = std::to_chars(buffer.data(), buffer.data() + buffer.size(), number);
  if (error != std::errc()) std::abort();
  return literal({buffer.data(), static_cast<std::size_t>(end - buffer.data())});
}

std::string JsonWriter::take() {
  if (!open_.empty() || text_.empty()) std::abort();
  std::string done = std::move(text_);
  done += '\n';
  *this = JsonWriter(layout_);
  return done;
}

}  // namespace sgw
