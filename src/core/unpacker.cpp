#include <sgw_diag/unpack.hpp>

#include <archive.h>
#include <archive_entry.h>

#include <algorithm>
#include <memory>
#include <optional>

namespace sgw {

namespace {

using namespace std::string_view_literals;

constexpr std::uint64_t k_ratio_free_bytes = std::uint64_t{16} << 20;  // small files may compress as well as they like
constexpr std::size_t k_tar_block = 512;
constexpr int k_max_retries = 8;
constexpr std::uint64_t k_header_room = std::uint64_t{64} << 20;  // of an archive's headers, beside its members
constexpr std::uint64_t k_most_in_call = std::uint64_t{4} << 20;  // a header with three names of a mebibyte

struct ReaderFree {
  void operator()(archive* handle) const noexcept { archive_read_free(handle); }
};
using ReaderHandle = std::unique_ptr<archive, ReaderFree>;

constexpr std::string_view k_gzip = "\x1f\x8b\x08"sv;
constexpr std::string_view k_zstd = "\x28\xb5\x2f\xfd"sv;
constexpr std::string_view k_xz = "\xfd\x37zXZ\0"sv;

bool is_bzip2(std::string_view first_bytes) {
  if (!first_bytes.starts_with("BZh"sv) || first_bytes.size() < 10) return false;
  const std::string_view block = first_bytes.substr(4, 6);
  return block == "1AY&SY"sv || block == "\x17\x72\x45\x38\x50\x90"sv;
}

constexpr std::size_t k_gzip_trailer = 8;  // bytes
constexpr std::size_t k_magic_bytes = 10;  // what it takes to tell a compression

std::optional<int> compression_of(std::string_view first_bytes) {
  if (first_bytes.starts_with(k_gzip)) return ARCHIVE_FILTER_GZIP;
  if (first_bytes.starts_with(k_zstd)) return ARCHIVE_FILTER_ZSTD;
  if (first_bytes.starts_with(k_xz)) return ARCHIVE_FILTER_XZ;
  if (is_bzip2(first_bytes)) return ARCHIVE_FILTER_BZIP2;
  return std::nullopt;
}

// The header's checksum, which also tells the tar files from before "ustar" was written into them.
bool is_tar_header(std::string_view block) {
  if (block.size() >= 262 && block.substr(257, 5) == "ustar") return true;
  if (block.size() < k_tar_block || block[0] == '\0') return false;
  std::uint64_t stated = 0;
  bool any = false;
  for (const char digit : block.substr(148, 8)) {
    if (digit >= '0' && digit <= '7') {
      stated = stated * 8 + static_cast<std::uint64_t>(digit - '0');
      any = true;
    } else if (digit != ' ' && digit != '\0') {
      return false;
    }
  }
  std::uint64_t sum = 0;
  for (std::size_t at = 0; at < k_tar_block; ++at) {
    const bool in_checksum = at >= 148 && at < 156;
    sum += in_checksum ? std::uint64_t{' '} : static_cast<unsigned char>(block[at]);
  }
  return any && sum == stated;
}

std::string name_of(archive_entry* entry) {
  if (const char* name = archive_entry_pathname(entry); name != nullptr) return name;
  if (const char* name = archive_entry_pathname_utf8(entry); name != nullptr) return name;
  return "unnamed";
}

// What was unpacked so far, and of how much. The two are set against each other past the first bytes.
class Measure {
 public:
  Measure(std::uint64_t max_bytes, std::uint64_t max_ratio) : max_bytes_(max_bytes), max_ratio_(max_ratio) {}

  Result<void> count(std::size_t size, std::uint64_t packed) {
    bytes_ += size;
    if (bytes_ > max_bytes_) return fail(ErrorKind::too_large, "the archive unpacks to too much");
    if (bytes_ > k_ratio_free_bytes && bytes_ / max_ratio_ > packed) {
      return fail(ErrorKind::too_large, "the archive unpacks to suspiciously more than its size");
    }
    return {};
  }

 private:
  std::uint64_t max_bytes_;
  std::uint64_t max_ratio_;
  std::uint64_t bytes_ = 0;
};

// libarchive's message quotes member names, so it is not shown.
tl::unexpected<Error> broken() { return fail(ErrorKind::protocol, "the archive is broken or cut off"); }

// The input with its compression undone: one layer, told by us. Left to find out, libarchive tries the next layer on
// what it unpacked, and holds all of a header to do so: a name of gigabytes, in a file of one megabyte.
class Input {
 public:
  Input(const std::function<std::string_view()>& read, const UnpackLimits& limits)
      : read_(read), measure_(limits.max_bytes + k_header_room, limits.max_ratio) {}

