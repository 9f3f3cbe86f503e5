#include "tests/redaction/corpus/pack.hpp"

#include <archive.h>
#include <archive_entry.h>
#include <memory>
#include <stdexcept>

namespace sgw::corpus {
namespace {

struct CloseArchive {
  void operator()(archive* handle) const noexcept { archive_write_free(handle); }
};
struct FreeEntry {
  void operator()(archive_entry* entry) const noexcept { archive_entry_free(entry); }
};

class Writer {
 public:
  explicit Writer(Compression compression) : handle_(archive_write_new()) {
    switch (compression) {
      case Compression::none:
        check(archive_write_add_filter_none(handle_.get()));
        break;
      case Compression::gzip:
        check(archive_write_add_filter_gzip(handle_.get()));
        check(archive_write_set_filter_option(handle_.get(), "gzip", "timestamp", nullptr));
        break;
      case Compression::zstd:
        check(archive_write_add_filter_zstd(handle_.get()));
        break;
      case Compression::xz:
        check(archive_write_add_filter_xz(handle_.get()));
        break;
      case Compression::bzip2:
        check(archive_write_add_filter_bzip2(handle_.get()));
        break;
    }
  }

  archive* get() { return handle_.get(); }

  void open() {
    check(archive_write_set_bytes_in_last_block(handle_.get(), 1));
    check(archive_write_open(handle_.get(), this, nullptr, &Writer::append, nullptr));
  }

  void add(const Member& member) {
    const std::unique_ptr<archive_entry, FreeEntry> entry(archive_entry_new());
    archive_entry_set_pathname(entry.get(), member.name.c_str());
    archive_entry_set_size(entry.get(), static_cast<la_int64_t>(member.bytes.size()));
    archive_entry_set_filetype(entry.get(), AE_IFREG);
    archive_entry_set_perm(entry.get(), 0644);
    archive_entry_set_mtime(entry.get(), 1767225600, 0);
    check(archive_write_header(handle_.get(), entry.get()));
    if (archive_write_data(handle_.get(), member.bytes.data(), member.bytes.size()) < 0) check(ARCHIVE_FATAL);
  }

  std::string close() {
    check(archive_write_close(handle_.get()));
    return std::move(bytes_);
  }

  void check(int code) {
    if (code < ARCHIVE_WARN) {
      const char* what = archive_error_string(handle_.get());
      throw std::runtime_error(what != nullptr ? what : "archive");
    }
  }

 private:
  static la_ssize_t append(archive*, void* self, const void* data, std::size_t size) {
    static_cast<Writer*>(self)->bytes_.append(static_cast<const char*>(data), size);
    return static_cast<la_ssize_t>(size);
  }

  std::unique_ptr<archive, CloseArchive> handle_;
  std::string bytes_;
};

}  // namespace

std::string pack(std::span<const Member> members, Container container, Compression compression) {
  Writer writer(compression);
  if (container == Container::tar) {
    writer.check(archive_write_set_format_pax_restricted(writer.get()));
  } else {
    writer.check(archive_write_set_format_zip(writer.get()));
  }
  writer.open();
  for (const Member& member : members) writer.add(member);
  return writer.close();
}

std::string compress(std::string_view bytes, Compression compression) {
  Writer writer(compression);
  writer.check(archive_write_set_format_raw(writer.get()));
  writer.open();
  writer.add({"data", std::string(bytes)});
  return writer.close();
}

}  // namespace sgw::corpus
