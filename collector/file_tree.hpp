#pragma once

#include "collector/file_reader.hpp"

#include <sgw_diag/source.hpp>

#include <filesystem>
#include <string>
#include <vector>

namespace sgw::collector {

struct FoundFile {
  std::filesystem::path path;
  std::string name;  // relative to the folder that was asked for, with '/'; of a single file its file name
  FollowLinks links = FollowLinks::no;
};

struct SkippedFile {
  std::filesystem::path path;
  Literal why = "";
};

struct FileTree {
  std::vector<FoundFile> files;  // sorted by name
  std::vector<SkippedFile> skipped;
};

inline constexpr std::size_t k_max_files_in_tree = 10000;
inline constexpr std::size_t k_max_depth_of_tree = 32;

// The files below a folder, or the one file that `path` is. `path` itself may be a symbolic link: the operator named
// it. Links below it are not followed: what they lead to inside the folder is found anyway, the rest is skipped.
FileTree list_files(const std::filesystem::path& path, const CollectContext& context);

}  // namespace sgw::collector
