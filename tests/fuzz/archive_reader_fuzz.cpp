#include "src/package/archive_reader.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

// Whatever the bytes are: calls come in order, content is exactly as long as was said, and the limits hold.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const sgw::package::ArchiveReadLimits limits{.max_bytes = std::uint64_t{16} << 20, .max_entries = 100};
  bool inside = false;
  std::uint64_t left = 0;
  std::uint64_t total = 0;
  const sgw::package::ArchiveVisitor visitor{
      .begin =
          [&](const sgw::package::ArchiveEntry& entry) {
            if (inside) std::abort();
            const bool wanted = entry.path.size() % 7 != 6;  // some are skipped
            inside = wanted && entry.regular;
            left = entry.size;
            return wanted;
          },
      .data = [&](std::string_view chunk) -> sgw::Result<void> {
        if (!inside || chunk.empty() || chunk.size() > left) std::abort();
        left -= chunk.size();
        total += chunk.size();
        return {};
      },
      .end = [&]() -> sgw::Result<void> {
        if (!inside || left != 0) std::abort();
        inside = false;
        return {};
      },
  };
  (void)sgw::package::read_archive_bytes(bytes, visitor, limits);
  if (total > limits.max_bytes) std::abort();
  return 0;
}
