#pragma once

#include "redaction/line_masker.hpp"

#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace sgw::redaction {

// True when the first character that is no blank opens an object or an array.
bool looks_like_json(std::string_view text);

// Masks a JSON document by keys and by values. Only strings that hold something are written anew; everything else —
// order, repeated keys, numbers, blanks and line ends — stays byte by byte, so JSON stays JSON and line counts do not
// change.
class JsonRedactor {
 public:
  static constexpr int k_max_depth = 128;

  JsonRedactor(const Engine& engine, Tally& tally, LineMasker::Scope scope = LineMasker::Scope::everything);
  ~JsonRedactor();
  JsonRedactor(const JsonRedactor&) = delete;
  JsonRedactor& operator=(const JsonRedactor&) = delete;

  // Nothing when `text` is no JSON (RFC 8259) or nested too deeply: the caller then treats it as text.
  std::optional<std::string> redact(std::string_view text);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace sgw::redaction