  Result<void> open() {
    while (first_.size() < k_magic_bytes) {
      const std::string_view chunk = read_();
      if (chunk.empty()) break;
      first_ += chunk;
    }
    const auto compression = compression_of(first_);
    if (!compression) return {};
    filter_.reset(archive_read_new());
    archive* filter = filter_.get();
    if (filter == nullptr || archive_read_append_filter(filter, *compression) != ARCHIVE_OK) return broken();
    archive_read_support_format_raw(filter);
    archive_read_support_format_empty(filter);
    if (archive_read_open(filter, this, nullptr, &read_packed, nullptr) != ARCHIVE_OK) return broken();
    archive_entry* entry = nullptr;
    const int status = archive_read_next_header(filter, &entry);
    at_end_ = status == ARCHIVE_EOF;
    if (at_end_ ? !is_empty(*compression) : status != ARCHIVE_OK) return broken();
    return {};
  }

  bool compressed() const { return filter_ != nullptr; }
  std::uint64_t packed_bytes() const { return packed_; }

  // Empty at the end; valid until the next call.
  Result<std::string_view> next() {
    if (!compressed()) return packed();
    while (!at_end_) {
      const void* bytes = nullptr;
      std::size_t size = 0;
      la_int64_t offset = 0;
      const int status = archive_read_data_block(filter_.get(), &bytes, &size, &offset);
      at_end_ = status == ARCHIVE_EOF;
      if (at_end_) break;
      if (status != ARCHIVE_OK) return broken();
      if (size == 0) continue;
      SGW_CHECK(measure_.count(size, packed_));
      return std::string_view(static_cast<const char*>(bytes), size);
    }
    return std::string_view();
  }

 private:
  // libarchive takes what cannot be read at all for empty. It leaves an error then, but not where a gzip's trailer is
  // cut off: that of nothing is zeros.
  bool is_empty(int compression) const {
    const bool whole = compression != ARCHIVE_FILTER_GZIP || last_ == std::string(k_gzip_trailer, '\0');
    return whole && archive_errno(filter_.get()) == 0;
  }

  std::string_view packed() {
    const bool begins = packed_ == 0 && !first_.empty();
    const std::string_view chunk = begins ? std::string_view(first_) : read_();
    packed_ += chunk.size();
    last_ += chunk.substr(chunk.size() - std::min(chunk.size(), k_gzip_trailer));
    last_.erase(0, last_.size() - std::min(last_.size(), k_gzip_trailer));
    return chunk;
  }

  // It may throw nothing into libarchive, so there is nothing in it that could.
  static la_ssize_t read_packed(archive*, void* client, const void** buffer) {
    const std::string_view chunk = static_cast<Input*>(client)->packed();
    *buffer = chunk.data();
    return static_cast<la_ssize_t>(chunk.size());
  }

  const std::function<std::string_view()>& read_;
  std::string first_;  // of the input, read before libarchive does
  std::string last_;   // of what libarchive was given
  std::uint64_t packed_ = 0;
  ReaderHandle filter_;
  Measure measure_;
  bool at_end_ = false;
};

class Unpacking {
 public:
  Unpacking(const std::function<std::string_view()>& read, UnpackVisitor& visitor, const UnpackLimits& limits)
      : input_(read, limits),
        visitor_(visitor),
        measure_(limits.max_bytes, limits.max_ratio),
        max_members_(limits.max_members),
        reader_(archive_read_new()) {}

  Result<void> run() {
    SGW_CHECK(open());
    for (std::uint32_t members = 0;; ++members) {
      archive_entry* entry = nullptr;
      const int status = next_header(&entry);
      // libarchive may take an input that failed for one that ended.
      if (error_ || (status != ARCHIVE_OK && status != ARCHIVE_WARN && status != ARCHIVE_EOF)) return failed();
      if (status == ARCHIVE_EOF) return finish(members);
      if (members >= max_members_) return fail(ErrorKind::too_large, "the archive has too many members");
      SGW_CHECK(member(entry));
      if (ended_) return {};
    }
  }

 private:
  Result<void> open() {
    if (!reader_) return fail(ErrorKind::io, "no memory to unpack");
    SGW_CHECK(input_.open());
    archive* reader = reader_.get();
    // Named one by one: "all" would also start foreign programs for rare formats.
    archive_read_support_format_tar(reader);
    archive_read_support_format_zip_streamable(reader);
    archive_read_support_format_raw(reader);
    archive_read_support_format_empty(reader);
    if (archive_read_open(reader, this, nullptr, &read_unpacked, nullptr) != ARCHIVE_OK) return failed();
    return {};
  }

  static la_ssize_t read_unpacked(archive*, void* client, const void** buffer) {
    auto& unpacking = *static_cast<Unpacking*>(client);
    // A single call reads this much of a tar only when it gathers something: a map of holes without an end.
    const bool gathers = unpacking.format() != ARCHIVE_FORMAT_ZIP && unpacking.in_call_ > k_most_in_call;
    const auto chunk = gathers ? Result<std::string_view>(broken()) : unpacking.input_.next();
    if (!chunk) {
      unpacking.error_ = chunk.error();
      return ARCHIVE_FATAL;
    }
    unpacking.in_call_ += chunk->size();
    *buffer = chunk->data();
    return static_cast<la_ssize_t>(chunk->size());
  }

