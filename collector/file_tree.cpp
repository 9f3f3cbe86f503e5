#include "collector/file_tree.hpp"

#include <algorithm>
#include <system_error>
#include <utility>

namespace sgw::collector {

namespace {

namespace fs = std::filesystem;

class Walk {
 public:
  Walk(fs::path root, const CollectContext& context) : root_(std::move(root)), context_(context) {}

  FileTree take() {
    folder(root_, "", 0);
    return std::move(tree_);
  }

 private:
  void skip(const fs::path& path, Literal why) {
    if (tree_.skipped.size() < k_max_files_in_tree) tree_.skipped.push_back({path, why});
  }

  void folder(const fs::path& path, const std::string& prefix, std::size_t depth) {
    if (depth > k_max_depth_of_tree) return skip(path, "the folder lies too deep");
    std::error_code failed;
    fs::directory_iterator entries(path, failed);
    if (failed) return skip(path, "the folder cannot be read");
    std::vector<fs::path> sorted;
    for (; entries != fs::directory_iterator() && !context_.over(); entries.increment(failed)) {
      sorted.push_back(entries->path());
      if (sorted.size() > k_max_files_in_tree) {
        skip(path, "the folder holds too many files; the rest is left out");
        break;
      }
      if (failed) break;
    }
    if (failed) skip(path, "the folder cannot be read to its end");
    std::sort(sorted.begin(), sorted.end());
    for (const fs::path& entry : sorted) {
      if (full_ || context_.over()) break;
      take_entry(entry, prefix + entry.filename().string(), depth);
    }
    if (context_.over()) skip(path, "the folder was not read to its end: the time was up");
  }

  void take_entry(const fs::path& path, const std::string& name, std::size_t depth) {
    std::error_code failed;
    const fs::file_status status = fs::symlink_status(path, failed);
    switch (status.type()) {
      case fs::file_type::directory:
        return folder(path, name + "/", depth + 1);
      case fs::file_type::symlink:
        return link(path);
      case fs::file_type::regular:
        break;
      case fs::file_type::not_found:
        return;  // vanished since the folder was read
      default:
        return skip(path, "it is not a regular file");
    }
    if (tree_.files.size() == k_max_files_in_tree) {
      full_ = true;
      return skip(path, "there are too many files; this one and the following are left out");
    }
    tree_.files.push_back({path, name, FollowLinks::no});
  }

  void link(const fs::path& path) {
    std::error_code failed;
    const fs::path target = fs::canonical(path, failed);
    if (failed) return skip(path, "the symbolic link leads nowhere");
    const fs::path root = fs::canonical(root_, failed);
    const auto [end, rest] = std::mismatch(root.begin(), root.end(), target.begin(), target.end());
    if (failed || end != root.end()) skip(path, "a symbolic link that leaves the folder is not followed");
  }

  fs::path root_;
  const CollectContext& context_;
  FileTree tree_;
  bool full_ = false;
};

}  // namespace

FileTree list_files(const fs::path& path, const CollectContext& context) {
  std::error_code failed;
  if (fs::is_directory(path, failed)) return Walk(path, context).take();
  FileTree tree;
  tree.files.push_back({path, path.filename().string(), FollowLinks::yes});
  return tree;
}

}  // namespace sgw::collector
