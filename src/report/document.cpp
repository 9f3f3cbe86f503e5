#include "src/report/document.hpp"

#include <sgw_diag/json_writer.hpp>

#include <cstdlib>
#include <string>
#include <utility>

namespace sgw::report {

struct Document::State {
  bool is_json = false;
  bool is_lines = false;
  JsonWriter json;
  std::size_t depth = 0;  // of JSON lines: a line ends with its object
  std::string text;

  // A text document has no values and a JSON document no loose text: mixing them is a mistake in this program.
  JsonWriter& writer() {
    if (!is_json) std::abort();
    return json;
  }
};

Document::Document(std::unique_ptr<State> state) : state_(std::move(state)) {}
Document::Document(Document&&) noexcept = default;
Document& Document::operator=(Document&&) noexcept = default;
Document::~Document() = default;

Document Document::json() {
  auto state = std::make_unique<State>();
  state->is_json = true;
  return Document(std::move(state));
}

Document Document::json_lines() {
  auto state = std::make_unique<State>();
  state->is_json = true;
  state->is_lines = true;
  state->json = JsonWriter(JsonWriter::Layout::one_line);
  return Document(std::move(state));
}

Document Document::text() { return Document(std::make_unique<State>()); }

Document& Document::begin_object() {
  state_->writer().begin_object();
  ++state_->depth;
  return *this;
}

Document& Document::end_object() {
  state_->writer().end_object();
  if (--state_->depth == 0 && state_->is_lines) state_->text += state_->json.take();
  return *this;
}

Document& Document::begin_array() {
  state_->writer().begin_array();
  return *this;
}

Document& Document::end_array() {
  state_->writer().end_array();
  return *this;
}

Document& Document::key(Literal name) {
  state_->writer().key(name.view());
  return *this;
}

Document& Document::key(const SafeText& name) {
  state_->writer().key(name.view());
  return *this;
}

Document& Document::value(const SafeText& text) {
  state_->writer().value(text.view());
  return *this;
}

Document& Document::flag_value(bool flag) {
  state_->writer().value(flag);
  return *this;
}

Document& Document::value(std::int64_t number) {
  state_->writer().value(number);
  return *this;
}

Document& Document::value(std::uint64_t number) {
  state_->writer().value(number);
  return *this;
}

Document& Document::value(double number) {
  state_->writer().value(number);
  return *this;
}

Document& Document::null() {
  state_->writer().null();
  return *this;
}

Document& Document::add(const SafeText& text) {
  if (state_->is_json) std::abort();
  state_->text += text.view();
  return *this;
}

RedactedBytes Document::take() {
  const bool one_document = state_->is_json && !state_->is_lines;
  std::string bytes = one_document ? state_->json.take() : std::exchange(state_->text, {});
  return {PassKey<Document>(), std::move(bytes)};
}

}  // namespace sgw::report
