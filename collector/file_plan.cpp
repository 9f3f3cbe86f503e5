#include "collector/source_plans.hpp"

#include <filesystem>
#include <optional>
#include <system_error>

namespace sgw::collector {

namespace {

namespace fs = std::filesystem;

constexpr int k_most_files = 20'000;

// Of a file, or of all files in a folder; links in it are not followed.
std::optional<std::uint64_t> bytes_of(const fs::path& path) {
  std::error_code failed;
  const fs::file_status status = fs::status(path, failed);
  if (failed || !fs::exists(status)) return std::nullopt;
  if (!fs::is_directory(status)) {
    const std::uintmax_t size = fs::is_regular_file(status) ? fs::file_size(path, failed) : 0;
    return failed ? 0 : size;
  }
  std::uint64_t sum = 0;
  int files = 0;
  fs::recursive_directory_iterator entry(path, fs::directory_options::skip_permission_denied, failed);
  for (; !failed && entry != fs::recursive_directory_iterator() && files < k_most_files; entry.increment(failed)) {
    std::error_code unknown;
    if (!fs::is_regular_file(entry->symlink_status(unknown))) continue;
    ++files;
    const std::uintmax_t size = entry->file_size(unknown);
    if (!unknown) sum += size;
  }
  return sum;
}

}  // namespace

void plan_files(const Selection& selection, std::uint64_t limit_of_log, Preview& preview) {
  for (const fs::path& path : selection.logs) {
    const auto bytes = bytes_of(path);
    if (!bytes) {
      preview.notes.push_back({"there is no such file or folder", RawText(path.string())});
      continue;
    }
    PlannedCall row{"files", "read", path.string(), "to read it", "there is nothing to judge by", "once", *bytes};
    row.at_most = limit_of_log;
    preview.calls.push_back(std::move(row));
  }
}

std::vector<PlannedCall> host_calls() {
  return {{"host", "read", "this host", "none beyond those of any user",
           "versions, clock, memory, disk, proxies and name servers of this host are unknown", "once", 2048}};
}

}  // namespace sgw::collector
