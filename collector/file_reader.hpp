#pragma once

#include <sgw_diag/source.hpp>

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace sgw::collector {

enum class FollowLinks { no, yes };

// Reads a regular file from its start to the end that it had when it was opened: a log that grows faster than it is
// read ends all the same. A pipe, a device or a socket is never waited for.
class FileReader {
 public:
  // `links`: whether the path may end in a symbolic link. What was found in a folder may not: it was none a moment ago,
  // and who can write there must not choose what is read. Error kinds: not_found, denied, io; the subject is the path.
  static RawResult<FileReader> open(const std::filesystem::path& path, FollowLinks links);

  FileReader(FileReader&& other) noexcept;
  FileReader& operator=(FileReader&&) = delete;
  ~FileReader();

  // The next bytes, at most k_chunk_bytes; empty at the end. The view lives until the next call.
  RawResult<std::string_view> read();
  int descriptor() const { return descriptor_; }  // owned by this

 private:
  FileReader(int descriptor, std::uint64_t size, std::filesystem::path path);

  int descriptor_;
  std::uint64_t left_;  // bytes
  std::filesystem::path path_;
  std::string buffer_;
};

// A regular file as a whole, where its path leads. Errors: those of FileReader, and too_large when it has more bytes
// than `most`.
RawResult<std::string> read_whole_file(const std::filesystem::path& path, std::size_t most);

// The first `most` bytes of a regular file, also of /proc where sizes are not told. Nothing if it cannot be read.
std::optional<std::string> read_small_file(const std::filesystem::path& path, std::size_t most);

}  // namespace sgw::collector
