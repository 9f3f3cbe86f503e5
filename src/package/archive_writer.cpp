#include "src/package/archive_writer.hpp"

#include "src/package/file_io.hpp"

#include <sgw_diag/digest.hpp>

#include <archive.h>
#include <archive_entry.h>

#include <algorithm>
#include <optional>
#include <utility>

namespace sgw::package {

namespace {

// Beyond, the library writes an extension (zip64) that not every reader has, nor the check of a finished bundle.
constexpr std::uint64_t k_most_of_zip = 4'000'000'000;
constexpr Literal k_cannot_write = "cannot write the archive";
constexpr int k_block_bytes = 1 << 16;

struct WriterFree {
  void operator()(archive* handle) const noexcept { archive_write_free(handle); }
};
struct EntryFree {
  void operator()(archive_entry* entry) const noexcept { archive_entry_free(entry); }
};

// Unknown options are only a warning to libarchive, and one that is ignored would change what is promised.
bool set_up(archive* handle, ArchiveFormat format) {
  bool good = true;
  const auto check = [&good](int code) { good = good && code == ARCHIVE_OK; };
  if (format == ArchiveFormat::zip) {
    check(archive_write_set_format_zip(handle));
    check(archive_write_set_options(handle, "zip:compression=deflate,zip:compression-level=6"));
  } else {
    check(archive_write_set_format_pax_restricted(handle));
  }
  if (format == ArchiveFormat::tar_gz) {
    check(archive_write_add_filter_gzip(handle));
    // Measured on gateway logs: a third smaller than level 1; higher levels cost much and gain 2 %.
    check(archive_write_set_options(handle, "gzip:compression-level=6,gzip:!timestamp"));
  }
  if (format == ArchiveFormat::tar_zst) {
    check(archive_write_add_filter_zstd(handle));
    // The number of threads does not show in the bytes, but whether there are any does.
    check(archive_write_set_options(handle, "zstd:compression-level=1,zstd:threads=2"));
  }
  check(archive_write_set_bytes_per_block(handle, k_block_bytes));
  check(archive_write_set_bytes_in_last_block(handle, 1));
  return good;
}

}  // namespace

struct ArchiveWriter::State {
  int descriptor = -1;
  ArchiveFormat format = ArchiveFormat::tar_gz;
  std::uint64_t max_size = 0;
  std::uint64_t written = 0;
  std::uint64_t left_in_entry = 0;
  Sha256 digest;
  std::optional<Error> error;  // why the callback refused
  std::unique_ptr<archive, WriterFree> handle{archive_write_new()};

  static la_ssize_t write(archive* handle, void* self, const void* bytes, std::size_t count);
  Result<void> check(int code) const;
};

la_ssize_t ArchiveWriter::State::write(archive*, void* self, const void* bytes, std::size_t count) {
  State& state = *static_cast<State*>(self);
  const std::string_view view(static_cast<const char*>(bytes), count);
  if (state.error) return -1;
  if (count > state.max_size - state.written) {
    state.error = Error{ErrorKind::too_large, "the archive is over its size limit", {}};
    return -1;
  }
  if (auto done = write_all(state.descriptor, view, k_cannot_write); !done) {
    state.error = std::move(done).error();
    return -1;
  }
  state.written += count;
  state.digest.add(view);
  return static_cast<la_ssize_t>(count);
}

Result<void> ArchiveWriter::State::check(int code) const {
  if (error) return tl::make_unexpected(*error);
  if (code == ARCHIVE_OK) return {};
  return fail(ErrorKind::io, k_cannot_write);
}

ArchiveWriter::ArchiveWriter(std::unique_ptr<State> state) : state_(std::move(state)) {}
ArchiveWriter::ArchiveWriter(ArchiveWriter&&) noexcept = default;
ArchiveWriter& ArchiveWriter::operator=(ArchiveWriter&&) noexcept = default;

ArchiveWriter::~ArchiveWriter() {
  // Freeing an open archive would write its end; nobody wants that of one that was given up.
  if (state_ && state_->handle) archive_write_fail(state_->handle.get());
}

Result<ArchiveWriter> ArchiveWriter::open(int descriptor, ArchiveFormat format, std::uint64_t max_size) {
  auto state = std::make_unique<State>();
  state->descriptor = descriptor;
  state->format = format;
  state->max_size = format == ArchiveFormat::zip ? std::min(max_size, k_most_of_zip) : max_size;
  if (!state->handle || !set_up(state->handle.get(), format)) {
    return fail(ErrorKind::io, "the archive library lacks what this format needs");
  }
  SGW_CHECK(
      state->check(archive_write_open2(state->handle.get(), state.get(), nullptr, &State::write, nullptr, nullptr)));
  return ArchiveWriter(std::move(state));
}

Result<void> ArchiveWriter::begin(const std::string& path, std::uint64_t size, UtcTime mtime) {
  if (state_->format == ArchiveFormat::zip && size > k_most_of_zip) {
    return fail(ErrorKind::too_large, "a file is too large for a zip archive");
  }
  const std::unique_ptr<archive_entry, EntryFree> entry(archive_entry_new2(state_->handle.get()));
  if (!entry) return fail(ErrorKind::io, "out of memory");
  archive_entry_set_pathname(entry.get(), path.c_str());
  archive_entry_set_size(entry.get(), static_cast<la_int64_t>(size));
  archive_entry_set_filetype(entry.get(), AE_IFREG);
  archive_entry_set_perm(entry.get(), 0600);
  archive_entry_set_uid(entry.get(), 0);
  archive_entry_set_gid(entry.get(), 0);
  if (state_->format != ArchiveFormat::zip) {
    const auto seconds = std::chrono::floor<std::chrono::seconds>(mtime).time_since_epoch().count();
    archive_entry_set_mtime(entry.get(), static_cast<time_t>(seconds), 0);
  }
  state_->left_in_entry = size;
  return state_->check(archive_write_header(state_->handle.get(), entry.get()));
}

Result<void> ArchiveWriter::add(std::string_view bytes) {
  if (bytes.size() > state_->left_in_entry) return fail(ErrorKind::io, "an entry is longer than was said");
  state_->left_in_entry -= bytes.size();
  while (!bytes.empty()) {
    const la_ssize_t taken = archive_write_data(state_->handle.get(), bytes.data(), bytes.size());
    if (taken <= 0) return state_->check(ARCHIVE_FATAL);
    bytes.remove_prefix(static_cast<std::size_t>(taken));
  }
  return {};
}

Result<void> ArchiveWriter::end() {
  if (state_->left_in_entry != 0) return fail(ErrorKind::io, "an entry is shorter than was said");
  return state_->check(archive_write_finish_entry(state_->handle.get()));
}

Result<FinishedArchive> ArchiveWriter::finish() {
  SGW_CHECK(state_->check(archive_write_close(state_->handle.get())));
  state_->handle.reset();
  return FinishedArchive{state_->written, state_->digest.text()};
}

}  // namespace sgw::package
