#include "collector/container_root.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <climits>
#include <deque>
#include <utility>
#include <vector>

namespace sgw::collector {

namespace {

constexpr std::size_t k_max_links = 40, k_max_steps = 400;

RawError refusal(int number, std::string_view path) {
  if (number == EACCES || number == EPERM) return {ErrorKind::denied, "the file may not be read", RawText(path)};
  // Our own trouble says nothing about the container.
  if (number == EMFILE || number == ENFILE || number == ENOMEM || number == EIO) {
    return {ErrorKind::io, "the file cannot be opened", RawText(path)};
  }
  return {ErrorKind::not_found, "there is no such file", RawText(path)};
}

// One walk from the root. The folders above are kept, so that ".." is taken from here and not from the file system,
// where a folder may have been moved meanwhile.
class Walk {
 public:
  Walk(int root, std::string_view path) : root_(root) { put_first(path); }

  // Where the path leads; empty with errno's number in `error` when it leads nowhere.
  ProbeFd end() {
    ProbeFd file;
    for (std::size_t steps = 0; !names_.empty(); ++steps) {
      if (steps == k_max_steps) return fail(ELOOP);
      const std::string name = std::move(names_.front());
      names_.pop_front();
      if (name == "..") {
        if (!above_.empty()) above_.pop_back();
        continue;
      }
      ProbeFd next(::openat(here(), name.c_str(), O_PATH | O_NOFOLLOW | O_CLOEXEC));
      if (!next) return fail(errno);
      struct stat status {};
      if (::fstat(next.get(), &status) != 0) return fail(errno);
      if (S_ISLNK(status.st_mode)) {
        if (!follow(next)) return fail(ELOOP);
      } else if (S_ISDIR(status.st_mode)) {
        above_.push_back(std::move(next));
      } else if (!names_.empty()) {
        return fail(ENOTDIR);
      } else {
        file = std::move(next);
      }
    }
    if (!file) return fail(EISDIR);
    return file;
  }

  int error = 0;

 private:
  int here() const { return above_.empty() ? root_ : above_.back().get(); }

  ProbeFd fail(int number) {
    error = number;
    return {};
  }

  void put_first(std::string_view path) {
    std::vector<std::string> names;
    while (!path.empty()) {
      const std::size_t slash = std::min(path.find('/'), path.size());
      const std::string_view name = path.substr(0, slash);
      if (!name.empty() && name != ".") names.emplace_back(name);
      path.remove_prefix(std::min(slash + 1, path.size()));
    }
    names_.insert(names_.begin(), std::make_move_iterator(names.begin()), std::make_move_iterator(names.end()));
  }

  // What the link says, as the container means it: from its root, or from where it lies. A link of procfs says a path
  // too, and that is all it counts for here.
  bool follow(const ProbeFd& link) {
    std::array<char, PATH_MAX> text{};
    const ssize_t size = ::readlinkat(link.get(), "", text.data(), text.size());
    if (size <= 0 || ++links_ > k_max_links || names_.size() > k_max_steps) return false;
    const std::string_view target(text.data(), static_cast<std::size_t>(size));
    if (target.front() == '/') above_.clear();
    put_first(target);
    return true;
  }

  int root_;
  std::vector<ProbeFd> above_;  // the folders between the root and where we are
  std::deque<std::string> names_;
  std::size_t links_ = 0;
};

}  // namespace

RawResult<ProbeFd> ContainerRoot::find(std::string_view path, std::size_t most) const {
  Walk walk(folder_.get(), path);
  ProbeFd file = walk.end();
  if (!file) return tl::make_unexpected(refusal(walk.error, path));
  struct stat status {};
  if (::fstat(file.get(), &status) != 0) return tl::make_unexpected(refusal(errno, path));
  if (!S_ISREG(status.st_mode)) return raw_fail(ErrorKind::denied, "it is not a regular file", RawText(path));
  if (std::cmp_greater(status.st_size, most)) {
    return raw_fail(ErrorKind::too_large, "the file is larger than it may be", RawText(path));
  }
  return file;
}

std::filesystem::path file_path(const ProbeFd& file) { return "/proc/self/fd/" + std::to_string(file.get()); }

}  // namespace sgw::collector
