#pragma once

#include <sgw_diag/pass_key.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace sgw {

namespace cli {
class Console;
}
namespace package {
class AtomicFile;
}
namespace redaction {
class Redactor;
}

// Bytes in which pseudonyms stand beside, or gave way to, what they stand for: for the operator's own eyes. Made by the
// redactor for the map file and for `redact --reveal`; may be looked at by the two that put these in their place, the
// file (0600) and the terminal. Nothing else takes them: not the spool, the archive, a report or a message. Wiped.
class RevealedBytes {
 public:
  RevealedBytes(PassKey<redaction::Redactor>, std::string bytes) noexcept : bytes_(std::move(bytes)) {}
  RevealedBytes(const RevealedBytes&) = delete;
  RevealedBytes& operator=(const RevealedBytes&) = delete;
  RevealedBytes(RevealedBytes&& other) noexcept;
  RevealedBytes& operator=(RevealedBytes&&) = delete;
  ~RevealedBytes();

  std::string_view view(PassKey<cli::Console>) const noexcept { return bytes_; }
  std::string_view view(PassKey<package::AtomicFile>) const noexcept { return bytes_; }

 private:
  std::string bytes_;
};

// What was done to a text that was turned back.
struct RevealCount {
  std::uint64_t replaced = 0;  // pseudonyms that gave way to what they stand for
  std::uint64_t left = 0;      // placeholders that stay: of secrets, of another run, or of two values at once
};

}  // namespace sgw
