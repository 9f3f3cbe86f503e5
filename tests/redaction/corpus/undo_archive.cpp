#include "tests/redaction/corpus/undo_bytes.hpp"

#include <archive.h>
#include <archive_entry.h>
#include <array>
#include <memory>

namespace sgw::corpus {
namespace {

struct CloseArchive {
  void operator()(archive* handle) const noexcept { archive_read_free(handle); }
};

bool is_compressed(std::string_view bytes) {
  return bytes.starts_with("\x1f\x8b\x08") || bytes.starts_with("\x28\xb5\x2f\xfd") ||
         bytes.starts_with(
             "\xfd"
             "7zXZ") ||
         bytes.starts_with("BZh");
}

bool is_archive(std::string_view bytes) {
  return bytes.starts_with("PK\x03\x04") || (bytes.size() > 262 && bytes.substr(257, 5) == "ustar");
}

std::string read_member(archive* handle) {
  std::string out;
  std::array<char, 65536> piece{};
  for (la_ssize_t size = 1; size > 0;) {
    size = archive_read_data(handle, piece.data(), piece.size());
    if (size > 0) out.append(piece.data(), static_cast<std::size_t>(size));
  }
  return out;
}

}  // namespace

bool is_packed(std::string_view bytes) { return is_compressed(bytes) || is_archive(bytes); }

std::vector<std::string> unpacked(std::string_view bytes) {
  const std::unique_ptr<archive, CloseArchive> handle(archive_read_new());
  archive_read_support_filter_all(handle.get());
  if (is_archive(bytes)) {
    archive_read_support_format_all(handle.get());
  } else {
    archive_read_support_format_raw(handle.get());
  }
  std::vector<std::string> out(1);
  if (archive_read_open_memory(handle.get(), bytes.data(), bytes.size()) != ARCHIVE_OK) return out;
  archive_entry* entry = nullptr;
  while (archive_read_next_header(handle.get(), &entry) >= ARCHIVE_WARN && entry != nullptr) {
    const char* name = archive_entry_pathname(entry);
    if (name != nullptr) out[0].append(name).append("\n");
    out.push_back(read_member(handle.get()));
    entry = nullptr;
  }
  return out;
}

}  // namespace sgw::corpus
