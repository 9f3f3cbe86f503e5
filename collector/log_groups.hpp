#pragma once

#include "collector/file_tree.hpp"

#include <string>
#include <vector>

namespace sgw::collector {

// The files of a folder that are about one container.
struct LogGroup {
  std::string name;
  std::vector<FoundFile> files;
};

// Parts a folder of saved logs by container, by names alone. Of its own are: each folder `NAMESPACE_POD_UID/CONTAINER`
// as a kubelet has them; each other folder that holds logs, with what is below it; of the files directly in the folder
// each log, with its rotated parts, its previous run and both its streams. What is no log goes with the first. One
// container's files that are all there is, and a folder with a record or settings beside the logs, are one group, with
// the folder's name. At least one group, empty when there are no files.
std::vector<LogGroup> group_logs(std::vector<FoundFile> files, const std::string& folder);

// What a log is called without its endings; of Docker's own files the id's first digits.
std::string name_of_log(const std::string& file);

}  // namespace sgw::collector