  int next_header(archive_entry** entry) {
    int status = ARCHIVE_RETRY;
    for (int tries = 0; status == ARCHIVE_RETRY && tries < k_max_retries; ++tries) {
      in_call_ = 0;
      status = archive_read_next_header(reader_.get(), entry);
    }
    return status;
  }

  int format() const { return archive_format(reader_.get()) & ARCHIVE_FORMAT_BASE_MASK; }

  // The other methods of a zip ask for as much memory as its header says, up to gigabytes.
  bool is_plain_method() const {
    if (format() != ARCHIVE_FORMAT_ZIP) return true;
    const std::string_view name = archive_format_name(reader_.get());  // "ZIP 2.0 (deflation)"
    return name.ends_with("(deflation)") || name.ends_with("(uncompressed)");
  }

  Result<void> member(archive_entry* entry) {
    UnpackedMember described;
    if (format() != ARCHIVE_FORMAT_RAW) {
      described.name = name_of(entry);
      // A hard link carries no data of its own.
      described.regular = archive_entry_filetype(entry) == AE_IFREG && archive_entry_hardlink(entry) == nullptr;
      described.folder = archive_entry_filetype(entry) == AE_IFDIR;
      if (archive_entry_size_is_set(entry) != 0) {
        described.size = static_cast<std::uint64_t>(std::max<la_int64_t>(archive_entry_size(entry), 0));
      }
    }
    const bool encrypted = archive_entry_is_encrypted(entry) != 0;
    const bool readable = !encrypted && is_plain_method();
    if (!visitor_.begin(described)) return readable ? skip() : Result<void>();
    if (encrypted) return fail(ErrorKind::denied, "the archive is encrypted");
    if (!readable) return fail(ErrorKind::protocol, "the archive is compressed in a way that is not read here");
    if (described.regular) {
      SGW_CHECK(data());
    } else {
      SGW_CHECK(skip());
    }
    if (!ended_) visitor_.end();
    return {};
  }

  // The next block of the member, empty at its end.
  Result<std::string_view> block() {
    while (true) {
      const void* bytes = nullptr;
      std::size_t size = 0;
      la_int64_t offset = 0;  // holes of sparse files are left out: they could be of any size
      in_call_ = 0;
      const int status = archive_read_data_block(reader_.get(), &bytes, &size, &offset);
      if (status == ARCHIVE_RETRY && ++retries_ < k_max_retries) continue;
      if (error_ || (status != ARCHIVE_OK && status != ARCHIVE_WARN && status != ARCHIVE_EOF)) return failed();
      if (status == ARCHIVE_EOF) return std::string_view();
      if (size == 0) continue;
      SGW_CHECK(measure_.count(size, input_.packed_bytes()));
      return std::string_view(static_cast<const char*>(bytes), size);
    }
  }

  Result<void> data() {
    while (true) {
      SGW_TRY(const std::string_view bytes, block());
      if (bytes.empty()) return {};
      if (!visitor_.data(bytes)) {
        ended_ = true;
        return {};
      }
    }
  }

  // What is skipped is unpacked all the same, so it counts: libarchive's own way would go through a bomb to its end.
  Result<void> skip() {
    while (true) {
      SGW_TRY(const std::string_view bytes, block());
      if (bytes.empty()) return {};
    }
  }

  // A compressed empty file has no member for libarchive; for us it is an empty log. Zeros pass for a tar without
  // members.
  Result<void> finish(std::uint32_t members) {
    if (members > 0) return {};
    if (!input_.compressed() || format() != ARCHIVE_FORMAT_EMPTY) {
      return fail(ErrorKind::protocol, "the archive holds nothing");
    }
    if (visitor_.begin({})) visitor_.end();
    return {};
  }

  // Why the input ended, or that what it holds is broken.
  tl::unexpected<Error> failed() const { return error_ ? tl::unexpected<Error>(*error_) : broken(); }

  Input input_;
  UnpackVisitor& visitor_;
  Measure measure_;
  std::uint32_t max_members_;
  ReaderHandle reader_;
  std::optional<Error> error_;
  std::uint64_t in_call_ = 0;  // bytes that libarchive took within one call
  int retries_ = 0;
  bool ended_ = false;
};

}  // namespace

bool looks_packed(std::string_view first_bytes) {
  if (compression_of(first_bytes)) return true;
  if (first_bytes.starts_with("PK\x03\x04"sv) || first_bytes.starts_with("PK\x05\x06"sv)) return true;
  return is_tar_header(first_bytes);
}

Result<void> unpack(const std::function<std::string_view()>& read, UnpackVisitor& visitor, const UnpackLimits& limits) {
  UnpackLimits checked = limits;
  checked.max_ratio = std::max<std::uint64_t>(checked.max_ratio, 1);
  return Unpacking(read, visitor, checked).run();
}

}  // namespace sgw
