#include "src/package/atomic_file.hpp"

#include "src/package/file_io.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <utility>

namespace sgw::package {

namespace {

constexpr Literal k_cannot_create = "cannot create the output file";
constexpr std::string_view k_suffix = ".part";
constexpr Literal k_cannot_name = "cannot give the output file its name";

std::filesystem::path folder_of(const std::filesystem::path& target) {
  const auto folder = target.parent_path();
  return folder.empty() ? std::filesystem::path(".") : folder;
}

std::filesystem::path path_of(const UniqueFd& file) { return "/proc/self/fd/" + std::to_string(file.get()); }

// A file without a name is named and read through /proc, which a container may lack.
bool has_proc(const UniqueFd& file) { return access(path_of(file).c_str(), F_OK) == 0; }

// Gives a file one more name; 0 or an errno. A file without any is reached by its link in /proc.
int link_to(const std::filesystem::path& file, const std::filesystem::path& name) {
  const int code = linkat(AT_FDCWD, file.c_str(), AT_FDCWD, name.c_str(), AT_SYMLINK_FOLLOW);
  return code == 0 ? 0 : errno;
}

Error target_error(int error_number, const std::filesystem::path& target, Literal otherwise) {
  std::error_code ignored;
  if (std::filesystem::is_directory(target, ignored)) return output_error(EISDIR, otherwise);
  return output_error(error_number, otherwise);
}

}  // namespace

Result<AtomicFile> AtomicFile::create(const std::filesystem::path& target) {
  std::error_code ignored;
  if (target.filename().empty() || std::filesystem::is_directory(target, ignored)) {
    return tl::make_unexpected(output_error(EISDIR, k_cannot_create));
  }
  UniqueFd file(open(folder_of(target).c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, S_IRUSR | S_IWUSR));
  if (file && has_proc(file)) {
    AtomicFile made(std::move(file), target);
    made.readable_ = path_of(made.file_);
    return made;
  }
  SGW_TRY(TemporaryFile named, TemporaryFile::make(folder_of(target), k_suffix, k_cannot_create));
  AtomicFile made(std::move(named.file), target);
  made.temporary_ = std::move(named.name);
  made.readable_ = made.temporary_.text();
  return made;
}

Result<void> AtomicFile::synchronise() {
  if (fsync(file_.get()) == 0) return {};
  return tl::make_unexpected(output_error(errno, "cannot write the output file to the disk"));
}

Result<void> AtomicFile::publish(Overwrite overwrite) {
  SGW_CHECK(overwrite == Overwrite::no ? give_name() : replace_name());
  const UniqueFd folder(open(folder_of(target_).c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  // Some file systems cannot synchronise a folder; the file has its name all the same.
  if (folder) fsync(folder.get());
  return {};
}

Result<void> AtomicFile::give_name() {
  const int code = link_to(temporary_.empty() ? path_of(file_) : std::filesystem::path(temporary_.text()), target_);
  if (code == 0) return {};  // a temporary name goes with the destructor
  const bool no_links = code == EPERM || code == EOPNOTSUPP || code == EMLINK;
  if (!temporary_.empty() && no_links) {
    if (renameat2(AT_FDCWD, temporary_.text().c_str(), AT_FDCWD, target_.c_str(), RENAME_NOREPLACE) == 0) {
      temporary_.forget();
      return {};
    }
    return tl::make_unexpected(target_error(errno, target_, k_cannot_name));
  }
  return tl::make_unexpected(target_error(code, target_, k_cannot_name));
}

Result<void> AtomicFile::replace_name() {
  SGW_CHECK(ensure_temporary_name());
  if (rename(temporary_.text().c_str(), target_.c_str()) != 0) {
    return tl::make_unexpected(target_error(errno, target_, k_cannot_name));
  }
  temporary_.forget();
  return {};
}

// A name can be replaced by renaming only, which needs a name to start from.
Result<void> AtomicFile::ensure_temporary_name() {
  if (!temporary_.empty()) return {};
  SGW_TRY(TemporaryFile reserved, TemporaryFile::make(folder_of(target_), k_suffix, k_cannot_create));
  unlink(reserved.name.text().c_str());
  if (const int code = link_to(path_of(file_), reserved.name.text()); code != 0) {
    return tl::make_unexpected(output_error(code, k_cannot_name));
  }
  temporary_ = std::move(reserved.name);
  return {};
}

Result<void> write_file(const std::filesystem::path& path, const RedactedBytes& bytes, Overwrite overwrite) {
  SGW_TRY(AtomicFile file, AtomicFile::create(path));
  SGW_CHECK(write_all(file.descriptor(), bytes.view(), "cannot write the output file"));
  SGW_CHECK(file.synchronise());
  return file.publish(overwrite);
}

Result<void> write_spool(const std::filesystem::path& path, const Spool& spool, Overwrite overwrite) {
  SGW_TRY(AtomicFile file, AtomicFile::create(path));
  SGW_CHECK(spool.read([&](std::string_view chunk) -> Result<void> {
    return write_all(file.descriptor(), chunk, "cannot write the output file");
  }));
  SGW_CHECK(file.synchronise());
  return file.publish(overwrite);
}

}  // namespace sgw::package
