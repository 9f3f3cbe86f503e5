#pragma once

#include <sgw_diag/redacted.hpp>
#include <sgw_diag/result.hpp>

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string_view>

namespace sgw::package {

enum class SpoolKind { whole, lines };  // `lines`: may be cut between lines, the cut is marked in place

// Redacted content with its size and digest, needed because a tar header carries the size (libarchive takes 0 bytes
// without an error when it is not set). Up to 128 KiB in memory, beyond that in unnamed files of the temporary folder.
// Content over `max_bytes` of a spool of lines loses lines from the middle: the first eighth (start banner) and the
// newest lines stay, and one line says in place what was cut. A spool of kind `whole` refuses instead (too_large).
class Spool {
 public:
  Spool(SpoolKind kind, std::uint64_t max_bytes);
  ~Spool();
  Spool(Spool&&) noexcept;
  Spool& operator=(Spool&&) noexcept;

  Result<void> add(const RedactedBytes& bytes);
  // After the last add(). Nothing may be added afterwards.
  Result<void> finish();

  std::uint64_t size() const;  // bytes of what read() gives, the cut's line included
  SafeText sha256() const;     // of the same
  std::uint64_t cut_bytes() const;
  std::uint64_t cut_lines() const;

  // Cuts a finished spool of lines down to at most `max_bytes` (at least 4 KiB), oldest lines first but for the start.
  Result<void> shrink(std::uint64_t max_bytes);
  // Hands out the content in chunks; stops early when `take` fails.
  Result<void> read(const std::function<Result<void>(std::string_view)>& take) const;
  // The first bytes of the content: at most `max_bytes`, and nothing from behind a cut.
  Result<RedactedBytes> start(std::size_t max_bytes) const;
  // Replaces the content by what `rewrite` makes of it, chunk by chunk of whole lines (or the whole document). For a
  // value that was learnt after this was spooled.
  Result<void> rewrite(const std::function<RedactedBytes(const RedactedBytes&)>& rewrite);

  // Line numbers count from 1. Nothing when the line was cut.
  std::optional<std::uint64_t> line_after_cut(std::uint64_t line) const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace sgw::package
