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
namespace verify {
class LeakCheck;
}

// Declared only: defined in tests/support/raw_peek.hpp and nowhere else, so that a test can look at raw bytes.
struct RawPeek;

// Overwrites `bytes` with zeros in a way that the compiler keeps, then empties it. A small string's inline buffer is
// overwritten too.
void wipe(std::string& bytes) noexcept;

// What came from outside and was not cleaned yet. Anyone can make one; only the redactor can read it (and, for the
// values to search for in a finished bundle, the leak check). Move-only; wiped on destruction; has no stream operator
// and no conversion to text, so that it cannot end up in a file, a message or a log by mistake.
template <class Kind>
class Raw {
 public:
  Raw() = default;
  explicit Raw(std::string bytes) noexcept : bytes_(std::move(bytes)) {}
  explicit Raw(std::string_view bytes) : bytes_(bytes) {}
  explicit Raw(const char* bytes) : bytes_(bytes) {}
  Raw(const Raw&) = delete;
  Raw& operator=(const Raw&) = delete;
  Raw(Raw&& other) noexcept : bytes_(std::move(other.bytes_)) { wipe(other.bytes_); }
  Raw& operator=(Raw&& other) noexcept {
    if (this != &other) {
      wipe(bytes_);
      bytes_ = std::move(other.bytes_);
      wipe(other.bytes_);
    }
    return *this;
  }
  ~Raw() { wipe(bytes_); }

  // A second copy, on purpose: spelled out so that it shows in review.
  Raw duplicate() const { return Raw(std::string(bytes_)); }

  bool empty() const noexcept { return bytes_.empty(); }
  std::size_t size() const noexcept {
    return bytes_.size();
  }  // bytes; for limits and counters, never printed for a secret

  std::string_view view(PassKey<redaction::Redactor>) const noexcept { return bytes_; }
  std::string_view view(PassKey<verify::LeakCheck>) const noexcept { return bytes_; }
  std::string_view view(PassKey<RawPeek>) const noexcept { return bytes_; }

 private:
  std::string bytes_;
};

// A chunk of an artifact, cut anywhere.
using RawBytes = Raw<struct BytesKind>;
// A name, a title, a value, a message: one piece of text.
using RawText = Raw<struct TextKind>;

}  // namespace sgw
