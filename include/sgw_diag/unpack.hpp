#pragma once

#include <sgw_diag/result.hpp>

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace sgw {

struct UnpackLimits {
  std::uint64_t max_bytes = std::uint64_t{4} << 30;  // of all members together, skipped ones too
  std::uint64_t max_ratio = 1000;                    // unpacked to packed, past the first 16 MiB: a bomb otherwise
  std::uint32_t max_members = 20000;
};

// What one member is; for a compressed file that is no archive there is one member with an empty name.
struct UnpackedMember {
  std::string name;  // foreign: raw text
  bool regular = true;
  std::uint64_t size = 0;  // as declared; 0 when unknown
  bool folder = false;
};

class UnpackVisitor {
 public:
  virtual ~UnpackVisitor() = default;
  // False skips the member.
  virtual bool begin(const UnpackedMember& member) = 0;
  // False ends the unpacking.
  virtual bool data(std::string_view chunk) = 0;
  virtual void end() = 0;
};

// True when the first bytes are those of gzip, zstd, xz, bzip2, zip or tar.
bool looks_packed(std::string_view first_bytes);

// Reads packed bytes from `read` (returns a chunk, empty at the end; the view lives until the next call) and hands out
// what is in them: .gz, .zst, .xz, .bz2, tar of any of them, zip (stored and deflated members). One layer of
// compression is undone; what was compressed twice comes out compressed once. A broken archive is an error after what
// could be read.
Result<void> unpack(const std::function<std::string_view()>& read, UnpackVisitor& visitor, const UnpackLimits& limits);

}  // namespace sgw
