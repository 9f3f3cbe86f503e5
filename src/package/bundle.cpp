#include "src/package/bundle.hpp"

#include "src/package/archive_writer.hpp"
#include "src/package/atomic_file.hpp"
#include "src/package/file_io.hpp"
#include "src/package/spool_file.hpp"

#include <sgw_diag/limits.hpp>

#include <algorithm>
#include <optional>
#include <string>

namespace sgw::package {

namespace {

bool name_is_taken(const std::filesystem::path& target) {
  std::error_code ignored;
  return std::filesystem::exists(std::filesystem::symlink_status(target, ignored));
}

Result<void> copy_to_output(int from, std::uint64_t bytes) {
  std::string buffer;
  for (std::uint64_t at = 0; at < bytes; at += buffer.size()) {
    buffer.resize(static_cast<std::size_t>(std::min<std::uint64_t>(bytes - at, k_chunk_bytes)));
    SGW_CHECK(read_all_at(from, buffer.data(), buffer.size(), at));
    SGW_CHECK(write_all(STDOUT_FILENO, buffer, "cannot write to the standard output"));
  }
  return {};
}

Result<void> write_item(ArchiveWriter& writer, const BundleOptions& options, const BundleItem& item) {
  const std::string path = std::string(options.root.view()) + "/" + std::string(item.path.view());
  if (const auto* bytes = std::get_if<RedactedBytes>(&item.content)) {
    SGW_CHECK(writer.begin(path, bytes->size(), options.mtime));
    SGW_CHECK(writer.add(bytes->view()));
  } else {
    const Spool& spool = *std::get<const Spool*>(item.content);
    SGW_CHECK(writer.begin(path, spool.size(), options.mtime));
    SGW_CHECK(spool.read([&](std::string_view chunk) -> Result<void> {
      if (options.deadline && options.deadline->passed()) return fail(ErrorKind::timeout, "the time for packing is up");
      return writer.add(chunk);
    }));
  }
  return writer.end();
}

Result<FinishedArchive> write_archive(int descriptor, const BundleOptions& options,
                                      const std::vector<BundleItem>& items) {
  SGW_TRY(ArchiveWriter writer, ArchiveWriter::open(descriptor, options.format, options.max_size));
  for (const auto& item : items) SGW_CHECK(write_item(writer, options, item));
  return writer.finish();
}

}  // namespace

struct PendingBundle::State {
  std::optional<AtomicFile> named;  // for a file
  UniqueFd unnamed;                 // for the standard output
  std::filesystem::path readable;
  FinishedArchive archive;
};

PendingBundle::PendingBundle(std::unique_ptr<State> state) : state_(std::move(state)) {}
PendingBundle::~PendingBundle() = default;
PendingBundle::PendingBundle(PendingBundle&&) noexcept = default;
PendingBundle& PendingBundle::operator=(PendingBundle&&) noexcept = default;

Result<PendingBundle> PendingBundle::write(const BundleOptions& options, const std::vector<BundleItem>& items) {
  auto state = std::make_unique<State>();
  if (options.to_stdout) {
    std::error_code no_folder;
    const auto folder = std::filesystem::temp_directory_path(no_folder);
    if (no_folder) return fail(ErrorKind::io, "there is no temporary folder");
    SGW_TRY(state->unnamed, open_unnamed(folder));
    state->readable = "/proc/self/fd/" + std::to_string(state->unnamed.get());
    SGW_TRY(state->archive, write_archive(state->unnamed.get(), options, items));
  } else {
    SGW_TRY(AtomicFile file, AtomicFile::create(options.target));
    // Asked again, and for good, when the name is given; asked now so that nobody waits for a refusal.
    if (name_is_taken(options.target)) return fail(ErrorKind::io, "there is a file of that name already");
    SGW_TRY(state->archive, write_archive(file.descriptor(), options, items));
    SGW_CHECK(file.synchronise());
    state->readable = file.readable_path();
    state->named = std::move(file);
  }
  return PendingBundle(std::move(state));
}

const std::filesystem::path& PendingBundle::readable_path() const { return state_->readable; }
std::uint64_t PendingBundle::bytes() const { return state_->archive.bytes; }

Result<BundleReceipt> PendingBundle::commit() {
  if (state_->named) {
    SGW_CHECK(state_->named->publish(Overwrite::no));
  } else {
    SGW_CHECK(copy_to_output(state_->unnamed.get(), state_->archive.bytes));
  }
  return BundleReceipt{state_->archive.bytes, state_->archive.sha256};
}

}  // namespace sgw::package
