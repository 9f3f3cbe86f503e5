#include "collector/file_reader.hpp"
#include "collector/md5.hpp"

#include <sgw_diag/digest.hpp>
#include <sgw_diag/upload.hpp>

#include <unistd.h>

#include <cerrno>

namespace sgw::collector {

RawResult<UploadFile> UploadFile::open(const std::filesystem::path& path, const std::stop_token& stop) {
  auto reader = FileReader::open(path, FollowLinks::yes);
  if (!reader) return tl::make_unexpected(std::move(reader).error());
  UploadFile file;
  Sha256 sha256;
  Md5 md5;
  while (true) {
    if (stop.stop_requested()) return raw_fail(ErrorKind::cancelled, "stopped on request");
    const auto chunk = reader->read();
    if (!chunk) return raw_fail(ErrorKind::io, "the file cannot be read", RawText(path.string()));
    if (chunk->empty()) break;
    sha256.add(*chunk);
    md5.add(*chunk);
    file.bytes_ += chunk->size();
  }
  file.file_ = std::make_shared<const FileReader>(*std::move(reader));
  file.name_ = path.filename().string();
  file.sha256_ = sha256.text();
  file.md5_ = md5.base64();
  return file;
}

std::filesystem::path UploadFile::held() const { return "/proc/self/fd/" + std::to_string(file_->descriptor()); }

std::optional<std::size_t> UploadFile::read(std::uint64_t offset, char* into, std::size_t count) const {
  std::size_t done = 0;
  while (done < count) {
    const ssize_t got = ::pread(file_->descriptor(), into + done, count - done, static_cast<off_t>(offset + done));
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return std::nullopt;
    if (got == 0) break;
    done += static_cast<std::size_t>(got);
  }
  return done;
}

}  // namespace sgw::collector
