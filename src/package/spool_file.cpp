#include "src/package/spool_file.hpp"

#include "src/package/file_io.hpp"
#include "src/package/temporary_name.hpp"

#include <fcntl.h>
#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>

namespace sgw::package {

namespace {

constexpr Literal k_cannot_make = "cannot make a temporary file";
constexpr Literal k_cannot_write = "cannot write a temporary file";

}  // namespace

Result<UniqueFd> open_unnamed(const std::filesystem::path& folder) {
  UniqueFd file(open(folder.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, S_IRUSR | S_IWUSR));
  if (file) return file;
  // Old file systems (NFS, some overlays) do not know nameless files, and say so in several ways.
  if (errno != EOPNOTSUPP && errno != EISDIR && errno != EINVAL && errno != ENOENT) {
    return tl::make_unexpected(output_error(errno, k_cannot_make));
  }
  SGW_TRY(TemporaryFile named, TemporaryFile::make(folder, "", k_cannot_make));
  return std::move(named.file);  // and its name goes
}

Result<void> SpoolFile::write(std::uint64_t offset, std::string_view bytes) {
  if (offset > size_) std::abort();
  if (bytes.empty()) return {};
  const std::uint64_t end = offset + bytes.size();
  if (!file_ && end > k_memory_bytes) SGW_CHECK(spill());
  if (file_) {
    SGW_CHECK(write_all_at(file_.get(), bytes, offset, k_cannot_write));
  } else {
    memory_.resize(static_cast<std::size_t>(std::max(end, size_)));
    std::memcpy(memory_.data() + offset, bytes.data(), bytes.size());
  }
  size_ = std::max(size_, end);
  return {};
}

Result<void> SpoolFile::read(std::uint64_t offset, char* into, std::size_t count) const {
  if (offset > size_ || count > size_ - offset) std::abort();
  if (file_) return read_all_at(file_.get(), into, count, offset);
  if (count == 0) return {};
  std::memcpy(into, memory_.data() + offset, count);
  return {};
}

Result<void> SpoolFile::spill() {
  std::error_code no_folder;
  const auto folder = std::filesystem::temp_directory_path(no_folder);
  if (no_folder) return fail(ErrorKind::io, "there is no temporary folder");
  SGW_TRY(UniqueFd file, open_unnamed(folder));
  SGW_CHECK(write_all_at(file.get(), memory_, 0, k_cannot_write));
  file_ = std::move(file);
  std::string().swap(memory_);  // an assignment would keep what it had allocated
  return {};
}

}  // namespace sgw::package
