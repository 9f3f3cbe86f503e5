#pragma once

#include <sgw_diag/pass_key.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

namespace sgw {

namespace redaction {
class Redactor;
}
namespace report {
class Document;
}
namespace package {
class Spool;
}

// Bytes that are fit to leave memory: the only content that a spool, the archive or the console takes.
class RedactedBytes {
 public:
  // The complete list of who may declare bytes fit to leave memory.
  RedactedBytes(PassKey<redaction::Redactor>, std::string bytes) : bytes_(std::move(bytes)) {}  // masked
  RedactedBytes(PassKey<report::Document>, std::string bytes) : bytes_(std::move(bytes)) {}     // built of safe parts
  RedactedBytes(PassKey<package::Spool>, std::string bytes) : bytes_(std::move(bytes)) {}       // read back as added

  std::string_view view() const noexcept { return bytes_; }
  std::size_t size() const noexcept { return bytes_.size(); }

  // A part of redacted bytes is redacted. Clamped to the end.
  RedactedBytes part(std::size_t offset, std::size_t count) const {
    if (offset >= bytes_.size()) return RedactedBytes(std::string());
    return RedactedBytes(bytes_.substr(offset, count));
  }

 private:
  explicit RedactedBytes(std::string bytes) : bytes_(std::move(bytes)) {}
  std::string bytes_;
};

}  // namespace sgw
