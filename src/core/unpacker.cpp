#include <sgw_diag/unpack.hpp>

#include <archive.h>
#include <archive_entry.h>

#include <algorithm>
#include <memory>

namespace sgw {

namespace {

using namespace std::string_view_literals;

constexpr std::uint64_t k_ratio_free_bytes = std::uint64_t{16} << 20;  // small files may compress as well as they like
constexpr std::size_t k_tar_block = 512;
constexpr int k_max_retries = 8;

struct ReaderFree {
  void operator()(archive* handle) const noexcept { archive_read_free(handle); }
};
using ReaderHandle = std::unique_ptr<archive, ReaderFree>;

// What libarchive's callback sees: it may throw nothing, so there is nothing in it that could.
struct Input {
  const std::function<std::string_view()>& read;
  std::uint64_t bytes = 0;
};

la_ssize_t read_chunk(archive*, void* client, const void** buffer) {
  auto& input = *static_cast<Input*>(client);
  const std::string_view chunk = input.read();
  input.bytes += chunk.size();
  *buffer = chunk.data();
  return static_cast<la_ssize_t>(chunk.size());
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

class Unpacking {
 public:
  Unpacking(const std::function<std::string_view()>& read, UnpackVisitor& visitor, const UnpackLimits& limits)
      : input_{read}, visitor_(visitor), limits_(limits), reader_(archive_read_new()) {}

  Result<void> run() {
    SGW_CHECK(open());
    for (std::uint32_t members = 0;; ++members) {
      archive_entry* entry = nullptr;
      const int status = next_header(&entry);
      if (status == ARCHIVE_EOF) return finish(members);
      if (status < ARCHIVE_WARN) return broken();
      if (members >= limits_.max_members) return fail(ErrorKind::too_large, "the archive has too many members");
      SGW_CHECK(member(entry));
      if (ended_) return {};
    }
  }

 private:
  Result<void> open() {
    if (!reader_) return fail(ErrorKind::io, "no memory to unpack");
    archive* reader = reader_.get();
    // Named one by one: "all" would also start foreign programs for rare formats.
    archive_read_support_filter_gzip(reader);
    archive_read_support_filter_zstd(reader);
    archive_read_support_filter_xz(reader);
    archive_read_support_filter_bzip2(reader);
    archive_read_support_format_tar(reader);
    archive_read_support_format_zip_streamable(reader);
    archive_read_support_format_raw(reader);
    archive_read_support_format_empty(reader);
    if (archive_read_open(reader, &input_, nullptr, &read_chunk, nullptr) != ARCHIVE_OK) return broken();
    return {};
  }

  int next_header(archive_entry** entry) {
    int status = ARCHIVE_RETRY;
    for (int tries = 0; status == ARCHIVE_RETRY && tries < k_max_retries; ++tries) {
      status = archive_read_next_header(reader_.get(), entry);
    }
    return status;
  }

  bool is_raw() const { return archive_format(reader_.get()) == ARCHIVE_FORMAT_RAW; }

  Result<void> member(archive_entry* entry) {
    UnpackedMember described;
    if (!is_raw()) {
      described.name = name_of(entry);
      // A hard link carries no data of its own.
      described.regular = archive_entry_filetype(entry) == AE_IFREG && archive_entry_hardlink(entry) == nullptr;
      described.folder = archive_entry_filetype(entry) == AE_IFDIR;
      if (archive_entry_size_is_set(entry) != 0) {
        described.size = static_cast<std::uint64_t>(std::max<la_int64_t>(archive_entry_size(entry), 0));
      }
    }
    const bool encrypted = archive_entry_is_encrypted(entry) != 0;
    if (!visitor_.begin(described)) return {};
    if (encrypted) return fail(ErrorKind::denied, "the archive is encrypted");
    if (described.regular) SGW_CHECK(data());
    if (!ended_) visitor_.end();
    return {};
  }

  Result<void> data() {
    while (true) {
      const void* block = nullptr;
      std::size_t size = 0;
      la_int64_t offset = 0;  // holes of sparse files are left out: they could be of any size
      const int status = archive_read_data_block(reader_.get(), &block, &size, &offset);
      if (status == ARCHIVE_EOF) return {};
      if (status == ARCHIVE_RETRY && ++retries_ < k_max_retries) continue;
      if (status < ARCHIVE_WARN) return broken();
      if (size == 0) continue;
      SGW_CHECK(count(size));
      if (!visitor_.data({static_cast<const char*>(block), size})) {
        ended_ = true;
        return {};
      }
    }
  }

  Result<void> count(std::size_t size) {
    unpacked_ += size;
    if (unpacked_ > limits_.max_bytes) return fail(ErrorKind::too_large, "the archive unpacks to too much");
    if (unpacked_ > k_ratio_free_bytes && unpacked_ / limits_.max_ratio > input_.bytes) {
      return fail(ErrorKind::too_large, "the archive unpacks to suspiciously more than its size");
    }
    return {};
  }

  // A compressed empty file has no member for libarchive; for us it is an empty log. Zeros pass for a tar without
  // members.
  Result<void> finish(std::uint32_t members) {
    const bool compressed = archive_filter_count(reader_.get()) > 1;
    if (members > 0) return {};
    if (!compressed || archive_format(reader_.get()) != ARCHIVE_FORMAT_EMPTY) {
      return fail(ErrorKind::protocol, "the archive holds nothing");
    }
    if (visitor_.begin({})) visitor_.end();
    return {};
  }

  // libarchive's message quotes member names, so it is not shown.
  static tl::unexpected<Error> broken() { return fail(ErrorKind::protocol, "the archive is broken or cut off"); }

  Input input_;
  UnpackVisitor& visitor_;
  UnpackLimits limits_;
  ReaderHandle reader_;
  std::uint64_t unpacked_ = 0;
  int retries_ = 0;
  bool ended_ = false;
};

}  // namespace

bool looks_packed(std::string_view first_bytes) {
  const auto starts = [&](std::string_view magic) { return first_bytes.starts_with(magic); };
  if (starts("\x1f\x8b\x08"sv) || starts("\x28\xb5\x2f\xfd"sv) || starts("\xfd\x37zXZ\0"sv)) return true;
  if (starts("PK\x03\x04"sv) || starts("PK\x05\x06"sv)) return true;
  if (starts("BZh"sv) && first_bytes.size() >= 10) {
    const std::string_view block = first_bytes.substr(4, 6);
    return block == "1AY&SY"sv || block == "\x17\x72\x45\x38\x50\x90"sv;
  }
  return is_tar_header(first_bytes);
}

Result<void> unpack(const std::function<std::string_view()>& read, UnpackVisitor& visitor, const UnpackLimits& limits) {
  UnpackLimits checked = limits;
  checked.max_ratio = std::max<std::uint64_t>(checked.max_ratio, 1);
  return Unpacking(read, visitor, checked).run();
}

}  // namespace sgw
